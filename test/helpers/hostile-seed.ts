import { UserError } from '../../src/model/errors.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { ContextsPort } from '../../src/store/contexts-port.ts';
import { badBatch, lateFailures } from './seeded-batches.ts';
import type { Seed } from './seeded-client.ts';
import { seededContexts } from './seeded-contexts.ts';
import { runningId, seed, seededNow } from './seeded-data.ts';

/**
 * What no text from outside may make a terminal do, in forms that the console itself never sends: found among the
 * bytes they would be known again.
 */
const attacks = [
  '\x1b]52;c;ZXZpbA==\x07',
  '\x1b]0;owned\x07',
  '\x1b]8;;http://evil.test\x1b\\click\x1b]8;;\x1b\\',
  '\x1b[999;999H\x1b[3J\x1b[?1003h\x1b[6n\x1b[5;8;95m',
  '\x1bc\x1b#8\x1b(0',
  '\x1bP+q544e\x1b\\\x1b_Gf=100;AAAA\x1b\\',
  '\u009b31m\u009d0;owned\u009c\u0090q\u009c\u0085',
  '\x00\x07\x0e\x7f\v\f',
  '\u202eRTL\u2066\u2069\u200b\u200d\ufeff\u2028\u00ad',
  '\ud83d\udc00 \ufffd',
  'line\nbreak\r\nand\rreturn\tand tab',
  'Z\u0337\u031b\u0330\u0308\u0341',
].join(' ');

/** A text from outside as bad as it can be; what it says is still in it. */
export function hostile(text: string): string {
  return `${attacks}${text}${attacks}`;
}

/** Members whose texts are no free ones: the API's own words, ids and times. */
const kept =
  /^(?:id|runId|rootRunId|parentRunId|retryOf|scheduleId|projectId|kind|status|reason|level|isolation|type|triggerKind|onDependencyFailure|concurrencyPolicy|definedIn|generation|state|access|verb|apiUrl|.*At|at)$/;

/** The same value with every free text in it hostile, names of members too; targets stay of their kind. */
export function poisoned<T>(value: T, name?: string): T;
export function poisoned(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (kept.test(name)) return value;
    return name === 'target' ? `${value}${attacks}` : hostile(value);
  }
  if (Array.isArray(value)) return value.map((item) => poisoned(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, poisoned(inner, member)]),
  );
}

/** The seed in which everything that somebody outside has written is hostile. */
export function hostileSeed(): Seed {
  const plain = seed();
  const document = {
    [hostile('key')]: hostile('value'),
    list: [hostile('item')],
    long: hostile('x').repeat(400),
  };
  const runs = [...plain.runs, ...badBatch().slice(0, 40), ...lateFailures()].map((run) => ({
    ...poisoned(run),
    config: document,
    input: document,
    output: document,
  }));
  const log = plain.logs?.[runningId] ?? '';
  return {
    ...plain,
    runs,
    targets: plain.targets?.map((target) => ({ ...poisoned(target), inputSchema: schema() })),
    schedules: plain.schedules?.map((schedule) => poisoned(schedule)),
    attempts: poisoned(plain.attempts),
    events: {
      [runningId]: (plain.events?.[runningId] ?? []).map((event) => ({
        ...poisoned(event),
        type: hostile(event.type),
        payload: document,
      })),
    },
    logs: {
      [runningId]: log
        .split('\n')
        .map((line) =>
          line === '' ? '' : `${line}${attacks.replaceAll(/[\n\r]/g, ' ')}{"msg":"${'x'.repeat(50)}"}`,
        )
        .join('\n'),
    },
    capabilities: { server: hostile('server'), version: hostile('1') },
  };
}

function schema() {
  return {
    type: 'object',
    properties: { [hostile('pageSize')]: { type: 'integer', description: hostile('how many') } },
    required: [hostile('since')],
  };
}

/** Contexts whose names, projects and commands are hostile, and whose tests tell hostile things. */
export function hostileContexts(): ContextsPort {
  const { port } = seededContexts();
  return {
    ...port,
    path: hostile('/home/ops/config.json'),
    async read() {
      const known = await port.read();
      return known.map((context) => ({
        ...poisoned(context),
        token: context.token,
        name: context.isDefault ? context.name : hostile(context.name),
        apiUrl: context.apiUrl === null ? null : hostile(context.apiUrl),
      }));
    },
    async open() {
      throw new UserError('not-found', hostile('There is no such context'), { fix: hostile('Add it') });
    },
    async test(_, onStep) {
      onStep({ name: hostile('server'), state: 'ok', text: hostile('answers') });
    },
  };
}

/** An action of an earlier console, with everything in it hostile. */
export function hostileEntry(): JournalEntry {
  const at = new Date(seededNow - 60_000).toISOString();
  return poisoned({
    id: 'entry-1',
    at,
    who: 'ops',
    context: 'office',
    project: 'acme-web',
    verb: 'cancel',
    things: 'runs',
    reason: 'it hangs',
    counts: { failed: 1 },
    items: [
      { id: runningId, runId: runningId, label: 'task:embed-docs', state: 'failed', note: 'not found' },
    ],
    settledAt: at,
  });
}
