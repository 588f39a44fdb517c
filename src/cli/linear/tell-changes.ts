import type { LinkState } from '../../client/client.ts';
import type { Run } from '../../model/run.ts';
import { runStatuses } from '../../model/run-status.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { endOf } from '../print-run.ts';

/** More sentences than this at once nobody can listen to: then it is counted. */
const mostSentences = 8;
const longestSentence = 300;
/** Runs whose last state is remembered. */
const mostKnown = 20_000;

/** Tells of runs what is new in them, in sentences. */
export interface ChangeTeller {
  /** Takes note of runs without a word. */
  note(runs: readonly Run[]): void;
  /** A sentence for each run whose status is another one than before; a count when they are too many. */
  tell(runs: readonly Run[]): readonly string[];
}

export function createChangeTeller(): ChangeTeller {
  const known = new Map<string, string>();
  const isNews = (run: Run) => {
    const before = known.get(run.id);
    const now = stateOf(run);
    // The one told longest ago is forgotten first: it has mostly ended, and would only be told once more.
    known.delete(run.id);
    known.set(run.id, now);
    for (const oldest of known.keys()) {
      if (known.size <= mostKnown) break;
      known.delete(oldest);
    }
    return before !== now;
  };
  return {
    note: (runs) => runs.forEach(isNews),
    tell(runs) {
      const news = runs.filter(isNews);
      if (news.length <= mostSentences) return news.map(sentenceOf);
      const failed = news.filter(({ status }) => status === 'failed');
      const counts = runStatuses.flatMap((status) => {
        const count = news.filter((run) => run.status === status).length;
        return count === 0 ? [] : [`${count} ${status}`];
      });
      return [
        `${news.length} runs changed: ${counts.join(', ')}`,
        ...failed.slice(0, mostSentences - 1).map(sentenceOf),
      ];
    },
  };
}

/** `run 000000a1 task:sync failed in 1.2s: HTTP 429` */
export function sentenceOf(run: Run): string {
  const name = `run ${run.id.slice(-8)} ${sanitize(run.target)}`;
  const isCancelling = run.cancelRequestedAt !== null && run.completedAt === null;
  const text =
    run.completedAt !== null
      ? endOf(run)
      : isCancelling
        ? `${run.status}, cancel asked for`
        : run.status === 'pending' && run.attempt !== null && run.attempt > 0
          ? `pending again after attempt ${run.attempt}: ${sanitize(run.error?.message ?? run.reason ?? '')}`
          : run.status;
  const sentence = `${name} ${text}`.replaceAll('\n', ' ');
  return sentence.length > longestSentence ? `${sentence.slice(0, longestSentence - 1)}…` : sentence;
}

/** How the link is, as a sentence; null where nothing needs to be said. */
export function linkSentence(link: LinkState, now: number): string | null {
  switch (link.kind) {
    case 'connecting':
      return null;
    case 'live':
      return 'the link is live';
    case 'polling':
      return `asking the server now and then: ${sanitize(link.reason)}`;
    case 'offline':
      return `the link is lost: ${sanitize(link.reason)}; next try in ${Math.max(0, Math.ceil((link.nextTryAt - now) / 1000))} seconds`;
    case 'refused':
      return `the server refuses: ${sanitize(link.reason)} ${sanitize(link.fix ?? '')}`.trim();
  }
}

function stateOf({ status, attempt, cancelRequestedAt }: Run): string {
  return `${status} ${status === 'pending' ? (attempt ?? 0) : ''} ${cancelRequestedAt === null ? '' : 'cancelling'}`;
}

/** A sentence with its full stop. */
export function closed(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
