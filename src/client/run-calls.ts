import { attemptFromWire } from '../api/attempt.ts';
import { createRunToWire } from '../api/create-run.ts';
import { eventFromWire } from '../api/event.ts';
import { logChunkFromWire } from '../api/log.ts';
import { runFilterToQuery, runFromWire } from '../api/run.ts';
import type { Ability } from '../model/capabilities.ts';
import { UserError } from '../model/errors.ts';
import { repeatRun } from '../model/repeat-run.ts';
import type { CreateRun, Run } from '../model/run.ts';
import { matchesFilter } from '../model/run-filter.ts';
import { isTerminal } from '../model/run-status.ts';
import { type CallEndpoint, triesOfRepeatable } from './call.ts';
import type { Client } from './client.ts';
import { chunkOfText } from './log-fallback.ts';

/** What the calls about runs need to know of the server. */
export interface RunCallsBase {
  readonly project: string;
  readonly call: CallEndpoint;
  readonly capabilities: Client['capabilities'];
  readonly resolveProject: Client['resolveProject'];
}

export function createRunCalls(base: RunCallsBase): Client['runs'] {
  const { call, project } = base;
  const hasAbility = async (ability: 'retry' | 'logChunks' | 'runFilters') =>
    (await base.capabilities()).abilities[ability] === true;

  const create = async (input: CreateRun): Promise<Run> => {
    const { id } = await base.resolveProject();
    // The key makes a second arrival of the same request harmless, so it may be tried again.
    const publicId = input.publicId ?? crypto.randomUUID();
    const body = createRunToWire({ ...input, publicId }, id);
    return runFromWire((await call('runs.create', { body, tries: triesOfRepeatable })).run);
  };
  const get = async (id: string) => runFromWire(await call('runs.get', { params: { run: id } }));

  return {
    create,
    get,
    async list(filter, page) {
      const query = { ...runFilterToQuery(filter), cursor: page.cursor, limit: page.limit };
      const { data, page_info: info } = await call('runs.list', { params: { project }, query });
      const runs = data.map(runFromWire);
      const filtered = (await hasAbility('runFilters'))
        ? runs
        : runs.filter((run) => matchesFilter(run, filter));
      return { items: filtered, nextCursor: info.next };
    },
    async counts(filter) {
      await requireAbility(base, 'runCounts');
      const query = runFilterToQuery(filter);
      return (await call('runs.counts', { params: { project }, query })).counts;
    },
    async cancel(id) {
      // Cancelling twice is the same as once.
      const answer = await call('runs.cancel', { params: { run: id }, tries: triesOfRepeatable });
      return { cancelled: answer.cancelled, run: runFromWire(answer.run) };
    },
    async retry(id, key) {
      // The server's own retry takes no key; creation does, on every server.
      if (key !== undefined) return create({ ...repeatRun(await get(id)), publicId: key });
      if (!(await hasAbility('retry'))) return create(repeatRun(await get(id)));
      const job = await call('jobs.retry', { params: { project, job: id } });
      return get(job.canonical_run_id ?? job.id);
    },
    async resume(id, { id: answerId, type, result, isError }) {
      const body = { type, tool_call_id: answerId, result, is_error: isError };
      // The id makes a second arrival of the same answer harmless.
      const answer = await call('runs.resume', { params: { run: id }, body, tries: triesOfRepeatable });
      return { duplicate: answer.duplicate === true };
    },
    async complete(id, { status, errorCode, errorMessage }) {
      const body = { status, terminal_error_code: errorCode, terminal_error_message: errorMessage };
      const answer = await call('runs.complete', { params: { run: id }, body, tries: triesOfRepeatable });
      return { completed: answer.completed, run: runFromWire(answer.run) };
    },
    async attempts(id) {
      await requireAbility(base, 'attempts');
      return (await call('runs.attempts', { params: { run: id } })).data.map(attemptFromWire);
    },
    async events(id, afterId, limit) {
      const query = { after_event_id: afterId, limit };
      const { data } = await call('runs.events', { params: { run: id }, query });
      return data.map((event) => eventFromWire(event, id));
    },
    async log(id, afterByte, limitBytes) {
      if (await hasAbility('logChunks')) {
        const query = { after_byte: afterByte, limit_bytes: limitBytes };
        return logChunkFromWire(await call('runs.logs', { params: { run: id }, query }));
      }
      const run = await call('runs.get', { params: { run: id } });
      return chunkOfText(run.logs, isTerminal(run.status), afterByte, limitBytes);
    },
  };
}

/** @throws UserError `unsupported` with the server's own sentence */
export async function requireAbility(
  base: Pick<RunCallsBase, 'capabilities'>,
  ability: Ability,
): Promise<void> {
  const reason = (await base.capabilities()).abilities[ability];
  if (reason !== true) throw new UserError('unsupported', reason);
}
