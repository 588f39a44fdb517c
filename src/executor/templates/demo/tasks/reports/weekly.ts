import { readdir, readFile } from 'node:fs/promises';
import type { TaskContext } from '../../task-types.ts';

interface Config {
  /** The name of a file in uploads/sales/ without `.csv`; default: the newest. */
  week?: string;
}

// A task in a folder: its target is "task:reports/weekly".
export default {
  name: 'Weekly report',
  description: 'Sums up the sales of one week.',
  inputSchema: {
    type: 'object',
    properties: { week: { type: 'string', pattern: '^\\d{4}-w\\d{2}$', examples: ['2026-w45'] } },
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      week: { type: 'string' },
      revenue: { type: 'number' },
      sold: { type: 'number' },
      best: { type: 'string' },
    },
  },
  schedulable: true,

  async run(ctx: TaskContext<Config>) {
    const week = ctx.config.week ?? (await newestWeek());
    const rows = await salesOf(week);
    const sold = rows.reduce((sum, row) => sum + row.sold, 0);
    const revenue = rows.reduce((sum, row) => sum + row.sold * row.price, 0);
    const best = rows.toSorted((a, b) => b.sold * b.price - a.sold * a.price)[0];
    for (const row of rows) console.log(`${row.product.padEnd(18)} ${String(row.sold).padStart(5)}`);
    // The return value is the run's output; it has to be JSON.
    return { week, sold, revenue: Math.round(revenue * 100) / 100, best: best?.product ?? null };
  },
};

async function newestWeek(): Promise<string> {
  const names = (await readdir('uploads/sales')).filter((name) => name.endsWith('.csv')).sort();
  const newest = names.at(-1);
  if (newest === undefined) throw new Error('There are no sales in uploads/sales/.');
  return newest.replace('.csv', '');
}

async function salesOf(week: string) {
  const [, ...lines] = (await readFile(`uploads/sales/${week}.csv`, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [product = '', sold, price] = line.split(',');
    return { product, sold: Number(sold), price: Number(price) };
  });
}
