import { setTimeout as delay } from 'node:timers/promises';
import type { TaskContext } from '../task-types.ts';

interface Config {
  linesPerSecond?: number;
  seconds?: number;
}

const words =
  'flour water salt yeast rye spelt oven crust crumb proof knead fold score bake cool slice'.split(' ');

export default {
  name: 'Chatter',
  description: 'Prints lines at any rate, for trying the log pane.',
  inputSchema: {
    type: 'object',
    properties: {
      linesPerSecond: { type: 'number', minimum: 1, maximum: 100_000, default: 10 },
      seconds: { type: 'number', minimum: 0, maximum: 3600, default: 30 },
    },
    additionalProperties: false,
  },

  async run(ctx: TaskContext<Config>) {
    const { linesPerSecond = 10, seconds = 30 } = ctx.config;
    const total = Math.round(linesPerSecond * seconds);
    const startedAt = performance.now();
    let printed = 0;
    while (printed < total) {
      const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1000) * linesPerSecond));
      for (; printed < due; printed += 1) printLine(printed);
      ctx.progress?.(printed, total);
      await delay(20, undefined, { signal: ctx.signal });
    }
    return { printed };
  },
};

function printLine(number: number): void {
  const text = [3, 5, 7, 11].map((step) => words[(number * step) % words.length]).join(' ');
  // Every twentieth line goes to stderr, in yellow: logs keep their colours.
  if (number % 20 === 19) console.error(`\u001b[33m${number} careful: ${text}\u001b[0m`);
  else console.log(`${number} ${text}`);
}
