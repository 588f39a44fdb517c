import type { ServerMessage } from '../../api/channel.ts';
import { runToWire } from '../../api/run.ts';
import { listedRun } from '../../model/listed-run.ts';
import type { Run } from '../../model/run.ts';
import type { Schedule } from '../../model/schedule.ts';

/**
 * The changed runs and schedules of one tick, as frames that are the same for every reader of a kind: written once,
 * and as bytes, which all sockets that have not sent them yet share.
 */
export interface Digest {
  /** For readers that asked for nothing. */
  plain(): readonly Buffer[];
  /** For subscribers that asked for runs. */
  runs(): readonly Buffer[];
  /** For subscribers that asked for schedules. */
  schedules(): readonly Buffer[];
}

/**
 * With more changes at once a plain reader gets one `poke`, which the contract has for "something
 * changed": thousands of readers times hundreds of frames would be all that the executor does.
 */
const maxPlainFrames = 50;

/** Collects the latest record of each changed run and schedule. */
export interface DigestBuilder {
  add(run: Run): void;
  addSchedule(schedule: Schedule): void;
  /** What was collected since the last time. */
  take(): Digest;
}

export function createDigestBuilder(): DigestBuilder {
  let runs = new Map<string, Run>();
  let schedules = new Map<string, Schedule>();
  return {
    add: (run) => void runs.set(run.id, run),
    addSchedule: (schedule) => void schedules.set(schedule.id, schedule),
    take() {
      const taken = digestOf([...runs.values()], [...schedules.values()]);
      runs = new Map();
      schedules = new Map();
      return taken;
    },
  };
}

function digestOf(runs: readonly Run[], schedules: readonly Schedule[]): Digest {
  return {
    plain: writtenOnce(() => plainFrames(runs, schedules)),
    runs: writtenOnce(() => (runs.length === 0 ? [] : [runsChanged(runs)])),
    schedules: writtenOnce(() => (schedules.length === 0 ? [] : [schedulesChanged(schedules)])),
  };
}

/** Frames as bytes, made when the first reader needs them. */
function writtenOnce(frames: () => readonly object[]): () => readonly Buffer[] {
  let written: readonly Buffer[] | null = null;
  return () => {
    written ??= frames().map((frame) => Buffer.from(JSON.stringify(frame)));
    return written;
  };
}

function plainFrames(
  runs: readonly Run[],
  schedules: readonly Schedule[],
): (ServerMessage | { type: 'poke'; data: object })[] {
  if (runs.length + schedules.length > maxPlainFrames) return [{ type: 'poke', data: {} }];
  return [
    ...runs.map((run) => entityUpdated('run', run)),
    ...schedules.map((schedule) => entityUpdated('schedule', schedule)),
  ];
}

function entityUpdated(
  entity: 'run' | 'schedule',
  { id, version, status }: Pick<Run | Schedule, 'id' | 'version' | 'status'>,
): ServerMessage {
  return { type: 'entity_updated', data: { entity, id, version: version ?? 0, status } };
}

function runsChanged(runs: readonly Run[]): ServerMessage {
  return { type: 'runs_changed', data: { runs: runs.map((run) => runToWire(listedRun(run))) } };
}

/** Only which: who shows them reads them again, and most readers show none. */
function schedulesChanged(schedules: readonly Schedule[]): ServerMessage {
  return { type: 'schedules_changed', data: { ids: schedules.map(({ id }) => id) } };
}
