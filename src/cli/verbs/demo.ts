import { join, resolve } from 'node:path';
import { userDataDir } from '../../config/user-folders.ts';
import { scaffold } from '../../executor/templates/scaffold.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { openConsole } from '../open-console.ts';
import type { Output } from '../output.ts';
import { type SeededRun, seedDemo } from '../seed-demo.ts';
import { whyNoConsole } from './console.ts';

interface DemoOptions {
  readonly dir?: string;
  /** False with `--no-console`. */
  readonly console: boolean;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('demo')
    .description('Open the console on an example project, with runs under way')
    .option('--dir <dir>', 'where the example is kept; it is written there when it is missing')
    .option('--no-console', 'start the runs and print what was done')
    .addHelpText(
      'after',
      examples(
        ['vfjobs demo', 'writes the example once, starts a few runs and shows them'],
        ['vfjobs demo --dir ./example --no-console', 'the same in ./example, without the console'],
      ),
    )
    .action((options: DemoOptions) => demo(start(), options));
};

async function demo(invocation: Invocation, options: DemoOptions): Promise<void> {
  const { env, cwd, output, wiring } = invocation;
  const projectDir = options.dir === undefined ? join(userDataDir(env), 'demo') : resolve(cwd, options.dir);
  const { written } = await scaffold(projectDir);
  const connection = { kind: 'local', projectDir, readOnly: false } as const;
  const obstacle = options.console ? whyNoConsole(invocation) : null;
  if (options.console && obstacle === null) {
    let seeding: Promise<unknown> = Promise.resolve();
    await openConsole(invocation, connection, (client) => {
      // What goes wrong is seen in the console: the runs are missing.
      seeding = seedDemo(client, projectDir).catch(() => undefined);
    });
    await seeding;
    return;
  }
  if (obstacle !== null) output.note(`${obstacle}: starting the runs without the console.`);
  const { connect } = await import('../connect.ts');
  const { client } = await connect(connection, wiring.launcher);
  try {
    const runs = await seedDemo(client, projectDir);
    if (output.json) output.value({ dir: projectDir, written, runs });
    else printSeeded(output, projectDir, written.length, runs);
  } finally {
    await client.close();
  }
}

function printSeeded(output: Output, dir: string, written: number, seeded: readonly SeededRun[]): void {
  output.line(written === 0 ? `Using the example in ${dir}.` : `Wrote the example to ${dir}.`);
  for (const { target, count } of summary(seeded)) output.line(`Started ${count} of ${target}`);
  output.note(`See them with "vfjobs runs --project-dir ${dir}".`);
}

function summary(seeded: readonly SeededRun[]): { target: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { target } of seeded) counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts].map(([target, count]) => ({ target, count }));
}
