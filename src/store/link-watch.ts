import type { Client } from '../client/client.ts';
import type { Clock } from '../lib/clock.ts';
import type { ConsoleSettings } from '../model/console-settings.ts';
import { leastTraffic, type TrafficRate } from './connection-state.ts';
import { type ConsoleStore, patchSlice } from './console-state.ts';
import type { TerminalTraffic } from './net-state.ts';
import { createRateMeter } from './rate-meter.ts';
import { type ServerClock, shiftFor } from './server-clock.ts';
import { decideSlow, medianOf, type SlowMode } from './slow-link.ts';

/** Measures the link and the terminal, and decides how sparing the console is. */
export interface LinkWatch {
  /** Measures this client's link, and no longer that of the one before. */
  begin(client: Client): void;
  /** What the terminal was sent; changes in place. */
  measureTerminal(terminal: TerminalTraffic): void;
  /** Slow-link mode as the user wants it. */
  choose(mode: SlowMode): void;
  /** How sparing to be has to be thought over: focus or settings have changed. */
  reconsider(): void;
  stop(): void;
}

const beatMs = 1_000;
/** So many round trips, or answers of the terminal, make a median. */
const leastSamples = 3;
const latestSamples = 8;
/** Times the usual interval between polls while the keyboard is elsewhere. */
const awayFactor = 5;
const slowPollMs = 10_000;

export interface LinkWatchParts {
  readonly store: ConsoleStore;
  /** This machine's. */
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly settings: () => Pick<ConsoleSettings, 'bytesPerSecond' | 'pollSeconds'>;
  /** Slow-link mode has begun or ended. */
  readonly onSlow: (isSlow: boolean) => void;
}

const keptLinks = 30;

/** The server was looked for anew: how the link was until then is still of interest. */
function keepLinks(store: ConsoleStore, before: Client | null): void {
  const links = before?.traffic.links ?? [];
  if (links.length === 0) return;
  store.setState(({ net }) => ({
    net: { ...net, earlierLinks: [...net.earlierLinks, ...links].slice(-keptLinks) },
  }));
}

function bytesNow(store: ConsoleStore): number {
  const { traffic } = store.getState().connection;
  return traffic === null ? 0 : traffic.bytesIn + traffic.bytesOut;
}

function pollMsOf(pollSeconds: number, isSlow: boolean, isFocused: boolean): number {
  const pollMs = pollSeconds * 1000 * (isFocused ? 1 : awayFactor);
  return isSlow ? Math.max(pollMs, slowPollMs) : pollMs;
}

function isNearlyNothing(rate: TrafficRate | null, terminalRate: number): boolean {
  return rate !== null && rate.bytesIn + rate.bytesOut < leastTraffic && terminalRate < leastTraffic;
}

/** True for round trips that differ as much as those of one link do. */
function isNear({ roundTripMs: now }: TrafficRate, before: TrafficRate | null): boolean {
  const then = before?.roundTripMs ?? null;
  if (now === null || then === null) return now === then;
  return Math.abs(now - then) <= Math.max(10, then / 5);
}

/** Puts what was measured into the state, unless nothing but what keeps the link alive was carried. */
function tell(
  { store, serverClock }: LinkWatchParts,
  traffic: Client['traffic'],
  rate: TrafficRate,
  terminalRate: number,
): void {
  const clockSkewMs = shiftFor(traffic.skewMs, serverClock.shiftMs);
  serverClock.shift(clockSkewMs);
  const { connection, net } = store.getState();
  const isQuiet =
    isNearlyNothing(rate, terminalRate) && isNearlyNothing(connection.traffic, net.terminalRate);
  const isSame = clockSkewMs === connection.clockSkewMs && isNear(rate, connection.traffic);
  // Whatever is told has the screen painted anew.
  if (isQuiet && isSame) return;
  const dataAt = traffic.heardAt === null ? null : traffic.heardAt + clockSkewMs;
  patchSlice(store, 'connection', { traffic: rate, clockSkewMs, dataAt });
  store.setState({ net: { ...net, terminalRate } });
}

/** Looks once a second while anything is carried, and not at all while nothing is. */
export function createLinkWatch(parts: LinkWatchParts): LinkWatch {
  const { store, clock } = parts;
  let client: Client | null = null;
  let terminal: TerminalTraffic = { bytes: 0, frames: 0, replyMs: [] };
  let rates = createRateMeter();
  let disarm: (() => void) | null = null;
  let stopListening = () => {};

  const arm = () => {
    disarm ??= clock.after(beatMs, beat);
  };
  const beat = () => {
    disarm = null;
    if (client === null) return;
    const { traffic } = client;
    const counted = [traffic.bytesIn, traffic.bytesOut, terminal.bytes];
    const [bytesIn = 0, bytesOut = 0, terminalRate = 0] = rates.look(clock.now(), counted);
    const rate = { bytesIn, bytesOut, roundTripMs: medianOf(traffic.roundTripMs, latestSamples, 1) };
    tell(parts, traffic, rate, terminalRate);
    decide(client, bytesIn + bytesOut);
    if (bytesIn + bytesOut > 0) arm();
  };
  const decide = (asked: Client, bytesPerSecond: number) => {
    const { net, connection, isFocused } = store.getState();
    const settings = parts.settings();
    const measures = {
      roundTripMs: medianOf(asked.traffic.roundTripMs, latestSamples, leastSamples),
      drainMs: medianOf(terminal.replyMs, latestSamples, leastSamples),
      bytesPerSecond,
      budget: settings.bytesPerSecond,
    };
    const decision = decideSlow(net.decision, net.mode, measures, clock.now());
    if (decision !== net.decision) store.setState({ net: { ...net, decision } });
    const { isSlow } = decision;
    if (isSlow !== connection.isSlow) {
      patchSlice(store, 'connection', { isSlow });
      parts.onSlow(isSlow);
    }
    asked.setPace({ isSlow, pollMs: pollMsOf(settings.pollSeconds, isSlow, isFocused) });
  };
  const reconsider = () => client !== null && decide(client, bytesNow(store));
  return {
    begin(next) {
      stopListening();
      keepLinks(store, client);
      client = next;
      rates = createRateMeter();
      stopListening = next.traffic.listen(arm);
      reconsider();
    },
    measureTerminal(measured) {
      terminal = measured;
    },
    choose(mode) {
      store.setState(({ net }) => ({ net: { ...net, mode } }));
      reconsider();
    },
    reconsider,
    stop() {
      stopListening();
      disarm?.();
      disarm = null;
      client = null;
    },
  };
}
