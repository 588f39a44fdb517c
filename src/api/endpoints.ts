import { z } from 'zod';
import { wireAttemptList } from './attempt.ts';
import { wireBatch } from './batch.ts';
import { wireCapabilities } from './capabilities.ts';
import { wireCreateRun } from './create-run.ts';
import { jobEventsQuery, runEventsQuery, wireJobEvents, wireRunEventList } from './event.ts';
import { jobListQuery, wireCreateJob, wireJob, wireJobListItem } from './job.ts';
import { logQuery, wireJobLogs, wireLogChunk } from './log.ts';
import { pageQuery, wireList } from './page.ts';
import { projectListQuery, wireIdentity, wireProject, wireProjectList } from './project.ts';
import {
  runFilterQuery,
  runListQuery,
  wireRun,
  wireRunAccepted,
  wireRunCancelled,
  wireRunCounts,
} from './run.ts';
import { wireTarget, wireTargetList } from './target.ts';

/** One operation of the API: server and client are both made from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** `:name` is one percent-encoded segment. */
  readonly path: string;
  readonly query: z.ZodType;
  /** `z.undefined()` where no body is read. */
  readonly body: z.ZodType;
  readonly response: z.ZodType;
  /** Status of a success. */
  readonly status: 200 | 201 | 202;
  /** True where the path is an addition of ours. */
  readonly ours: boolean;
  /** One sentence for the generated OpenAPI document. */
  readonly summary: string;
}

const none = z.object({});
const noBody = z.undefined();
const base = { query: none, body: noBody, status: 200, ours: false } as const;
const project = '/projects/:project';

/** The endpoint table: contract section 2, the rows of this release, and our additions. */
export const endpoints = {
  'jobs.create': {
    ...base,
    method: 'POST',
    path: `${project}/jobs`,
    body: wireCreateJob,
    response: wireJob,
    status: 201,
    summary: 'Create a job',
  },
  'jobs.list': {
    ...base,
    method: 'GET',
    path: `${project}/jobs`,
    query: jobListQuery,
    response: wireList(wireJobListItem),
    summary: 'List jobs, newest first',
  },
  'jobs.get': {
    ...base,
    method: 'GET',
    path: `${project}/jobs/:job`,
    response: wireJob,
    summary: 'Get a job',
  },
  'jobs.events': {
    ...base,
    method: 'GET',
    path: `${project}/jobs/:job/events`,
    query: jobEventsQuery,
    response: wireJobEvents,
    summary: "Read a job's events",
  },
  'jobs.logs': {
    ...base,
    method: 'GET',
    path: `${project}/jobs/:job/logs`,
    response: wireJobLogs,
    summary: "Read a job's log as text",
  },
  'jobs.cancel': {
    ...base,
    method: 'POST',
    path: `${project}/jobs/:job/cancel`,
    response: wireJob,
    summary: 'Cancel a job',
  },
  'jobs.retry': {
    ...base,
    method: 'POST',
    path: `${project}/jobs/:job/retry`,
    response: wireJob,
    status: 201,
    ours: true,
    summary: 'Create a new job with the same target, config and input',
  },
  'batches.list': {
    ...base,
    method: 'GET',
    path: `${project}/job-batches`,
    query: pageQuery,
    response: wireList(wireBatch),
    ours: true,
    summary: 'List batches, newest first',
  },
  'batches.get': {
    ...base,
    method: 'GET',
    path: `${project}/job-batches/:batch`,
    response: wireBatch,
    summary: 'Get a batch',
  },
  'batches.jobs': {
    ...base,
    method: 'GET',
    path: `${project}/job-batches/:batch/jobs`,
    query: jobListQuery,
    response: wireList(wireJobListItem),
    summary: 'List the jobs of a batch',
  },
  'targets.list': {
    ...base,
    method: 'GET',
    path: `${project}/job-targets`,
    response: wireTargetList,
    summary: 'List targets',
  },
  'targets.get': {
    ...base,
    method: 'GET',
    path: `${project}/job-targets/:target`,
    response: wireTarget,
    summary: 'Get a target',
  },
  'runs.create': {
    ...base,
    method: 'POST',
    path: '/runs',
    body: wireCreateRun,
    response: wireRunAccepted,
    status: 202,
    summary: 'Create a run',
  },
  'runs.get': { ...base, method: 'GET', path: '/runs/:run', response: wireRun, summary: 'Get a run' },
  'runs.events': {
    ...base,
    method: 'GET',
    path: '/runs/:run/events',
    query: runEventsQuery,
    response: wireRunEventList,
    summary: "Read a run's events, oldest first",
  },
  'runs.cancel': {
    ...base,
    method: 'POST',
    path: '/runs/:run/cancel',
    response: wireRunCancelled,
    summary: 'Cancel a run',
  },
  'runs.logs': {
    ...base,
    method: 'GET',
    path: '/runs/:run/logs',
    query: logQuery,
    response: wireLogChunk,
    ours: true,
    summary: "Read a piece of a run's log",
  },
  'runs.attempts': {
    ...base,
    method: 'GET',
    path: '/runs/:run/attempts',
    response: wireAttemptList,
    ours: true,
    summary: "List a run's attempts",
  },
  'runs.list': {
    ...base,
    method: 'GET',
    path: `${project}/runs`,
    query: runListQuery,
    response: wireList(wireRun),
    summary: 'List runs, newest first',
  },
  'runs.counts': {
    ...base,
    method: 'GET',
    path: `${project}/run-counts`,
    query: runFilterQuery,
    response: wireRunCounts,
    ours: true,
    summary: 'Count runs per status',
  },
  'projects.list': {
    ...base,
    method: 'GET',
    path: '/projects',
    query: projectListQuery,
    response: wireProjectList,
    summary: 'List projects',
  },
  'projects.get': {
    ...base,
    method: 'GET',
    path: project,
    response: wireProject,
    summary: 'Get a project by UUID or slug',
  },
  'me.get': {
    ...base,
    method: 'GET',
    path: '/me',
    response: wireIdentity,
    summary: 'Who the token belongs to',
  },
  'capabilities.get': {
    ...base,
    method: 'GET',
    path: '/capabilities',
    response: wireCapabilities,
    ours: true,
    summary: 'What this server can do',
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
