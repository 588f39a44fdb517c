import { parseArgs } from 'node:util';
import { reportOf } from './report.ts';
import type { Scenario, Size } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const usage = `npm run test:soak -- [--only NAME]... [--short]

  Lets faults happen to an executor in the middle of its work and checks what is left. Prints the figures
  of each scenario; exits 1 when a check fails.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  const list = scenarios.map(({ name, about }) => `  ${name}: ${about}`).join('\n');
  process.stdout.write(`${usage}\n${list}\n`);
} else {
  await runAll(chosen(values.only), values.short ? 'short' : 'long');
}

async function runAll(wanted: readonly Scenario[], size: Size): Promise<void> {
  for (const scenario of wanted) {
    process.stderr.write(`${scenario.name}: ${scenario.about}\n`);
    const verdict = await scenario.run(size);
    process.stdout.write(`${reportOf(scenario.name, verdict)}\n`);
    if (verdict.checks.some(({ against }) => against.length > 0)) process.exitCode = 1;
  }
}

function chosen(only: readonly string[] | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios;
  const unknown = only.filter((name) => scenarios.every((one) => one.name !== name));
  if (unknown.length > 0) {
    const known = scenarios.map(({ name }) => `"${name}"`).join(', ');
    process.stderr.write(`There is no scenario "${unknown.join('", "')}". There are ${known}.\n`);
    process.exit(2);
  }
  return scenarios.filter(({ name }) => only.includes(name));
}
