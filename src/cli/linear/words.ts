import type { Client } from '../../client/client.ts';
import { loadPatterns } from '../../lib/pattern.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal, runStatuses } from '../../model/run-status.ts';
import { parseFilter } from '../../store/run-filter.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import type { Output } from '../output.ts';
import { createLogPrinter, type LogPrinter } from '../print-log.ts';
import { printRun } from '../print-run.ts';
import { sentenceOf } from './tell-changes.ts';

const listedRuns = 20;
const lastLines = 20;

/** What the words of the linear console work with. */
export interface LinearParts {
  readonly client: Client;
  readonly output: Output;
  readonly readOnly: boolean;
  /** The context is marked as production: a single letter is not enough there. */
  readonly isProduction: boolean;
  readonly now: () => number;
  /** The next line that is typed is the answer. */
  readonly ask: (question: string) => Promise<string>;
  /** Has the lines of a run told as they come; null ends that. */
  readonly follow: (runId: string | null, log: LogPrinter | null) => void;
  readonly quit: () => void;
}

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

async function act(parts: LinearParts, verb: 'cancel' | 'retry', id: string): Promise<void> {
  const { client, output } = parts;
  if (parts.readOnly) {
    output.line(`${verb}: not now, this connection is read-only.`);
    return;
  }
  const run = await client.runs.get(id);
  const wanted = parts.isProduction ? run.id.slice(-4) : 'y';
  const how = parts.isProduction ? `This is production: type ${wanted} to go ahead.` : 'Type y or n.';
  const question = `${verb === 'cancel' ? 'Cancel' : 'Retry'} ${sentenceOf(run)}? ${how}`;
  if ((await parts.ask(question)).trim().toLowerCase() !== wanted.toLowerCase()) {
    output.line('Nothing was done.');
    return;
  }
  output.line(verb === 'cancel' ? await cancelled(client, run) : await retried(client, run));
}

async function cancelled(client: Client, { id }: Run): Promise<string> {
  const { cancelled: isCancelled, run } = await client.runs.cancel(id);
  return isCancelled
    ? closed(`Cancel asked for: ${sentenceOf(run)}`)
    : closed(`It had ended: ${sentenceOf(run)}`);
}

async function retried(client: Client, { id }: Run): Promise<string> {
  return closed(`New: ${sentenceOf(await client.runs.retry(id))}`);
}

/** A sentence with its full stop. */
function closed(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
