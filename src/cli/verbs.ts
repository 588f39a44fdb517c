import type { AddVerb } from './invocation.ts';

/** Every verb and where it is. A verb is loaded when the command line names it: start-up pays for one. */
const loaders: Readonly<Record<string, () => Promise<{ readonly addVerb: AddVerb }>>> = {
  demo: () => import('./verbs/demo.ts'),
  init: () => import('./verbs/init.ts'),
  serve: () => import('./verbs/serve.ts'),
  run: () => import('./verbs/run.ts'),
  runs: () => import('./verbs/runs.ts'),
  show: () => import('./verbs/show.ts'),
  why: () => import('./verbs/why.ts'),
  open: () => import('./verbs/open.ts'),
  events: () => import('./verbs/events.ts'),
  logs: () => import('./verbs/logs.ts'),
  cancel: () => import('./verbs/cancel.ts'),
  retry: () => import('./verbs/retry.ts'),
  resume: () => import('./verbs/resume.ts'),
  batches: () => import('./verbs/batches.ts'),
  batch: () => import('./verbs/batch.ts'),
  failures: () => import('./verbs/failures.ts'),
  targets: () => import('./verbs/targets.ts'),
  schedules: () => import('./schedules/schedules.ts'),
  contexts: () => import('./verbs/contexts/contexts.ts'),
  ops: () => import('./verbs/ops.ts'),
  settings: () => import('./verbs/settings/settings.ts'),
  doctor: () => import('./verbs/doctor.ts'),
  completion: () => import('./verbs/completion.ts'),
};

/** Other names of verbs: what the older API calls them. */
const otherNames: Readonly<Record<string, string>> = { cron: 'schedules' };

/**
 * A request for completion (`complete -- cron ls`) by the names of verbs: what completes knows no others. The word that
 * is being typed stays.
 */
export function completedByName(args: readonly string[]): readonly string[] {
  const typed = args.indexOf('--');
  if (args[0] !== 'complete' || typed < 0) return args;
  const verb = args.findIndex((arg, index) => index > typed && !arg.startsWith('-'));
  return args.map((arg, index) =>
    index === verb && index < args.length - 1 && Object.hasOwn(otherNames, arg)
      ? (otherNames[arg] ?? arg)
      : arg,
  );
}

export const verbNames: readonly string[] = Object.keys(loaders);

/**
 * The verbs that a command line may be about: the one it names, none for the bare console, and all of
 * them where their list is needed (help, completion, a word that is no verb).
 */
export async function verbsFor(args: readonly string[]): Promise<AddVerb[]> {
  const words = args.map((arg) => (Object.hasOwn(otherNames, arg) ? otherNames[arg] : arg));
  const named = verbNames.filter((name) => words.includes(name));
  const isHelp = args.some((arg) => ['-h', '--help', 'help', 'complete', 'completion'].includes(arg));
  const isBare = args.every((arg) => arg.startsWith('-'));
  const wanted = isHelp || (named.length === 0 && !isBare) ? verbNames : named;
  const modules = await Promise.all(wanted.map((name) => loaders[name]?.()));
  return modules.flatMap((module) => (module === undefined ? [] : [module.addVerb]));
}
