/** Where a run is. The closed list; `docs/run-status.md` draws it. */
export const runStatuses = ['pending', 'running', 'waiting', 'completed', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

export const terminalStatuses = ['completed', 'failed', 'cancelled'] as const;
export type TerminalStatus = (typeof terminalStatuses)[number];

/** Why a run reached the status it has. Every terminal status carries one. */
export const runReasons = [
  'ok',
  'error',
  'exit',
  'signal',
  'timeout',
  'out-of-memory',
  'cancelled',
  'lost',
  'dependency',
] as const;
export type RunReason = (typeof runReasons)[number];

/** The one table of allowed moves: from the key to any status listed. */
export const transitions: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  pending: ['running', 'waiting', 'cancelled', 'failed'],
  running: ['completed', 'failed', 'cancelled', 'pending', 'waiting'],
  waiting: ['pending', 'running', 'failed', 'cancelled', 'completed'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function isTerminal(status: RunStatus): status is TerminalStatus {
  return transitions[status].length === 0;
}

export function canMove(from: RunStatus, to: RunStatus): boolean {
  return transitions[from].includes(to);
}

/** How many runs are in each status. */
export type StatusCounts = Record<RunStatus, number>;

export function noCounts(): StatusCounts {
  return { pending: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0 };
}
