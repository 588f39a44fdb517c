/** What a command of the user may be told: placeholder names and what each stands for. */
export const placeholders = {
  'run.id': 'the run here',
  'run.target': 'the target of the run here',
  target: 'the target here, of the run or the list of targets',
  'batch.id': 'the batch here',
  'schedule.id': 'the schedule here',
  context: 'the name of the context',
  project: 'the project of the context',
} as const;
export type PlaceholderName = keyof typeof placeholders;
export type PlaceholderValues = Readonly<Partial<Record<PlaceholderName, string>>>;

/** What ids and names are made of. Nothing in it means anything to a shell, wherever a program may hand it on to one. */
const harmless = /^[\p{L}\p{N}][\p{L}\p{N}._:/@+=,-]*$/u;
const placeholder = /\{([a-z.]+)\}/g;
const shells = /^(?:ba|da|z|k|mk|c|tc|fi|a)?sh$|^(?:node|python\d?|perl|ruby|deno|bun|php|eval)$/;
const codeOption = /^-[a-z]*[ce]$|^--(?:eval|print|command)$|^-p$|^-r$/i;

/**
 * What is wrong with the arguments of a command; null when nothing is. A placeholder in the program's name, or in
 * code that a shell or an interpreter is to read, would let a value from a server become code.
 */
export function argvFault(argv: readonly string[]): string | null {
  const [program = '', ...rest] = argv;
  if (program === '') return 'the program has no name';
  if (program.search(placeholder) >= 0) return 'the name of the program cannot be a placeholder';
  const unknown = namesIn(rest).find((name) => !isPlaceholder(name));
  if (unknown !== undefined) {
    return `there is no placeholder {${unknown}}; there are ${Object.keys(placeholders).join(', ')}`;
  }
  const interpreter = argv.findIndex((word) => shells.test(word.slice(word.lastIndexOf('/') + 1)));
  const isCode = (index: number) => index > interpreter && codeOption.test(argv[index - 1] ?? '');
  const unsafe = argv.some(
    (word, index) =>
      interpreter >= 0 && word.search(placeholder) >= 0 && (isCode(index) || /^-[a-z]*[ce]./i.test(word)),
  );
  return unsafe
    ? 'a placeholder may not stand in code; hand it over as an argument behind the code, as in ["sh", "-c", "echo \\"$1\\"", "sh", "{run.id}"]'
    : null;
}

/** The arguments with their values, each still one argument; or why they cannot be had here. */
export function fillArgv(
  argv: readonly string[],
  values: PlaceholderValues,
): { readonly argv: readonly string[] } | { readonly fault: string } {
  const missing = namesIn(argv).find((name) => !isPlaceholder(name) || values[name] === undefined);
  if (missing !== undefined) {
    return { fault: isPlaceholder(missing) ? `there is no ${missing} here` : `{${missing}} means nothing` };
  }
  const odd = namesIn(argv).find((name) => isPlaceholder(name) && !isHarmless(values[name] ?? ''));
  if (odd !== undefined) return { fault: `${odd} holds what no program should be handed` };
  const filled = argv.map((word) =>
    word.replaceAll(placeholder, (_, name: string) => (isPlaceholder(name) ? (values[name] ?? '') : '')),
  );
  return { argv: filled };
}

/** No option, no path upwards, nothing for a shell. */
function isHarmless(value: string): boolean {
  return harmless.test(value) && !value.split('/').includes('..');
}

function namesIn(argv: readonly string[]): string[] {
  return argv.flatMap((word) => [...word.matchAll(placeholder)].map(([, name = '']) => name));
}

function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(placeholders, name);
}
