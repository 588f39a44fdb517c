/** The examples under a verb's help: a command line and what it does. */
export function examples(...pairs: readonly (readonly [command: string, does: string])[]): string {
  const lines = pairs.map(([command, does]) => `  $ ${command}\n      ${does}`);
  return `\nExamples:\n${lines.join('\n')}`;
}
