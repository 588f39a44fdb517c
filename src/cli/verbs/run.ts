import { runToWire } from '../../api/run.ts';
import type { Client } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import { givenTo } from '../../model/given-to.ts';
import { type Run, runBounds } from '../../model/run.ts';
import { splitTarget } from '../../model/target.ts';
import { acting } from '../connect.ts';
import { examples } from '../examples.ts';
import { exitCodeOfRun } from '../exit-codes.ts';
import { followRun } from '../follow-run.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { createLogPrinter } from '../print-log.ts';
import { endOf } from '../print-run.ts';
import { createProgressLine } from '../progress-line.ts';
import { readConfig } from '../read-config.ts';
import { stopWaitingOnInterrupt } from '../stop-waiting.ts';

interface RunOptions {
  readonly config?: string;
  readonly name?: string;
  readonly batch?: string;
  readonly timeout?: number;
  readonly retries?: number;
  readonly after?: readonly string[];
  readonly anyway?: boolean;
  readonly wait?: boolean;
  readonly follow?: boolean;
}

const { timeoutSeconds, backoffLimit } = runBounds;

export const addVerb: AddVerb = (program, start) => {
  program
    .command('run')
    .argument('<target>', 'what to run, such as task:reports/weekly, or a task by its bare name')
    .description('Start a run')
    .option(
      '--config <json>',
      'the config, or the input of a workflow: a JSON object, @file that holds one, or - for stdin',
    )
    .option('--name <name>', 'a name to find the run by')
    .option('--batch <id>', 'put the run into this batch: a UUID, the same for all its runs')
    .option(
      '--timeout <seconds>',
      'end the run after this time',
      wholeNumber(timeoutSeconds.min, timeoutSeconds.max),
    )
    .option(
      '--retries <number>',
      'tries after the first one fails',
      wholeNumber(backoffLimit.min, backoffLimit.max),
    )
    .option('--after <run...>', 'start when these runs have completed; fail if one of them does not')
    .option('--anyway', 'with --after: start when they have ended, however they ended')
    .option('--wait', 'wait for its end; the exit code tells how it ended')
    .option('-f, --follow', 'wait for its end and print its log meanwhile')
    .addHelpText(
      'after',
      examples(
        ['vfjobs run task:hello', 'starts it and prints its id'],
        [
          `vfjobs run task:report --config '{"week": 47}' --follow`,
          'starts it and prints its log until it ends',
        ],
        [
          'vfjobs run task:report --config @week.json --wait --json',
          'prints the finished run as one line of JSON',
        ],
        [
          'vfjobs run task:publish --after $(vfjobs run task:build)',
          'starts task:publish when task:build has completed',
        ],
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes with --wait or --follow: 0 completed, 1 failed, 6 cancelled, 124 timed out.',
    )
    .action((target: string, options: RunOptions) => run(start(), target, options));
};

async function run(invocation: Invocation, target: string, options: RunOptions): Promise<void> {
  const { output } = invocation;
  if (options.anyway === true && options.after === undefined) {
    throw new UserError('invalid', '--anyway says nothing without --after', {
      fix: 'Name the runs to wait for with --after ID.',
    });
  }
  const config = options.config === undefined ? undefined : await readConfig(options.config);
  await acting(invocation, async (client) => {
    const created = await client.runs.create({
      // A bare name can only be meant as a task.
      ...givenTo(splitTarget(target) === null ? `task:${target}` : target, config),
      name: options.name,
      batchId: options.batch,
      timeoutSeconds: options.timeout,
      backoffLimit: options.retries,
      dependsOn: options.after && (await idsOf(client, options.after)),
      onDependencyFailure: options.anyway === true ? 'run' : undefined,
      triggerKind: 'manual',
    });
    if (options.wait !== true && options.follow !== true) {
      if (output.json) return output.value(runToWire(created));
      output.line(created.id);
      return output.note(`Accepted. Watch it with "vfjobs logs ${created.id} --follow".`);
    }
    output.note(`Run ${created.id}`);
    const ended = await waitForEnd(client, created, invocation, options.follow === true);
    if (output.json) output.value(runToWire(ended));
    else output.line(endOf(ended));
    invocation.endWith(exitCodeOfRun(ended));
  });
}

/** Whole ids for whatever part of them was typed. */
async function idsOf(client: Client, refs: readonly string[]): Promise<string[]> {
  return Promise.all(refs.map(async (ref) => (await client.runs.get(ref)).id));
}

async function waitForEnd(client: Client, run: Run, { output }: Invocation, printLog: boolean): Promise<Run> {
  const log = createLogPrinter(client, run.id, output);
  // With --json stderr is for errors.
  const progress = output.json || printLog ? null : createProgressLine(process.stderr);
  const letGo = stopWaitingOnInterrupt(run.id);
  try {
    return await followRun(client, run.id, async (current) => {
      progress?.show(current);
      if (printLog) await log.catchUp();
    });
  } finally {
    letGo();
    progress?.clear();
  }
}
