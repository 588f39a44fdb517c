import { attemptToWire } from '../../api/attempt.ts';
import { completionFromWire } from '../../api/complete-run.ts';
import { createRunFromWire } from '../../api/create-run.ts';
import { eventToWire } from '../../api/event.ts';
import { logChunkToWire, maxLogChunkBytes } from '../../api/log.ts';
import { listToWire } from '../../api/page.ts';
import { runFilterFromQuery, runToWire } from '../../api/run.ts';
import type { Executor } from '../../executor/executor.ts';
import { UserError } from '../../model/errors.ts';
import { requireProject } from '../find-project.ts';
import type { HandlersOf } from '../handler.ts';
import { readLogText } from '../log-text.ts';

const defaultEvents = 100;

export function runHandlers(executor: Executor): HandlersOf<'runs'> {
  return {
    async 'runs.create'({ body }) {
      if (body.owner.kind !== 'project') {
        throw new UserError('unsupported', 'Runs of a conversation are not executed here', {
          fix: 'Send owner.kind "project".',
        });
      }
      requireProject(executor.project, body.owner.id);
      const { run, duplicate } = await executor.createRun(createRunFromWire(body));
      return { accepted: true, duplicate, run: runToWire(run) };
    },
    async 'runs.get'({ params }) {
      const run = executor.getRun(params.run);
      return runToWire(run, await readLogText(executor, run.id));
    },
    'runs.list': ({ query }) =>
      listToWire(executor.listRuns(runFilterFromQuery(query), query), (run) => runToWire(run)),
    'runs.counts': ({ query }) => ({ counts: executor.countRuns(runFilterFromQuery(query)) }),
    'runs.events'({ params, query }) {
      const limit = query.limit ?? defaultEvents;
      const afterId = query.after_event_id ?? query.cursor;
      // One more than asked for tells whether there is a next page.
      const found = executor.listEvents(params.run, { afterId, limit: limit + 1, order: 'oldest-first' });
      const items = found.slice(0, limit);
      const nextCursor = found.length > limit ? String(items.at(-1)?.id) : null;
      return listToWire({ items, nextCursor }, eventToWire);
    },
    async 'runs.cancel'({ params, caller }) {
      const { cancelled, run } = await executor.cancelRun(params.run, caller.actor);
      return { cancelled, run: runToWire(run) };
    },
    async 'runs.complete'({ params, body, caller }) {
      const completion = completionFromWire(body);
      const { completed, run } = await executor.completeRun(params.run, completion, caller.actor);
      return { completed, run: runToWire(run) };
    },
    async 'runs.resume'({ params, body }) {
      const { type, tool_call_id: id, result: payload, is_error: isError } = body;
      const { duplicate } = await executor.resumeRun(params.run, { id, type, payload, isError });
      return { accepted: true, duplicate };
    },
    async 'runs.logs'({ params, query }) {
      const limit = query.limit_bytes ?? maxLogChunkBytes;
      return logChunkToWire(await executor.readLog(params.run, query.after_byte ?? 0, limit));
    },
    'runs.attempts': ({ params }) => ({ data: executor.listAttempts(params.run).map(attemptToWire) }),
  };
}
