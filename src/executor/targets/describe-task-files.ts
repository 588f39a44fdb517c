import type { Clock } from '../../lib/clock.ts';
import type {
  ExportedSchedule,
  FileFault,
  LoadedFile,
  TaskDescription,
  WorkflowDescription,
} from '../worker/protocol.ts';
import { spawnChild, type WorkerChild } from '../worker/worker-child.ts';

/** What a file defines, or why it cannot be used. */
export type FileDescription =
  | { readonly kind: 'described'; readonly description: TaskDescription }
  | { readonly kind: 'workflows'; readonly workflows: readonly WorkflowDescription[] }
  | {
      readonly kind: 'schedule';
      readonly exported: ExportedSchedule;
      readonly imports: readonly LoadedFile[];
    }
  | { readonly kind: 'broken'; readonly fault: FileFault; readonly imports: readonly LoadedFile[] };

export interface DescribeOptions {
  readonly projectDir: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds one file may take to load. */
  readonly loadLimitMs: number;
  readonly clock: Clock;
}

/**
 * Loads task files in child processes and asks each what it defines. A file that throws, ends its
 * process or never finishes loading is broken and hurts no other.
 * @param files absolute paths
 */
export async function describeTaskFiles(
  files: readonly string[],
  options: DescribeOptions,
): Promise<ReadonlyMap<string, FileDescription>> {
  const known = new Map<string, FileDescription>();
  for (let rest = files; rest.length > 0; rest = files.filter((file) => !known.has(file))) {
    const end = await describeInOneChild(rest, known, options);
    const [first] = rest;
    // Only the first file of a child can be blamed for its end: a later one may suffer from what an
    // earlier one left running, and gets a child of its own in the next round.
    if (first !== undefined && !known.has(first)) known.set(first, broken(end));
  }
  return known;
}

/** Fills `known` and answers why the child ended, as a sentence. */
async function describeInOneChild(
  files: readonly string[],
  known: Map<string, FileDescription>,
  options: DescribeOptions,
): Promise<string> {
  const child = spawnChild({ ...options, output: { stdout: 'ignore', stderr: 'ignore' } });
  const limit = watchLoading(child, options);
  child.messages.add((message) => {
    if (message.kind === 'reading') limit.restart();
    if ('file' in message && message.kind !== 'reading') known.set(message.file, message);
  });
  await child.ready.then(
    () => child.send({ kind: 'describe', files, projectDir: options.projectDir }),
    () => undefined,
  );
  const { exitCode, signal } = await child.gone;
  limit.stop();
  if (limit.passed()) return `Loading the file took longer than ${options.loadLimitMs / 1000} s.`;
  return `Loading the file ended its process (${signal ?? `exit ${exitCode}`}).`;
}

function watchLoading(child: WorkerChild, { clock, loadLimitMs }: DescribeOptions) {
  let passed = false;
  const start = () =>
    clock.after(loadLimitMs, () => {
      passed = true;
      child.signal('SIGKILL');
    });
  let stop = start();
  return {
    restart: () => {
      stop();
      stop = start();
    },
    stop: () => stop(),
    passed: () => passed,
  };
}

function broken(message: string): FileDescription {
  return { kind: 'broken', fault: { message, file: null, line: null }, imports: [] };
}
