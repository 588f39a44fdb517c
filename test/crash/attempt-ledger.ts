/**
 * A task that writes down when it starts, that it is still there (every few milliseconds) and when it
 * ends, into one file that all attempts append to. So the file shows what really ran, and when.
 */
export const ledgerTask = `
import { appendFileSync } from 'node:fs';

export default {
  async run(ctx) {
    const write = (mark) => appendFileSync('attempts.ledger', mark + ' ' + ctx.config.n + ' ' + process.pid + '\\n');
    write('start');
    const beat = setInterval(() => write('beat'), 10);
    await new Promise((resolve) => setTimeout(resolve, 150 + 20 * (ctx.config.n % 10)));
    clearInterval(beat);
    write('end');
    return ctx.config.n;
  },
};
`;
