import { Worker } from 'node:worker_threads';
import { messageOf } from '../../model/errors.ts';
import { type Conversion, type Converted, DocumentError, type OnStep } from './conversion.ts';
import type { ThreadMessage } from './convert-thread.ts';
import { documentLimits } from './limits.ts';

/** Converts documents, one at a time, in a thread of its own. */
export interface Converter {
  /** @throws DocumentError for a document that cannot be converted; the reason of the signal when it is aborted */
  convert(conversion: Conversion, onStep: OnStep): Promise<Converted>;
  close(): Promise<void>;
}

export interface ConverterOptions {
  readonly signal: AbortSignal;
  /** Milliseconds without a step. Default `documentLimits.stallMs`. */
  readonly stallMs?: number | undefined;
  /** Default `documentLimits.heapMb`. */
  readonly heapMb?: number | undefined;
  /** Default `documentLimits.residentMb`. */
  readonly residentMb?: number | undefined;
}

const lookEveryMs = 100;
const tooMuchMemory = 'it takes too much memory';
const residentMbNow = () => process.memoryUsage.rss() / 1024 ** 2;

// From source this file's neighbour is TypeScript; the bundle has all entries in one folder.
const threadEntry = new URL(
  import.meta.url.endsWith('.ts') ? './convert-thread.ts' : './convert-thread.js',
  import.meta.url,
);

export function createConverter(options: ConverterOptions): Converter {
  const { signal, stallMs = documentLimits.stallMs, heapMb = documentLimits.heapMb } = options;
  const { residentMb = documentLimits.residentMb } = options;
  let thread: Worker | null = null;

  const ended = async () => {
    const old = thread;
    thread = null;
    await old?.terminate();
  };

  return {
    async convert(conversion, onStep) {
      signal.throwIfAborted();
      // What earlier documents have left behind must not count against this one.
      if (thread !== null && residentMbNow() > residentMb / 2) await ended();
      thread ??= startThread(heapMb);
      const answer = await ask(thread, conversion, { onStep, stallMs, residentMb, signal });
      if (answer.kind === 'converted') return answer.converted;
      // A thread that only says no goes on.
      if (answer.kind === 'lost') await ended();
      signal.throwIfAborted();
      throw new DocumentError(answer.message);
    },
    close: ended,
  };
}

function startThread(heapMb: number): Worker {
  const thread = new Worker(threadEntry, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  // It may fail once more while it is ended; without a listener that would end the process.
  return thread.on('error', () => undefined);
}

interface Asking {
  readonly onStep: OnStep;
  readonly stallMs: number;
  readonly residentMb: number;
  readonly signal: AbortSignal;
}

type Answer =
  | Exclude<ThreadMessage, { kind: 'step' }>
  /** The thread is gone, or has to go. */
  | { readonly kind: 'lost'; readonly message: string };

function ask(thread: Worker, conversion: Conversion, asking: Asking): Promise<Answer> {
  const { onStep, stallMs, residentMb, signal } = asking;
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const lose = (message: string) => resolve({ kind: 'lost', message });
  const stall = setTimeout(() => lose(`it made no step forward for ${stallMs / 1000} s`), stallMs);
  const look = setInterval(() => {
    if (residentMbNow() > residentMb) lose(tooMuchMemory);
  }, lookEveryMs);
  const onMessage = (message: ThreadMessage) => {
    stall.refresh();
    if (message.kind === 'step') onStep(message.step);
    else resolve(message);
  };
  const onError = (error: unknown) => lose(faultOf(error));
  const onExit = () => lose('its thread ended before it was converted');
  const onAbort = () => lose('the run was ended');
  thread.on('message', onMessage).once('error', onError).once('exit', onExit);
  signal.addEventListener('abort', onAbort, { once: true });
  thread.postMessage(conversion);
  return promise.finally(() => {
    clearTimeout(stall);
    clearInterval(look);
    thread.off('message', onMessage).off('exit', onExit).off('error', onError);
    signal.removeEventListener('abort', onAbort);
  });
}

function faultOf(error: unknown): string {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? tooMuchMemory : messageOf(error);
}
