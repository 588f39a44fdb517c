import { type Scope, scopes } from './command.ts';
import type { CommandRow } from './command-table.ts';
import { displayKey } from './hints.ts';
import { commandsOf } from './match.ts';

const scopeTitles: Readonly<Record<Scope, string>> = {
  everywhere: 'Everywhere',
  list: 'Lists, events and logs',
  runs: 'Runs',
  run: 'One run',
  log: 'Events and log',
  panes: 'Both panes',
  logs: 'Logs of several runs',
  json: 'Config, input and output',
  compare: 'Two runs compared',
  batches: 'Batches',
  batch: 'One batch',
  failures: 'Failures',
  failure: 'One group of failures',
  schedules: 'Schedules',
  schedule: 'One schedule',
  'schedule-editor': 'Editor of a schedule',
  'schedule-preview': 'Next fires beside the editor',
  targets: 'Targets',
  contexts: 'Contexts',
  ops: 'Action log',
  net: 'Link',
  form: 'New run',
  entry: 'Forms that are kept',
  dialog: 'Questions',
};

export function scopeTitle(scope: Scope): string {
  return scopeTitles[scope];
}

/** The key table of the README, in Markdown. */
export function keyTableMarkdown(): string {
  const rows = scopes.flatMap((scope) => commandsOf(scope).map((command) => markdownRow(scope, command)));
  return ['| Where | Keys | What |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function markdownRow(scope: Scope, command: CommandRow): string {
  // Without a key it is a word of the palette.
  const names = command.keys.length === 0 ? [`:${command.id}`] : command.keys.map(displayKey);
  const keys = names.map((name) => `\`${name}\``).join(' ');
  return `| ${scopeTitle(scope)} | ${keys} | ${command.text}${command.acts === true ? ' (asks first)' : ''} |`;
}
