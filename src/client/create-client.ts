import { capabilitiesFromWire } from '../api/capabilities.ts';
import { executorStatusFromWire } from '../api/executor-status.ts';
import { targetFromWire } from '../api/target.ts';
import type { Backoff } from '../lib/backoff.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { createListeners } from '../lib/listeners.ts';
import { UserError } from '../model/errors.ts';
import { createBatchCalls } from './batch-calls.ts';
import { type CallEndpoint, createCall } from './call.ts';
import type { Client } from './client.ts';
import { documentedAbilities } from './documented-abilities.ts';
import { once } from './once.ts';
import { createProjectLog } from './project-log.ts';
import { createRunCalls, requireAbility } from './run-calls.ts';
import { listSchedules } from './schedule-base.ts';
import { createScheduleCalls } from './schedule-calls.ts';
import { createSeenSchedules } from './seen-schedules.ts';
import { type Pace, usualPace } from './traffic.ts';
import { createTrafficMeter } from './traffic-meter.ts';
import { createTransport } from './transport.ts';
import { startWatch } from './watch/start-watch.ts';

export interface ClientOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** UUID or slug. */
  readonly project: string;
  readonly clock?: Clock | undefined;
  /** Milliseconds that one try of a request may take, 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Waits between the tries of a request. */
  readonly backoff?: Backoff | undefined;
  /** For whom the client acts, such as the name of the user; see `TransportOptions.actor`. */
  readonly actor?: string | undefined;
}

/**
 * A client of one project behind one API. Nothing is sent before the first call.
 * @throws UserError `invalid` for an API URL that is not http or https
 */
export function createClient(options: ClientOptions): Client {
  const { token, project, clock = systemClock } = options;
  const apiUrl = checkedUrl(options.apiUrl);
  const meter = createTrafficMeter(clock);
  const paced = createListeners<Pace>();
  let pace = usualPace;
  // On this machine compressing costs more than it saves, unless the address leads elsewhere through a tunnel.
  const wantsGzip = () => pace.isSlow || !isLoopback(apiUrl);
  const transport = createTransport({ ...options, apiUrl, clock, meter, wantsGzip });
  const call = createCall(transport, new URL(apiUrl).origin);
  const capabilities = once(() => askCapabilities(call, apiUrl));
  const resolveProject = once(() => call('projects.get', { params: { project } }));
  const runs = createRunCalls({ project, call, capabilities, resolveProject });
  const seenSchedules = createSeenSchedules(clock, () => listSchedules({ project, call, capabilities }));
  const closers = new Set<() => void>();

  return {
    apiUrl,
    project,
    capabilities,
    resolveProject,
    runs,
    async me() {
      const { id, email, name } = await call('me.get', {});
      return { id, email, name: name ?? null };
    },
    batches: createBatchCalls({ project, call, capabilities }),
    schedules: createScheduleCalls({ project, call, capabilities }, seenSchedules.note),
    async executorStatus() {
      await requireAbility({ capabilities }, 'executorStatus');
      return executorStatusFromWire(await call('executor.get', { params: { project } }));
    },
    traffic: meter.traffic,
    setPace(next) {
      pace = next;
      paced.notify(next);
    },
    log: createProjectLog({ project, call }),
    targets: {
      list: async () => (await call('targets.list', { params: { project } })).data.map(targetFromWire),
      get: async (name) => targetFromWire(await call('targets.get', { params: { project, target: name } })),
    },
    watch(handlers) {
      const base = { apiUrl, token, project, clock, call, capabilities, runs, meter, wantsGzip };
      const watch = startWatch({ ...base, seenSchedules, pace: () => pace, onPace: paced.add }, handlers);
      closers.add(watch.close);
      return watch;
    },
    async close() {
      for (const close of closers) close();
      await transport.close();
    },
  };
}

/** Servers without our additions know nothing of this endpoint. */
async function askCapabilities(call: CallEndpoint, apiUrl: string) {
  try {
    return capabilitiesFromWire(await call('capabilities.get', {}));
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'not-found') return documentedAbilities(apiUrl);
    throw thrown;
  }
}

/** True for an address of this machine. */
function isLoopback(apiUrl: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(apiUrl).hostname);
}

function checkedUrl(apiUrl: string): string {
  const { protocol } = URL.parse(apiUrl) ?? {};
  if (protocol === 'http:' || protocol === 'https:') return apiUrl.replace(/\/+$/, '');
  throw new UserError('invalid', `"${apiUrl}" is not the URL of an API`, {
    fix: 'Write it with http:// or https://, such as https://api.veryfront.com.',
  });
}
