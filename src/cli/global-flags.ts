import type { Command } from 'commander';

/** The flags that every verb understands, before or after the verb. */
export interface GlobalFlags {
  readonly projectDir?: string | undefined;
  readonly context?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly project?: string | undefined;
  readonly json: boolean;
  readonly readOnly: boolean;
  readonly color: boolean;
  readonly ascii: boolean;
  readonly plain: boolean;
}

export function addGlobalFlags(program: Command): void {
  program
    .option('--project-dir <dir>', 'the project to work on, instead of that of the current folder')
    .option('--context <name>', 'a context of "vfjobs contexts", or "local" for the executor of this folder')
    .option('--api-url <url>', 'the API to talk to')
    .option('--project <ref>', 'slug or id of a project of that API')
    .option('--json', 'print JSON: results on stdout, errors on stderr')
    .option('--read-only', 'refuse whatever changes something')
    .option('--no-color', 'no colours')
    .option('--ascii', 'draw with ASCII characters only')
    .option('--plain', 'print without borders; without a verb: a console of lines, for screen readers');
}

export function readGlobalFlags(program: Command): GlobalFlags {
  const {
    json = false,
    readOnly = false,
    color = true,
    ascii = false,
    plain = false,
    ...named
  } = program.opts<Partial<GlobalFlags>>();
  return { ...named, json, readOnly, color, ascii, plain };
}
