/**
 * Source of a task that leaves traces of what really ran, in the project's folder, so that a test need not
 * believe the executor:
 * - `attempts.ledger`: a line when it starts, every few milliseconds while it is there, when it
 *   has done its work (`finished`) and when it ends;
 * - `locks/<n>`: its process id and start time while it is there. Who finds the lock of a process that is
 *   still alive writes `overlap`;
 * - `tries/<n>`: one byte for each attempt.
 * It sends numbered events; each is followed by a log line with the same number, so that a line in the log
 * proves that the event before it was handed over.
 * Config: `n` names the run, `ms` is how long it takes, `fails` how many attempts throw before one returns.
 */
export function witnessTask(isolation: 'process' | 'shared'): string {
  return `
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

const events = 4;
let attempts = 0;

function startTime(pid) {
  try {
    const stat = readFileSync('/proc/' + pid + '/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    return null;
  }
}

function isHeld(path) {
  try {
    const [pid, start] = readFileSync(path, 'utf8').split(' ');
    return start !== undefined && startTime(pid) === start;
  } catch {
    return false;
  }
}

export default {
  isolation: '${isolation}',
  async run(ctx) {
    const { n, ms, fails = 0 } = ctx.config;
    attempts += 1;
    const who = process.pid + '.' + Date.now().toString(36) + '.' + attempts;
    const write = (mark) => appendFileSync('attempts.ledger', mark + ' ' + n + ' ' + who + '\\n');
    mkdirSync('locks', { recursive: true });
    mkdirSync('tries', { recursive: true });
    if (isHeld('locks/' + n)) write('overlap');
    writeFileSync('locks/' + n, process.pid + ' ' + startTime(process.pid) + ' ' + who);
    write('start');
    appendFileSync('tries/' + n, '.');
    const beat = setInterval(() => write('beat'), 15);
    try {
      for (let i = 0; i < events; i++) {
        ctx.event('numbered', { who, i });
        process.stdout.write('said ' + who + ' ' + i + '\\n');
        await new Promise((resolve) => setTimeout(resolve, ms / events));
      }
      if (statSync('tries/' + n).size <= fails) throw new Error('fails on purpose');
      write('finished');
      return n;
    } finally {
      clearInterval(beat);
      write('end');
      rmSync('locks/' + n, { force: true });
    }
  },
};
`;
}
