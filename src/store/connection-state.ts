import type { Client, LinkState } from '../client/client.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { Problem } from './problem.ts';

/** Whom the console talks to and how that goes. */
export interface ConnectionState {
  readonly contextName: string;
  readonly readOnly: boolean;
  /** `starting` until a server answers; `failed` when none does. */
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** Null before a server answered. */
  readonly client: Client | null;
  readonly link: LinkState;
  readonly capabilities: Capabilities | null;
  /** Slug of the project, null before the server told. */
  readonly project: string | null;
  readonly ownsExecutor: boolean;
}

export function startingConnection(contextName: string, readOnly: boolean): ConnectionState {
  return {
    contextName,
    readOnly,
    phase: 'starting',
    problem: null,
    client: null,
    link: { kind: 'connecting' },
    capabilities: null,
    project: null,
    ownsExecutor: false,
  };
}

/** True when nothing can be asked of the server now. */
export function isOffline(connection: ConnectionState): boolean {
  return (
    connection.phase !== 'ready' || connection.link.kind === 'offline' || connection.link.kind === 'refused'
  );
}

/** Why this connection may only look, whatever the server's state; null when it may act. */
export function onlyLooksReason({ readOnly, contextName, capabilities }: ConnectionState): string | null {
  if (readOnly) return `the context “${contextName}” is read-only`;
  return capabilities?.access === 'read-only' ? 'the token of this connection only reads' : null;
}
