/** A word that code may not use as a name, or as part of one, and where it may be used all the same. */
export interface BannedWord {
  readonly word: RegExp;
  /** The word to use. */
  readonly say: string;
  /** Folders where the word is right. */
  readonly except?: readonly string[];
  /** Names in which the word is right, such as fixed names of the wire. */
  readonly names?: RegExp;
}

const wire = ['src/api/', 'src/server/', 'src/client/'];

/** What `docs/words.md` says, as a machine reads it. Matched against single words of names, lower case. */
export const bannedWords: readonly BannedWord[] = [
  { word: /^jobs?$/, say: 'run', except: wire },
  { word: /^executions?$|^instances?$/, say: 'run or attempt', names: /^run_execution_id$/ },
  { word: /^engine$|^backend$/, say: 'executor' },
  {
    word: /^runtimes?$/,
    say: 'executor or target',
    names: /^runtime_?target|^discoverProjectAgentRuntime$/i,
  },
  { word: /^profiles?$/, say: 'context' },
  { word: /^modals?$|^popups?$/, say: 'dialog' },
  { word: /^panels?$/, say: 'pane' },
  { word: /^reaper$|^janitor$/, say: 'rescuer' },
  { word: /^backlog$|^dequeue$/, say: 'queue or claim' },
  { word: /^managers?$|^helpers?$|^utils?$|^misc$|^common$/, say: 'what it does' },
  { word: /^canceled$/, say: 'cancelled', except: ['src/api/'] },
  { word: /^crons?$/, say: 'schedule', except: [...wire, 'src/cron/'], names: /^cron$|^(parse|is)Cron$/ },
];

/** One sentence for each name of a file that breaks a rule. */
export function bannedIn(path: string, source: string): string[] {
  const rules = bannedWords.filter((rule) => !rule.except?.some((folder) => path.startsWith(folder)));
  return namesIn(source).flatMap((name) =>
    rules
      .filter((rule) => wordsOf(name).some((word) => rule.word.test(word)) && rule.names?.test(name) !== true)
      .map((rule) => `${path}: "${name}": say ${rule.say}`),
  );
}

/** The names in a source, each once; not those inside comments, strings and templates. */
export function namesIn(source: string): string[] {
  const code = source.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g,
    ' ',
  );
  return [...new Set(code.match(/[A-Za-z_$][\w$]*/g))];
}

/** `runtimeTargetKind`, `runtime_target_kind` and `RUNTIME_TARGET` are words in a row. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .map((word) => word.toLowerCase());
}
