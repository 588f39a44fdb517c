import { logPrefixLength } from '../../src/model/log.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';

const written = 2_000_000;
const line = `${'x'.repeat(99)}\n`;

/** How an attempt may end right after it has printed everything. */
const ends: Readonly<Record<string, string>> = {
  return: '',
  'process.exit': 'process.exit(0);',
  SIGKILL: "process.kill(process.pid, 'SIGKILL');",
  throw: "throw new Error('on purpose');",
  abort: 'process.abort();',
};

export const logBytes: Bench = {
  name: 'log-bytes',
  about: 'bytes found in the log of a run that printed 2,000,000 and then ended in one of five ways',
  async measure({ say }) {
    const print = `for (let i = 0; i < ${written / line.length}; i++) process.stdout.write(${JSON.stringify(line)});`;
    const tasks = Object.fromEntries(
      Object.entries(ends).map(([name, end]) => [taskId(name), taskSource(`${print} ${end}`)]),
    );
    await using project = await openBenchProject(tasks);
    const results = [];
    for (const name of Object.keys(ends)) {
      const runId = await project.create(`task:${taskId(name)}`);
      await project.ended(runId);
      const kept = printedBytes(await project.logText(runId));
      say(`${name}: ${kept} of ${written}`);
      const ratio = kept / written;
      results.push({ name: `log kept / written: ${name}`, unit: 'x', value: ratio, min: 1, max: 1 } as const);
    }
    return results;
  },
};

function taskId(end: string): string {
  return `ends-by-${end.toLowerCase().replaceAll(/\W/g, '-')}`;
}

/** Only the lines that the task printed count: what Node says about an abort comes on top. */
function printedBytes(log: string): number {
  const own = log.split('\n').filter((record) => record.slice(logPrefixLength) === line.trimEnd());
  return own.length * line.length;
}
