import type { RunReason } from './run-status.ts';

/** What is known about an end, beside its reason. Absent members are not known. */
export interface EndFacts {
  /** Who asked for the end. */
  readonly by?: string | null | undefined;
  readonly timeoutSeconds?: number | null | undefined;
  readonly exitCode?: number | null | undefined;
  readonly signal?: string | null | undefined;
  /** The run that this one depended on, and how that one ended. */
  readonly dependency?: { readonly id: string; readonly status: string } | undefined;
}

/**
 * Why a run or an attempt ended, in the words that stand on the record: `timeout after 300 s`,
 * `cancelled by anna`, `exit 7`, `killed by SIGKILL`. Null where the status says it all.
 */
export function reasonTextOf(reason: RunReason, facts: EndFacts): string | null {
  const { by, timeoutSeconds, exitCode, signal, dependency } = facts;
  switch (reason) {
    case 'ok':
    case 'error':
      return null;
    case 'cancelled':
      return by === null || by === undefined ? 'cancelled' : `cancelled by ${by}`;
    case 'timeout':
      return timeoutSeconds === null || timeoutSeconds === undefined
        ? 'timeout'
        : `timeout after ${timeoutSeconds} s`;
    case 'exit':
      return exitCode === null || exitCode === undefined ? 'exit' : `exit ${exitCode}`;
    case 'signal':
      return signal === null || signal === undefined ? 'killed' : `killed by ${signal}`;
    case 'out-of-memory':
      return 'out of memory';
    case 'lost':
      return 'worker lost';
    case 'dependency':
      return dependency === undefined ? 'dependency' : `dependency ${dependency.id} ${dependency.status}`;
  }
}
