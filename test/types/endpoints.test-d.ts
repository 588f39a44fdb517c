import type { Answer, EndpointId, PathParams, Query } from '../../src/api/endpoints.ts';
import type { CallEndpoint } from '../../src/client/call.ts';
import type { Handlers, HandlersOf } from '../../src/server/handler.ts';

/**
 * What the endpoint table makes impossible. Checked by `tsc` alone: each wrong line must fail to
 * compile, or its `@ts-expect-error` fails instead. Nothing here runs.
 */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_Claim extends true>(): void {}

holds<Same<PathParams<'batches.jobs'>, Record<'project' | 'batch', string>>>();
holds<Same<PathParams<'me.get'>, Record<never, string>>>();
holds<Same<Query<'jobs.list'>['limit'], number | undefined>>();
holds<Same<Answer<'jobs.logs'>, { logs: string | null }>>();
holds<Same<keyof Handlers, EndpointId>>();
holds<Same<PathParams<'uploads.url'>, Record<'project' | 'upload', string>>>();
holds<Same<Answer<'batches.cancel'>['changed'], number>>();

export function clientCalls(call: CallEndpoint): void {
  void call('jobs.get', { params: { project: 'p', job: 'j' } });
  void call('me.get', {});

  // @ts-expect-error there is no such endpoint
  void call('jobs.remove', {});
  // @ts-expect-error a path parameter is missing
  void call('jobs.get', { params: { project: 'p' } });
  // @ts-expect-error a path parameter has another name
  void call('jobs.get', { params: { project: 'p', run: 'j' } });
  // @ts-expect-error the parameters are missing
  void call('jobs.get', {});
  // @ts-expect-error a query has a value of another type
  void call('jobs.list', { params: { project: 'p' }, query: { limit: [] } });
  // @ts-expect-error a query has a status of the other generation
  void call('jobs.list', { params: { project: 'p' }, query: { status: 'pending' } });
  // @ts-expect-error the body is missing
  void call('runs.create', {});
  // @ts-expect-error the body lacks its owner
  void call('runs.create', { body: { kind: 'task', request: { target: 'task:a' } } });
  void call('files.write', { params: { project: 'p', file: 'a.md' }, body: { content: '' } });

  // @ts-expect-error a run is not completed as waiting
  void call('runs.complete', { params: { run: 'r' }, body: { status: 'waiting' } });
  // @ts-expect-error the answer to a run has no result
  void call('runs.resume', { params: { run: 'r' }, body: { type: 'approval', tool_call_id: 'a' } });
  // @ts-expect-error this endpoint reads no body
  void call('runs.cancel', { params: { run: 'r' }, body: {} });
}

type TargetHandlers = HandlersOf<'targets'>;

// @ts-expect-error a handler is missing
export const missing: TargetHandlers = { 'targets.list': () => ({ reserved_families: [], data: [] }) };

export const wrong: TargetHandlers = {
  // @ts-expect-error the answer has another shape
  'targets.list': () => ({ families: [], data: [] }),
  // @ts-expect-error the endpoint has no such parameter
  'targets.get': ({ params }) => params.job,
};
