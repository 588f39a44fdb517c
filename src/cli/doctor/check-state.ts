import { basename, join } from 'node:path';
import { strayFolders } from '../../executor/retention/run-folders.ts';
import {
  inspectStore,
  leftFiles,
  openRunLookup,
  type StoreDetails,
} from '../../executor/storage/inspect-store.ts';
import { formatBytes } from '../../lib/format-bytes.ts';
import { type Finding, fine, note } from './finding.ts';

/** What an executor does by itself as long as it runs. */
export interface StateFacts {
  readonly stateDir: string;
  readonly running: boolean;
  /** Bytes of the write-ahead log. */
  readonly walBytes: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

const mebibyte = 1_048_576;
/** A log above this was not emptied for long: somebody reads all the time, or the executor was killed. */
const largeWalBytes = 64 * mebibyte;
const largeFreeBytes = 64 * mebibyte;
/** Clocks of two moments may differ so much without anybody having set them. */
const clockSlackMs = 60_000;
const repairFix = 'Run "vfjobs doctor --repair" while no executor runs.';

/** What is in a sound database and around it. */
export async function checkState(facts: StateFacts): Promise<Finding[]> {
  const details = inspectStore(facts.stateDir);
  if (details === null) {
    return [note('schema', 'of an older vfjobs', 'The next start copies it and brings it up to date.')];
  }
  return [
    ...checkSpace(facts, details),
    checkAttempts(facts, details),
    checkClock(facts, details),
    ...(await checkLogs(facts)),
    ...checkLeft(facts.stateDir),
  ];
}

function checkSpace({ walBytes }: StateFacts, { freeBytes, shrinkable }: StoreDetails): Finding[] {
  const findings: Finding[] = [];
  if (!shrinkable) {
    findings.push(note('space', 'the database file does not shrink when runs are pruned', repairFix));
  } else if (freeBytes > largeFreeBytes) {
    const message = `${formatBytes(freeBytes)} of the database hold nothing; a running executor gives them back`;
    findings.push(note('space', message));
  }
  if (walBytes > largeWalBytes) {
    findings.push(note('wal', `the write-ahead log has ${formatBytes(walBytes)}`, repairFix));
  }
  return findings;
}

/** Leases that are over although nobody closed their attempts. */
function checkAttempts({ running, now }: StateFacts, { unclosed }: StoreDetails): Finding {
  if (unclosed.length === 0) return fine('attempts', 'none is under way');
  const stuck = unclosed.filter(({ leaseUntil }) => (leaseUntil ?? 0) < now);
  if (running) {
    if (stuck.length === 0) return fine('attempts', `${unclosed.length} under way`);
    const message = `${stuck.length} of ${unclosed.length} under way have not told of themselves (${named(stuck)})`;
    return note(
      'attempts',
      message,
      'The executor looks for them every few seconds; see the runs if they stay.',
    );
  }
  return note(
    'attempts',
    `${unclosed.length} were under way when the executor died (${named(unclosed)})`,
    'The next start ends what is left of them and puts their runs back into the queue.',
  );
}

function named(attempts: StoreDetails['unclosed']): string {
  const shown = attempts.slice(0, 3).map(({ runId, number }) => `attempt ${number} of ${runId}`);
  return shown.join(', ') + (attempts.length > shown.length ? ' and more' : '');
}

function checkClock({ now }: StateFacts, { newestEvent, unclosed }: StoreDetails): Finding {
  const newest = newestEvent ?? 0;
  const aheadMs = newest - now;
  if (aheadMs > clockSlackMs) {
    const minutes = Math.ceil(aheadMs / 60_000);
    return note(
      'clock',
      `events were written ${minutes} min from now: the clock was set back`,
      'Check the time of this machine. Runs that wait for a time begin to wait anew at the next start.',
    );
  }
  const leases = unclosed.map(({ leaseUntil }) => leaseUntil ?? 0);
  if (Math.max(0, ...leases) > now + clockSlackMs) {
    return note('clock', 'a lease ends too far from now: the clock was set back', 'The executor sees to it.');
  }
  return fine('clock', 'nothing is dated in the future');
}

async function checkLogs({ stateDir, running }: StateFacts): Promise<Finding[]> {
  using runs = openRunLookup(stateDir);
  let stray = 0;
  for await (const _ of strayFolders(join(stateDir, 'logs'), runs.has)) stray += 1;
  if (stray === 0) return [];
  const fix = running ? 'The executor removes them when it starts the next time.' : repairFix;
  return [note('logs', `${stray} log folders have no run any more`, fix)];
}

function checkLeft(stateDir: string): Finding[] {
  const left = leftFiles(stateDir);
  if (left.length === 0) return [];
  const bytes = left.reduce((sum, file) => sum + file.bytes, 0);
  const names = left.map(({ path }) => basename(path)).join(', ');
  return [
    note(
      'copies',
      `${formatBytes(bytes)} in ${names}`,
      'Delete them when you are sure that nothing is missing.',
    ),
  ];
}
