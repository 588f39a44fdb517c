import type { z } from 'zod';
import { wireAttemptList } from './attempt.ts';
import { wireBatch } from './batch.ts';
import { wireBatchAction } from './batch-action.ts';
import { wireCapabilities } from './capabilities.ts';
import { wireCompleteRun, wireRunCompleted } from './complete-run.ts';
import { wireCreateRun } from './create-run.ts';
import { type Endpoint, endpointBase, projectPath } from './endpoint.ts';
import { jobEventsQuery, runEventsQuery, wireJobEvents, wireRunEventList } from './event.ts';
import { wireExecutorStatus } from './executor-status.ts';
import { fileEndpoints } from './file-endpoints.ts';
import { jobListQuery, wireCreateJob, wireJob, wireJobListItem } from './job.ts';
import { logQuery, wireJobLogs, wireLogChunk } from './log.ts';
import { pageQuery, wireList } from './page.ts';
import { projectListQuery, wireIdentity, wireProject, wireProjectList } from './project.ts';
import { projectLogQuery } from './project-log.ts';
import { wireResumeRun, wireRunResumed } from './resume-run.ts';
import {
  runFilterQuery,
  runListQuery,
  wireRun,
  wireRunAccepted,
  wireRunCancelled,
  wireRunCounts,
} from './run.ts';
import { scheduleEndpoints } from './schedule-endpoints.ts';
import { wireTarget, wireTargetList } from './target.ts';

/** The endpoint table: contract section 2, the rows that this release serves, and our additions. */
export const endpoints = {
  'jobs.create': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/jobs`,
    body: wireCreateJob,
    response: wireJob,
    status: 201,
    summary: 'Create a job',
  },
  'jobs.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/jobs`,
    query: jobListQuery,
    response: wireList(wireJobListItem),
    summary: 'List jobs, newest first',
  },
  'jobs.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/jobs/:job`,
    response: wireJob,
    summary: 'Get a job',
  },
  'jobs.events': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/jobs/:job/events`,
    query: jobEventsQuery,
    response: wireJobEvents,
    summary: "Read a job's events",
  },
  'jobs.logs': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/jobs/:job/logs`,
    response: wireJobLogs,
    summary: "Read a job's log as text",
  },
  'jobs.cancel': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/jobs/:job/cancel`,
    response: wireJob,
    summary: 'Cancel a job',
  },
  'jobs.retry': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/jobs/:job/retry`,
    response: wireJob,
    status: 201,
    ours: true,
    summary: 'Create a new job with the same target, config and input',
  },
  'batches.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/job-batches`,
    query: pageQuery,
    response: wireList(wireBatch),
    ours: true,
    summary: 'List batches, newest first',
  },
  'batches.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/job-batches/:batch`,
    response: wireBatch,
    summary: 'Get a batch',
  },
  'batches.jobs': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/job-batches/:batch/jobs`,
    query: jobListQuery,
    response: wireList(wireJobListItem),
    summary: 'List the jobs of a batch',
  },
  'batches.cancel': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/job-batches/:batch/cancel`,
    response: wireBatchAction,
    ours: true,
    summary: 'Cancel every run of a batch that has not ended',
  },
  'batches.retry': {
    ...endpointBase,
    method: 'POST',
    path: `${projectPath}/job-batches/:batch/retry`,
    response: wireBatchAction,
    ours: true,
    summary: 'Create a new run in the batch for each failed one that none repeats yet',
  },
  'targets.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/job-targets`,
    response: wireTargetList,
    summary: 'List targets',
  },
  'targets.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/job-targets/:target`,
    response: wireTarget,
    summary: 'Get a target',
  },
  'runs.create': {
    ...endpointBase,
    method: 'POST',
    path: '/runs',
    body: wireCreateRun,
    response: wireRunAccepted,
    status: 202,
    summary: 'Create a run',
  },
  'runs.get': { ...endpointBase, method: 'GET', path: '/runs/:run', response: wireRun, summary: 'Get a run' },
  'runs.events': {
    ...endpointBase,
    method: 'GET',
    path: '/runs/:run/events',
    query: runEventsQuery,
    response: wireRunEventList,
    summary: "Read a run's events, oldest first",
  },
  'runs.cancel': {
    ...endpointBase,
    method: 'POST',
    path: '/runs/:run/cancel',
    response: wireRunCancelled,
    summary: 'Cancel a run',
  },
  'runs.complete': {
    ...endpointBase,
    method: 'POST',
    path: '/runs/:run/complete',
    body: wireCompleteRun,
    response: wireRunCompleted,
    summary: 'End a run that waits',
  },
  'runs.resume': {
    ...endpointBase,
    method: 'POST',
    path: '/runs/:run/resume',
    body: wireResumeRun,
    response: wireRunResumed,
    summary: 'Answer a run that waits, which then goes on',
  },
  'runs.logs': {
    ...endpointBase,
    method: 'GET',
    path: '/runs/:run/logs',
    query: logQuery,
    response: wireLogChunk,
    ours: true,
    summary: "Read a piece of a run's log",
  },
  'runs.attempts': {
    ...endpointBase,
    method: 'GET',
    path: '/runs/:run/attempts',
    response: wireAttemptList,
    ours: true,
    summary: "List a run's attempts",
  },
  'runs.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/runs`,
    query: runListQuery,
    response: wireList(wireRun),
    summary: 'List runs, newest first',
  },
  'runs.counts': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/run-counts`,
    query: runFilterQuery,
    response: wireRunCounts,
    ours: true,
    summary: 'Count runs per status',
  },
  'logs.list': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/logs`,
    query: projectLogQuery,
    response: wireJobEvents,
    summary: 'Read the events of all runs as a log',
  },
  ...fileEndpoints,
  ...scheduleEndpoints,
  'projects.list': {
    ...endpointBase,
    method: 'GET',
    path: '/projects',
    query: projectListQuery,
    response: wireProjectList,
    summary: 'List projects',
  },
  'projects.get': {
    ...endpointBase,
    method: 'GET',
    path: projectPath,
    response: wireProject,
    summary: 'Get a project by UUID or slug',
  },
  'me.get': {
    ...endpointBase,
    method: 'GET',
    path: '/me',
    response: wireIdentity,
    summary: 'Who the token belongs to',
  },
  'capabilities.get': {
    ...endpointBase,
    method: 'GET',
    path: '/capabilities',
    response: wireCapabilities,
    ours: true,
    summary: 'What this server can do',
  },
  'executor.get': {
    ...endpointBase,
    method: 'GET',
    path: `${projectPath}/executor`,
    response: wireExecutorStatus,
    ours: true,
    summary: 'What the executor is doing now: its places, what is under way, its leases',
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointId = keyof typeof endpoints;

type SegmentNames<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? SegmentNames<Head> | SegmentNames<Tail>
  : Path extends `:${infer Name}`
    ? Name
    : never;

/** The path parameters of an endpoint, decoded. */
export type PathParams<Id extends EndpointId> = Record<SegmentNames<(typeof endpoints)[Id]['path']>, string>;
/** The query as a caller writes it. */
export type QueryInput<Id extends EndpointId> = z.input<(typeof endpoints)[Id]['query']>;
/** The query after parsing. */
export type Query<Id extends EndpointId> = z.output<(typeof endpoints)[Id]['query']>;
export type BodyInput<Id extends EndpointId> = z.input<(typeof endpoints)[Id]['body']>;
export type Body<Id extends EndpointId> = z.output<(typeof endpoints)[Id]['body']>;
export type Answer<Id extends EndpointId> = z.output<(typeof endpoints)[Id]['response']>;
