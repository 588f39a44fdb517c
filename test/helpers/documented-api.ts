import './quiet-sdk.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import 'veryfront';
import {
  CancelRunResponseSchema,
  CreateRunResponseSchema,
  RunEventListSchema,
  RunListSchema,
  RunSchema,
} from 'veryfront/runs';
import {
  CronJobSchema,
  JobBatchSchema,
  JobEventsResponseSchema,
  JobLogsResponseSchema,
  JobSchema,
  JobTargetDefinitionSchema,
  JobTargetDefinitionsResponseSchema,
  PaginatedCronJobsResponseSchema,
  PaginatedJobsResponseSchema,
} from 'veryfront-jobs/jobs';
import { type EndpointId, endpoints } from '../../src/api/endpoints.ts';
import { documentedBody, documentedSchedules } from './documented-schedules.ts';

interface Schema {
  parse(value: unknown): unknown;
}

const asItIs: Schema = { parse: (value) => value };

/** Veryfront's own published schema of each documented answer: it drops every key that is not documented. */
const publishedSchema: Partial<Record<EndpointId, Schema>> = {
  'jobs.create': JobSchema,
  'jobs.list': PaginatedJobsResponseSchema,
  'jobs.get': JobSchema,
  'jobs.events': JobEventsResponseSchema,
  'jobs.logs': JobLogsResponseSchema,
  'jobs.cancel': JobSchema,
  'batches.get': JobBatchSchema,
  'batches.jobs': PaginatedJobsResponseSchema,
  'targets.list': JobTargetDefinitionsResponseSchema,
  'targets.get': JobTargetDefinitionSchema,
  'runs.create': CreateRunResponseSchema,
  'runs.get': RunSchema,
  'runs.list': RunListSchema,
  'runs.events': RunEventListSchema,
  'runs.cancel': CancelRunResponseSchema,
  'runs.complete': asItIs,
  'runs.resume': asItIs,
  'logs.list': JobEventsResponseSchema,
  'cronJobs.create': CronJobSchema,
  'cronJobs.list': PaginatedCronJobsResponseSchema,
  'cronJobs.get': CronJobSchema,
  'cronJobs.update': CronJobSchema,
  'cronJobs.delete': CronJobSchema,
  'cronJobs.trigger': JobSchema,
  ...documentedSchedules,
  'projects.list': asItIs,
  'projects.get': asItIs,
  'me.get': asItIs,
};

/** Queries that the cloud knows; the others are additions of ours. */
const documentedQuery: Partial<Record<EndpointId, readonly string[]>> = {
  'runs.list': ['cursor', 'limit'],
  'schedules.list': ['status', 'source_trigger_id'],
};

export interface DocumentedApi extends AsyncDisposable {
  readonly apiUrl: string;
}

export interface DocumentedApiOptions {
  /** Has the older generation of schedules only. */
  readonly cronJobsOnly?: boolean | undefined;
}

/**
 * A stand-in of the cloud: it offers only what Veryfront documents, answered by a server of ours, and
 * lets nothing through that Veryfront's published schemas do not know. It has no channel.
 */
export async function startDocumentedApi(
  behind: string,
  options: DocumentedApiOptions = {},
): Promise<DocumentedApi> {
  const server = createServer((request, response) => {
    forward(behind, options, request, response).catch((error: unknown) => {
      response.writeHead(599).end(JSON.stringify({ error: `the stand-in failed: ${error}` }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(
  behind: string,
  { cronJobsOnly = false }: DocumentedApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', behind);
  const id = documentedEndpoint(request.method, url.pathname);
  const isLeftOut = cronJobsOnly && id?.startsWith('schedules.') === true;
  const schema = id === undefined || isLeftOut ? undefined : publishedSchema[id];
  if (id === undefined || schema === undefined)
    return void response.writeHead(404).end('{"error":"Not found"}');
  keepDocumentedQuery(id, url.searchParams);
  const body = (await request.setEncoding('utf8').toArray()).join('');
  const undocumented = undocumentedIn(id, body);
  if (undocumented !== undefined) {
    return void response.writeHead(400).end(JSON.stringify({ error: undocumented }));
  }
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    headers: {
      authorization: request.headers.authorization ?? '',
      'content-type': 'application/json',
    },
    ...(body === '' ? {} : { body }),
  });
  const json: unknown = await answer.json();
  const shown = answer.ok ? schema.parse(json) : json;
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(shown));
}

function keepDocumentedQuery(id: EndpointId, query: URLSearchParams): void {
  const documented = documentedQuery[id];
  if (documented === undefined) return;
  for (const name of [...query.keys()]) if (!documented.includes(name)) query.delete(name);
}

/** What is wrong with a body by the documentation alone. */
function undocumentedIn(id: EndpointId, body: string): string | undefined {
  return documentedBody[id]?.safeParse(JSON.parse(body)).error?.message;
}

function documentedEndpoint(method: string | undefined, path: string): EndpointId | undefined {
  const ids = Object.keys(endpoints) as EndpointId[];
  return ids.find((id) => {
    const endpoint = endpoints[id];
    const pattern = new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`);
    return !endpoint.ours && endpoint.method === method && pattern.test(path);
  });
}
