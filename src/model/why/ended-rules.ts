import type { Attempt } from '../attempt.ts';
import type { Run } from '../run.ts';
import type { Finding, Rule } from './finding.ts';
import type { WhyInput } from './input.ts';
import { clockText, counted, firstLine } from './words.ts';

/** What exit codes mean by common custom; others mean what the program says. */
const exitCodes: Readonly<Record<number, { readonly means: string; readonly guess: boolean }>> = {
  2: { means: 'many programs say so of a wrong call', guess: true },
  126: { means: 'the command could not be executed', guess: true },
  127: { means: 'the command was not found', guess: true },
  130: { means: 'it was interrupted (SIGINT)', guess: false },
  134: { means: 'it gave up by itself (SIGABRT)', guess: false },
  137: { means: 'it was killed (SIGKILL), as happens when memory runs out', guess: true },
  139: { means: 'it touched memory that is not its own (SIGSEGV)', guess: false },
  143: { means: 'it was asked to end from outside (SIGTERM)', guess: false },
};

/** The code of whatever a task throws without a code of its own: it says nothing. */
const plainCode = 'task_error';

/** It failed: what that means in plain words. */
export const failed: Rule = (input) => {
  const { run } = input;
  if (run.status !== 'failed' || run.reason === 'dependency') return null;
  const { text, guess } = plainWords(run, input.attempts?.at(-1) ?? null);
  const tries = (run.attempt ?? 1) > 1 ? `failed after ${run.attempt} attempts` : 'failed';
  return { rule: 'failed', text: `${tries}: ${text}`, evidence: evidenceOf(input), guess, next: nextOf(run) };
};

/** The same error was seen before. */
export const failedBefore: Rule = ({ run, failures, now }) => {
  if (run.status !== 'failed' || failures === null || failures.runs < 2) return null;
  return {
    rule: 'failed-before',
    text: `the same error in ${failures.runs} of ${counted(failures.of, 'run')} seen here, the first ${clockText(failures.firstAt, now)}`,
    evidence: `fingerprint “${firstLine(failures.fingerprint, 80)}”, last seen ${clockText(failures.lastAt, now)}`,
    guess: false,
    next: { key: ':fail', label: 'failures by fingerprint' },
  };
};

/** Somebody ended it. */
export const cancelled: Rule = ({ run, now }) => {
  if (run.status !== 'cancelled') return null;
  return {
    rule: 'cancelled',
    text: run.reasonText ?? 'cancelled',
    evidence:
      run.completedAt === null
        ? 'the record says so'
        : `ended ${clockText(run.completedAt, now)}${run.startedAt === null ? ', before it started' : ''}`,
    guess: false,
    next: { key: 'R', label: 'start it again' },
  };
};

/** The reason as a person would tell it. */
function plainWords(run: Run, last: Attempt | null): Pick<Finding, 'text' | 'guess'> {
  const sure = (text: string) => ({ text, guess: false });
  switch (run.reason) {
    case 'timeout':
      return sure(`an attempt took longer than its timeout of ${run.timeoutSeconds ?? '?'} s`);
    case 'out-of-memory':
      return sure('it used more memory than a child of the executor may');
    case 'lost':
      return sure('its worker was lost again and again: its child or the executor died each time');
    case 'signal':
      return sure(`${run.reasonText ?? 'killed by a signal'}: something outside the task ended its process`);
    case 'exit':
      return exitWords(run.exitCode ?? last?.exitCode ?? null);
    default:
      return sure(firstLine(run.error?.message ?? run.reasonText ?? 'the server does not say why'));
  }
}

function exitWords(code: number | null): Pick<Finding, 'text' | 'guess'> {
  if (code === null) return { text: 'its process ended with an exit code', guess: false };
  if (code === 0) return { text: 'its process ended (exit 0) before the task had returned', guess: false };
  const known = exitCodes[code];
  if (known === undefined) return { text: `its process ended with exit ${code}`, guess: false };
  return { text: `exit ${code}: ${known.means}`, guess: known.guess };
}

function evidenceOf({ run, attempts, now }: WhyInput): string {
  const message = run.error?.message ?? attempts?.at(-1)?.errorMessage ?? null;
  const said = message === null || run.reason === 'error' ? [] : [firstLine(message)];
  const { code: given } = run.error ?? {};
  const code = given === undefined || given === plainCode ? [] : [`code ${given}`];
  const end = run.completedAt === null ? [] : [`ended ${clockText(run.completedAt, now)}`];
  return [...said, ...code, triesText(run), ...end].filter((part) => part !== '').join('; ');
}

/** Attempts made and allowed, and what follows where not all were made. */
function triesText({ attempt, backoffLimit }: Run): string {
  if (attempt === null || backoffLimit === null) return '';
  const allowed = backoffLimit + 1;
  return attempt < allowed
    ? `attempt ${attempt} of ${allowed}, and not tried again: trying again was said to be no use`
    : `attempt ${attempt} of ${allowed}, no retries left`;
}

function nextOf({ reason }: Run): Finding['next'] {
  return reason === 'lost' || reason === 'signal'
    ? { key: 'R', label: 'start it again' }
    : { key: '2', label: 'its log and events' };
}
