import { type Endpoint, endpointBase, projectPath } from './endpoint.ts';
import { wireJob } from './job.ts';
import { wireList } from './page.ts';
import {
  cronJobListQuery,
  scheduleListQuery,
  wireCronJob,
  wireScheduleAnswer,
  wireScheduleList,
  wireScheduleRun,
  wireScheduleRunAccepted,
  wireScheduleStatusChange,
} from './schedule.ts';

/** Schedules as Veryfront's cloud has them (contract sections 3.7 and 5). The server of ours does not serve them yet. */
export const scheduleEndpoints = {
  'schedules.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/schedules`,
    query: scheduleListQuery,
    response: wireScheduleList,
    summary: 'List schedules',
  },
  'schedules.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/schedules/:schedule`,
    response: wireScheduleAnswer,
    summary: 'Get a schedule',
  },
  'schedules.update': {
    ...endpointBase,
    method: 'PATCH',
    path: `${projectPath}/schedules/:schedule`,
    body: wireScheduleStatusChange,
    response: wireScheduleAnswer,
    ours: true,
    summary: 'Pause or resume a schedule',
  },
  'schedules.trigger': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/schedules/:schedule/runs`,
    body: wireScheduleRun,
    response: wireScheduleRunAccepted,
    status: 201,
    summary: 'Create a run of a schedule now',
  },
  'cronJobs.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/cron-jobs`,
    query: cronJobListQuery,
    response: wireList(wireCronJob),
    summary: 'List cron jobs',
  },
  'cronJobs.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/cron-jobs/:cronJob`,
    response: wireCronJob,
    summary: 'Get a cron job',
  },
  'cronJobs.update': {
    ...endpointBase,
    method: 'PATCH',
    path: `${projectPath}/cron-jobs/:cronJob`,
    body: wireScheduleStatusChange,
    response: wireCronJob,
    summary: 'Change a cron job',
  },
  'cronJobs.trigger': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/cron-jobs/:cronJob/trigger`,
    response: wireJob,
    status: 201,
    summary: 'Create a job of a cron job now',
  },
} as const satisfies Record<string, Endpoint>;
