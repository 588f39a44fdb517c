import type { SubscribeMessage } from '../../api/channel.ts';
import { type Backoff, backoffDelay } from '../../lib/backoff.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import type { LinkState, Watch, WatchHandlers } from '../client.ts';
import { holdProcess } from '../hold-process.ts';
import type { ChannelLink } from './channel-link.ts';
import { createDelivery } from './delivery.ts';
import { type FoundLink, findLink } from './find-link.ts';
import { createPoller } from './poller.ts';
import type { WatchBase } from './watch-base.ts';

const backoff: Backoff = { initialMs: 500, factor: 2, ceilingMs: 30_000, jitter: 0.2 };
/** A refused token does not become a good one by asking often. */
const refusedRetryMs = 30_000;
/** A channel that was lost is opened again at once; only when that takes longer is a word said of it, in ms. */
const silentlyMs = 1_000;
/** A subscription names this many runs at most. */
const maxFollowed = 100;

/**
 * Tells changes to the handlers until it is closed: over the channel where the server has one; by
 * polling where it has none, or while the channel fails although the server answers.
 */
export function startWatch(base: WatchBase, handlers: WatchHandlers): Watch {
  const patience = patient(base, metered(base, handlers));
  const link = createLink(base, patience.handlers);
  const letGo = holdProcess();
  handlers.onLink({ kind: 'connecting' });
  link.connect();
  const stopPacing = base.onPace(link.hurry);
  return {
    follow: link.follow,
    reconnect: link.connectNow,
    close() {
      stopPacing();
      patience.end();
      link.close();
      letGo();
    },
  };
}

/** The handlers, whose links go on the record. */
function metered({ meter }: WatchBase, handlers: WatchHandlers): WatchHandlers {
  return {
    ...handlers,
    onLink(state) {
      meter.link(state);
      handlers.onLink(state);
    },
  };
}

/**
 * The handlers, told of a lost channel only when opening another takes long, as it does on a network that loses
 * everything: then nothing else would tell of it before the time for an answer is over.
 */
function patient({ clock }: WatchBase, handlers: WatchHandlers) {
  let cancel = () => {};
  let wasOpen = false;
  const onLink = (state: LinkState) => {
    cancel();
    if (state.kind !== 'connecting' || !wasOpen) handlers.onLink(state);
    else cancel = clock.after(silentlyMs, () => handlers.onLink(lostState(clock.now())));
    wasOpen ||= state.kind === 'live';
  };
  return { handlers: { ...handlers, onLink }, end: () => cancel() };
}

function lostState(now: number): LinkState {
  return { kind: 'offline', reason: 'the connection was lost', nextTryAt: now };
}

function createLink(base: WatchBase, handlers: WatchHandlers) {
  const delivery = createDelivery(handlers);
  const poller = createPoller(base, handlers, fail);
  const retry = createRetry(base, connect);
  let state: LinkState['kind'] = 'connecting';
  let channel: ChannelLink | null = null;
  let followed: readonly string[] = [];
  let mayHaveMissed = false;
  let [connecting, closed] = [false, false];

  function connect(): void {
    if (connecting || closed || channel !== null) return;
    connecting = true;
    findLink(base, { onMessage: delivery.take, onClosed: lose })
      .then(take, (thrown: unknown) => closed || fail(thrown))
      .finally(() => {
        connecting = false;
      });
  }

  function take(found: FoundLink): void {
    if (closed) closeUnused(found);
    else if (found.kind === 'live') goLive(found.channel);
    else goPolling(found);
    mayHaveMissed = true;
  }

  function goLive(opened: ChannelLink): void {
    channel = opened;
    delivery.begin();
    poller.stop();
    retry.succeeded();
    channel.subscribe(wanted(handlers, followed));
    enter({ kind: 'live' });
  }

  function goPolling(found: Extract<FoundLink, { kind: 'polling' }>): void {
    retry[found.temporary ? 'plan' : 'succeeded']();
    if (state !== 'polling') poller.start();
    enter({ kind: 'polling', reason: found.reason });
  }

  /** What happened between two links was not told; a channel says itself from when on it tells. */
  function enter(next: LinkState): void {
    const resync = mayHaveMissed && next.kind !== state;
    state = next.kind;
    handlers.onLink(next);
    if (resync && next.kind === 'polling') handlers.onResync();
  }

  function lose(): void {
    [channel, state] = [null, 'connecting'];
    handlers.onLink({ kind: 'connecting' });
    connect();
  }

  function fail(thrown: unknown): void {
    poller.stop();
    mayHaveMissed = true; // Of what was asked for before the first link as well.
    enter(failureState(thrown, retry));
  }

  return {
    connect,
    hurry: poller.hurry,
    connectNow() {
      retry.succeeded();
      connect();
    },
    follow(runIds: readonly string[]) {
      followed = runIds.slice(0, maxFollowed);
      poller.follow(followed);
      channel?.subscribe(wanted(handlers, followed));
    },
    close() {
      closed = true;
      delivery.end();
      retry.cancel();
      poller.stop();
      channel?.close();
    },
  };
}

function wanted({ onSchedules }: WatchHandlers, follow: readonly string[]): SubscribeMessage['data'] {
  return { runs: true, schedules: onSchedules !== undefined, follow: [...follow] };
}

/** What was found after nobody wanted it any more. */
function closeUnused(found: FoundLink): void {
  if (found.kind === 'live') found.channel.close();
}

type Retry = ReturnType<typeof createRetry>;

/** When to try to connect again: later with each failure. */
function createRetry({ clock }: WatchBase, connect: () => void) {
  let failures = 0;
  let cancel = () => {};
  const plan = (delayMs = backoffDelay(backoff, ++failures, Math.random())): number => {
    cancel();
    cancel = clock.after(delayMs, connect);
    return clock.now() + delayMs;
  };
  return {
    /** @returns the time of the next try, in epoch milliseconds */
    plan,
    succeeded() {
      cancel();
      failures = 0;
    },
    cancel: () => cancel(),
  };
}

function failureState(thrown: unknown, retry: Retry): LinkState {
  const reason = messageOf(thrown);
  if (thrown instanceof UserError && (thrown.kind === 'auth' || thrown.kind === 'forbidden')) {
    retry.plan(refusedRetryMs);
    return { kind: 'refused', reason, fix: thrown.fix };
  }
  return { kind: 'offline', reason, nextTryAt: retry.plan() };
}
