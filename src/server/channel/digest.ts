import type { ServerMessage } from '../../api/channel.ts';
import { runToWire } from '../../api/run.ts';
import { listedRun } from '../../model/listed-run.ts';
import type { Run } from '../../model/run.ts';

/**
 * The changed runs of one tick, as frames that are the same for every reader of a kind: written once,
 * and as bytes, which all sockets that have not sent them yet share.
 */
export interface Digest {
  /** For readers that asked for nothing. */
  plain(): readonly Buffer[];
  /** For subscribers that asked for runs. */
  runs(): readonly Buffer[];
}

/**
 * With more changes at once a plain reader gets one `poke`, which the contract has for "something
 * changed": thousands of readers times hundreds of frames would be all that the executor does.
 */
const maxPlainFrames = 50;

/** Collects the latest record of each changed run. */
export interface DigestBuilder {
  add(run: Run): void;
  /** What was collected since the last time. */
  take(): Digest;
}

export function createDigestBuilder(): DigestBuilder {
  let runs = new Map<string, Run>();
  return {
    add: (run) => void runs.set(run.id, run),
    take() {
      const taken = [...runs.values()];
      runs = new Map();
      return digestOf(taken);
    },
  };
}

function digestOf(changed: readonly Run[]): Digest {
  let plain: readonly Buffer[] | null = null;
  let runs: readonly Buffer[] | null = null;
  return {
    plain() {
      plain ??= plainFrames(changed).map(bytesOf);
      return plain;
    },
    runs() {
      runs ??= changed.length === 0 ? [] : [bytesOf(runsChanged(changed))];
      return runs;
    },
  };
}

function bytesOf(message: object): Buffer {
  return Buffer.from(JSON.stringify(message));
}

function plainFrames(changed: readonly Run[]): (ServerMessage | { type: 'poke'; data: object })[] {
  return changed.length > maxPlainFrames ? [{ type: 'poke', data: {} }] : changed.map(entityUpdated);
}

function entityUpdated(run: Run): ServerMessage {
  const data = { entity: 'run', id: run.id, version: run.version ?? 0, status: run.status } as const;
  return { type: 'entity_updated', data };
}

function runsChanged(runs: readonly Run[]): ServerMessage {
  return { type: 'runs_changed', data: { runs: runs.map((run) => runToWire(listedRun(run))) } };
}
