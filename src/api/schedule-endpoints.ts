import { cronJobListQuery, wireCreateCronJob, wireCronJob, wireUpdateCronJob } from './cron-job.ts';
import { type Endpoint, endpointBase, projectPath } from './endpoint.ts';
import { runEventsQuery } from './event.ts';
import { wireJob } from './job.ts';
import { pageQuery, wireList } from './page.ts';
import {
  scheduleListQuery,
  wirePauseSchedule,
  wireResumeSchedule,
  wireSchedule,
  wireScheduleAnswer,
  wireScheduleCreated,
  wireScheduleList,
  wireScheduleRun,
  wireScheduleRunAccepted,
} from './schedule.ts';
import { wireCreateSchedule, wirePreviewRequest, wireUpdateSchedule } from './schedule-draft.ts';
import {
  nextQuery,
  resumePreviewQuery,
  wireBackfill,
  wireBackfillRequest,
  wireResumePreview,
  wireTimes,
} from './schedule-preview.ts';
import { wireScheduleEvent, wireSlot } from './schedule-slot.ts';
import { wireSourceFaultList } from './source-fault.ts';

const all = `${projectPath}/schedules`;
const one = `${all}/:schedule`;
const cronJobs = `${projectPath}/cron-jobs`;
const ours = { ...endpointBase, ours: true } as const;

/** Schedules in both generations (contract sections 3.7 and 5), and what we add to the newer one. */
export const scheduleEndpoints = {
  'schedules.list': {
    ...endpointBase,
    method: 'GET',
    path: all,
    query: scheduleListQuery,
    response: wireScheduleList,
    summary: 'List schedules, newest first; all at once without a `limit`',
  },
  'schedules.create': {
    ...endpointBase,
    method: 'POST',
    path: all,
    body: wireCreateSchedule,
    response: wireScheduleCreated,
    status: 201,
    summary: 'Create a schedule',
  },
  'schedules.preview': {
    ...ours,
    method: 'POST',
    path: `${all}/preview`,
    body: wirePreviewRequest,
    response: wireTimes,
    summary: 'When a proposed schedule would fire, and what is wrong with it',
  },
  'schedules.get': {
    ...endpointBase,
    method: 'GET',
    path: one,
    response: wireScheduleAnswer,
    summary: 'Get a schedule',
  },
  'schedules.update': {
    ...ours,
    method: 'PATCH',
    path: one,
    body: wireUpdateSchedule,
    response: wireScheduleAnswer,
    summary: 'Change a schedule, pause it, or bring back one that was deleted',
  },
  'schedules.delete': {
    ...ours,
    method: 'DELETE',
    path: one,
    response: wireScheduleAnswer,
    summary: 'Put a schedule away; its runs stay',
  },
  'schedules.pause': {
    ...ours,
    method: 'POST',
    path: `${one}/pause`,
    body: wirePauseSchedule,
    response: wireSchedule,
    summary: 'Pause a schedule, with a reason and until a time',
  },
  'schedules.resume': {
    ...ours,
    method: 'POST',
    path: `${one}/resume`,
    body: wireResumeSchedule,
    response: wireSchedule,
    summary: 'Resume a paused schedule',
  },
  'schedules.previewResume': {
    ...ours,
    method: 'GET',
    path: `${one}/resume-preview`,
    query: resumePreviewQuery,
    response: wireResumePreview,
    summary: 'What resuming a schedule would start at once',
  },
  'schedules.cancel': {
    ...ours,
    method: 'POST',
    path: `${one}/cancel`,
    response: wireSchedule,
    summary: 'End a schedule for good; runs that have begun go on',
  },
  'schedules.trigger': {
    ...endpointBase,
    method: 'POST',
    path: `${one}/runs`,
    body: wireScheduleRun,
    response: wireScheduleRunAccepted,
    status: 201,
    summary: 'Create a run of a schedule now',
  },
  'schedules.next': {
    ...ours,
    method: 'GET',
    path: `${one}/next`,
    query: nextQuery,
    response: wireTimes,
    summary: 'When a schedule fires next',
  },
  'schedules.slots': {
    ...ours,
    method: 'GET',
    path: `${one}/slots`,
    query: pageQuery,
    response: wireList(wireSlot),
    summary: 'What became of the times at which a schedule was due, newest first',
  },
  'schedules.events': {
    ...ours,
    method: 'GET',
    path: `${one}/events`,
    query: runEventsQuery,
    response: wireList(wireScheduleEvent),
    summary: "Read a schedule's events, oldest first",
  },
  'schedules.backfill': {
    ...ours,
    method: 'POST',
    path: `${one}/backfill`,
    body: wireBackfillRequest,
    response: wireBackfill,
    summary: 'Create a run for each slot of a range that has none',
  },
  'schedules.faults': {
    ...ours,
    method: 'GET',
    path: `${projectPath}/schedule-faults`,
    response: wireSourceFaultList,
    summary: 'What is wrong with files of the project that define schedules',
  },
  'cronJobs.list': {
    ...endpointBase,
    method: 'GET',
    path: cronJobs,
    query: cronJobListQuery,
    response: wireList(wireCronJob),
    summary: 'List the schedules that have a cron, newest first',
  },
  'cronJobs.create': {
    ...endpointBase,
    method: 'POST',
    path: cronJobs,
    body: wireCreateCronJob,
    response: wireCronJob,
    status: 201,
    summary: 'Create a cron job',
  },
  'cronJobs.get': {
    ...endpointBase,
    method: 'GET',
    path: `${cronJobs}/:cronJob`,
    response: wireCronJob,
    summary: 'Get a cron job',
  },
  'cronJobs.update': {
    ...endpointBase,
    method: 'PATCH',
    path: `${cronJobs}/:cronJob`,
    body: wireUpdateCronJob,
    response: wireCronJob,
    summary: 'Change a cron job, pause or resume it',
  },
  'cronJobs.delete': {
    ...endpointBase,
    method: 'DELETE',
    path: `${cronJobs}/:cronJob`,
    response: wireCronJob,
    summary: 'Put a cron job away; its jobs stay',
  },
  'cronJobs.trigger': {
    ...endpointBase,
    method: 'POST',
    path: `${cronJobs}/:cronJob/trigger`,
    response: wireJob,
    status: 201,
    summary: 'Create a job of a cron job now',
  },
} as const satisfies Record<string, Endpoint>;
