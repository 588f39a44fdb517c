import type { Client, RunAnswer } from '../../client/client.ts';
import type { JsonValue } from '../../lib/json.ts';
import { UserError } from '../../model/errors.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { acting, reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { openWaits, type ShownWait } from '../open-waits.ts';
import { readConfig } from '../read-config.ts';

interface ResumeOptions {
  readonly approve?: boolean;
  readonly reject?: boolean;
  readonly result?: string;
  readonly comment?: string;
  readonly for?: string;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('resume')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Answer a run that waits for an approval or an event, or show what it waits for')
    .option('--approve', 'approve')
    .option('--reject', 'reject; the run then fails')
    .option('--comment <text>', 'with --approve or --reject: why')
    .option('--result <json>', 'what came with the event: a JSON object, @file that holds one, or -')
    .option('--for <id>', 'which of several things it waits for')
    .addHelpText(
      'after',
      examples(
        ['vfjobs resume 0199a3c2-8f1e', 'what the run waits for'],
        ['vfjobs resume 0199a3c2-8f1e --approve --comment "checked the figures"', 'lets it go on'],
        [`vfjobs resume 0199a3c2-8f1e --result '{"paid": true}'`, 'tells it that its event has come'],
      ),
    )
    .action((ref: string, options: ResumeOptions) => resume(start(), ref, options));
};

async function resume(invocation: Invocation, ref: string, options: ResumeOptions): Promise<void> {
  const answer = await answerOf(options);
  if (answer === null) return reading(invocation, (client) => showWaits(client, ref, invocation));
  await acting(invocation, async (client) => {
    const { id } = await client.runs.get(ref);
    const wait = chosen(await openWaits(client, id), answer.type, options.for);
    const { duplicate } = await client.runs.resume(id, { ...answer, id: wait });
    const { output } = invocation;
    if (output.json) output.value({ run_id: id, answered: wait, duplicate });
    else output.line(duplicate ? `${wait} was answered before` : `answered ${wait}`);
  });
}

/** @throws UserError `invalid` for more than one answer, and for what says nothing without one */
async function answerOf(options: ResumeOptions): Promise<Omit<RunAnswer, 'id'> | null> {
  const { approve, reject, result, comment } = options;
  const given = [approve, reject, result].filter((flag) => flag !== undefined);
  if (given.length > 1) {
    throw new UserError('invalid', 'Only one answer can be given', {
      fix: 'Choose one of --approve, --reject and --result.',
    });
  }
  if (comment !== undefined && approve === undefined && reject === undefined) {
    throw new UserError('invalid', 'A comment goes with --approve or --reject', { fix: 'Add one of them.' });
  }
  if (result !== undefined) return { type: 'event', result: await readConfig(result) };
  if (given.length === 0 && options.for !== undefined) {
    throw new UserError('invalid', '--for goes with an answer', {
      fix: 'Add --approve, --reject or --result JSON.',
    });
  }
  if (given.length === 0) return null;
  const decision: JsonValue = { approved: approve === true, ...(comment === undefined ? {} : { comment }) };
  return { type: 'approval', result: decision };
}

/**
 * The id of what an answer of this type is for. With two kinds of waits the type tells them apart; an
 * event's result for an approval would count as a rejection, so it is refused.
 * @throws UserError `conflict` when nothing, several things or something of another kind wait for it
 */
function chosen(waits: readonly ShownWait[], type: RunAnswer['type'], wanted: string | undefined): string {
  const open = waits.filter(({ id, kind }) => (wanted === undefined ? kind !== 'delay' : id === wanted));
  const [wait, ...others] = open.filter(({ kind }) => answerable(kind, type));
  if (wait !== undefined && others.length === 0) return wait.id;
  if (wait !== undefined) {
    const ids = [wait, ...others].map(({ id }) => id).join(', ');
    throw new UserError('conflict', `The run waits for several things: ${ids}`, {
      fix: 'Say which one with --for ID.',
    });
  }
  const other = open[0];
  if (other !== undefined) {
    throw new UserError('conflict', `The run waits for something else: ${other.id} (${other.kind})`, {
      fix: howToAnswer(other.kind),
    });
  }
  // The server knows what was answered before, and says what it does wait for.
  if (wanted !== undefined) return wanted;
  throw new UserError('conflict', 'The run waits for nothing that can be answered', {
    fix: 'Without an answer, this verb shows what it waits for.',
  });
}

/** Kinds of waits that are not known here take any answer. */
function answerable(kind: string, type: RunAnswer['type']): boolean {
  return (kind !== 'approval' && kind !== 'event') || kind === type;
}

async function showWaits(client: Client, ref: string, { output }: Invocation): Promise<void> {
  const { id, status, waitingFor } = await client.runs.get(ref);
  const waits = status === 'waiting' ? await openWaits(client, id) : [];
  if (output.json) return output.value({ run_id: id, status, waiting_for: waitingFor, waits });
  if (status !== 'waiting') return output.line(`The run does not wait: its status is ${status}`);
  for (const run of waitingFor) output.line(`run       ${run}`);
  for (const { id: what, kind, message, until } of waits) {
    const end = until === null ? '' : `  (until ${until})`;
    output.line(`${kind.padEnd(8)}  ${sanitize(what)}  ${sanitize(message)}${end}`);
  }
  const first = waits.find(({ kind }) => kind !== 'delay');
  if (first !== undefined) output.note(howToAnswer(first.kind));
}

function howToAnswer(kind: string): string {
  return kind === 'approval'
    ? 'Answer with --approve or --reject.'
    : 'Answer with --result and what came, as JSON.';
}
