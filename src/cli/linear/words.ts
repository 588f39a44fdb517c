import { loadPatterns } from '../../lib/pattern.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import { isTerminal, runStatuses } from '../../model/run-status.ts';
import { parseFilter } from '../../store/run-filter.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { createLogPrinter } from '../print-log.ts';
import { printRun } from '../print-run.ts';
import { defaultArmMinutes, maxArmMinutes } from './access.ts';
import { act } from './act.ts';
import type { LinearParts } from './linear-parts.ts';
import { actOnSchedule, listSchedules } from './schedule-words.ts';
import { closed, sentenceOf } from './tell-changes.ts';

const listedRuns = 20;
const lastLines = 20;

interface Word {
  readonly name: string;
  readonly argument: string;
  readonly text: string;
  readonly run: (parts: LinearParts, argument: string) => Promise<void> | void;
}

/** The words, as in the palette of the console. */
export const words: readonly Word[] = [
  { name: 'runs', argument: '[filter]', text: 'the newest runs, as in: runs status:failed', run: listRuns },
  { name: 'counts', argument: '', text: 'how many runs have which status', run: tellCounts },
  { name: 'targets', argument: '', text: 'what can be run', run: listTargets },
  { name: 'show', argument: 'ID', text: 'everything known of a run', run: showRun },
  { name: 'log', argument: 'ID', text: `the last ${lastLines} lines of its log`, run: tellLog },
  { name: 'follow', argument: 'ID', text: 'its log as it grows; "follow" alone ends that', run: followLog },
  {
    name: 'cancel',
    argument: 'ID',
    text: 'cancel it; asks first',
    run: (parts, id) => act(parts, 'cancel', id),
  },
  {
    name: 'retry',
    argument: 'ID',
    text: 'retry it as a new run; asks first',
    run: (parts, id) => act(parts, 'retry', id),
  },
  {
    name: 'schedules',
    argument: '[text]',
    text: 'the schedules with their next fire, or those with the text in their name or target',
    run: listSchedules,
  },
  {
    name: 'trigger',
    argument: 'SCHEDULE',
    text: 'start a run of it now; asks first',
    run: (parts, ref) => actOnSchedule(parts, 'trigger', ref),
  },
  {
    name: 'pause',
    argument: 'SCHEDULE',
    text: 'pause it; asks first',
    run: (parts, ref) => actOnSchedule(parts, 'pause', ref),
  },
  {
    name: 'resume',
    argument: 'SCHEDULE',
    text: 'resume it; says what starts at once, and asks first',
    run: (parts, ref) => actOnSchedule(parts, 'resume', ref),
  },
  {
    name: 'rw',
    argument: '[minutes]',
    text: 'arm writing where the connection starts read-only; asks first',
    run: armWriting,
  },
  { name: 'ro', argument: '', text: 'end the armed writing', run: disarmWriting },
  { name: 'help', argument: '', text: 'these words', run: tellWords },
  { name: 'quit', argument: '', text: 'leave; the runs go on', run: (parts) => parts.quit() },
];

/** Does what a line says; the start of a word is enough. What goes wrong is told, never thrown. */
export async function doLine(parts: LinearParts, line: string): Promise<void> {
  const [typed = '', ...rest] = line.trim().replace(/^:/, '').split(/\s+/);
  if (typed === '') return;
  const name = typed === 'q' ? 'quit' : typed;
  const word = words.find((each) => each.name === name) ?? words.find((each) => each.name.startsWith(name));
  if (word === undefined) {
    parts.output.line(
      `No word "${sanitize(typed)}". There are: ${words.map((each) => each.name).join(', ')}.`,
    );
    return;
  }
  const argument = rest.join(' ');
  if (word.argument === 'ID' && argument === '' && word.name !== 'follow') {
    parts.output.line(`${word.name} needs the id of a run, or its last 4 characters or more.`);
    return;
  }
  if (word.argument === 'SCHEDULE' && argument === '') {
    parts.output.line(`${word.name} needs the name of a schedule, or its id or a part of that.`);
    return;
  }
  try {
    await word.run(parts, argument);
  } catch (thrown) {
    const fix = thrown instanceof UserError && thrown.fix !== undefined ? ` ${thrown.fix}` : '';
    parts.output.line(sanitize(`${closed(messageOf(thrown))}${fix}`));
  }
}

function tellWords({ output }: LinearParts): void {
  for (const { name, argument, text } of words) output.line(`${`${name} ${argument}`.trim()}: ${text}.`);
}

async function listRuns({ client, output, now }: LinearParts, text: string): Promise<void> {
  await loadPatterns();
  const parsed = parseFilter(text, now());
  if (parsed.problem !== undefined) {
    output.line(sanitize(parsed.problem));
    return;
  }
  const { filter, rest } = parsed.query;
  if (rest.length > 0)
    output.line('Some of this filter is understood by the console only; it is left out here.');
  const { items } = await client.runs.list(filter, { limit: listedRuns });
  if (items.length === 0) output.line('No runs.');
  for (const run of items) output.line(closed(sentenceOf(run)));
}

async function tellCounts({ client, output }: LinearParts): Promise<void> {
  const counts = await client.runs.counts({});
  output.line(`${runStatuses.map((status) => `${counts[status]} ${status}`).join(', ')}.`);
}

async function listTargets({ client, output }: LinearParts): Promise<void> {
  const targets = await client.targets.list();
  if (targets.length === 0) output.line('No targets.');
  for (const { target, description, fault } of targets) {
    output.line(sanitize(`${target}: ${fault === null ? description : `broken, ${fault.message}`}`));
  }
}

async function showRun({ client, output }: LinearParts, id: string): Promise<void> {
  await printRun(output, await client.runs.get(id), null);
}

async function tellLog({ client, output }: LinearParts, id: string): Promise<void> {
  const run = await client.runs.get(id);
  output.line(`Log of ${sentenceOf(run)}:`);
  await createLogPrinter(client, run.id, output, lastLines).catchUp();
  output.line('End of the log.');
}

async function followLog({ client, output, follow }: LinearParts, id: string): Promise<void> {
  if (id === '') {
    follow(null, null);
    output.line('No log is followed.');
    return;
  }
  const run = await client.runs.get(id);
  const log = createLogPrinter(client, run.id, output, lastLines);
  output.line(`Following the log of ${sentenceOf(run)}:`);
  await log.catchUp();
  if (isTerminal(run.status)) output.line('The run has ended; that was all.');
  else follow(run.id, log);
}

async function armWriting({ access, output, ask }: LinearParts, argument: string): Promise<void> {
  const minutes = argument === '' ? defaultArmMinutes : Number(argument);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > maxArmMinutes) {
    output.line(`rw takes a number of minutes, 1 to ${maxArmMinutes}.`);
    return;
  }
  if (access.reason() === null) {
    output.line('Writing is possible already.');
    return;
  }
  if ((await ask(`Arm writing for ${minutes} minutes? Type y or n.`)).trim().toLowerCase() !== 'y') {
    output.line('Nothing was done.');
    return;
  }
  const locked = access.arm(minutes);
  output.line(
    locked === null ? `Writing is armed for ${minutes} minutes; ro ends it.` : closed(`Not armed: ${locked}`),
  );
}

function disarmWriting({ access, output }: LinearParts): void {
  access.disarm();
  const reason = access.reason();
  output.line(
    reason === null
      ? 'Writing stays possible: this connection does not start read-only.'
      : closed(`Now ${reason}`),
  );
}
