import type { Clock } from '../lib/clock.ts';
import { createListeners } from '../lib/listeners.ts';
import { createSkewMeter } from './clock-skew.ts';
import type { LinkState } from './link-state.ts';
import type { EndpointTraffic, LinkChange, Traffic } from './traffic.ts';

/** One request and what came of it. */
export interface Exchange {
  readonly name: string;
  /** The answer tells a round trip: nothing was changed for it. */
  readonly isRead: boolean;
  readonly bytesOut: number;
  readonly sentAt: number;
}

/** What is counted by whoever sends and receives. */
export interface TrafficMeter {
  readonly traffic: Traffic;
  /** @param date the answer's `Date` header */
  answered(
    exchange: Exchange,
    answer: {
      readonly bytesIn: number;
      readonly plainBytesIn: number;
      readonly headersAt: number;
      /** It answered what was asked: a refusal is no word of how things stand. */
      readonly isGood: boolean;
      readonly date: string | undefined;
    },
  ): void;
  lost(exchange: Exchange): void;
  channelOpened(isCompressed: boolean, wasAsked: boolean): void;
  /** @param bytesIn all that this channel has received and sent since it was opened */
  channelCarried(bytesIn: number, bytesOut: number, isMessage: boolean): void;
  pong(roundTripMs: number): void;
  link(state: LinkState): void;
}

const keptRoundTrips = 64;
const keptLinks = 30;

export function createTrafficMeter(clock: Clock): TrafficMeter {
  const endpoints = new Map<string, EndpointTraffic>();
  const roundTripMs: number[] = [];
  const links: LinkChange[] = [];
  const skew = createSkewMeter();
  const changed = createListeners<void>();
  const channel = createChannelMeter();
  const asked = { bytesIn: 0, bytesOut: 0 };
  let heardAt: number | null = null;

  const keepRoundTrip = (ms: number) => {
    if (roundTripMs.push(ms) > keptRoundTrips) roundTripMs.shift();
  };
  const add = (exchange: Exchange, inBytes: number, plainBytesIn: number, lost: number) => {
    const known = endpoints.get(exchange.name) ?? noTraffic;
    asked.bytesIn += inBytes;
    asked.bytesOut += exchange.bytesOut;
    endpoints.set(exchange.name, {
      requests: known.requests + 1,
      lost: known.lost + lost,
      bytesIn: known.bytesIn + inBytes,
      bytesOut: known.bytesOut + exchange.bytesOut,
      plainBytesIn: known.plainBytesIn + plainBytesIn,
    });
    changed.notify();
  };
  return {
    traffic: {
      endpoints,
      channel: channel.traffic,
      roundTripMs,
      links,
      get bytesIn() {
        return asked.bytesIn + channel.traffic.bytesIn;
      },
      get bytesOut() {
        return asked.bytesOut + channel.traffic.bytesOut;
      },
      get skewMs() {
        return skew.skewMs;
      },
      get heardAt() {
        return heardAt;
      },
      listen: (listener) => changed.add(listener),
    },
    answered(exchange, answer) {
      if (answer.isGood) heardAt = clock.now();
      skew.hear(answer.date, exchange.sentAt, answer.headersAt);
      if (exchange.isRead) keepRoundTrip(answer.headersAt - exchange.sentAt);
      add(exchange, answer.bytesIn, answer.plainBytesIn, 0);
    },
    lost: (exchange) => add(exchange, 0, 0, 1),
    channelOpened: channel.opened,
    channelCarried(bytesIn, bytesOut, isMessage) {
      heardAt = clock.now();
      channel.carried(bytesIn, bytesOut, isMessage);
      changed.notify();
    },
    pong(ms) {
      keepRoundTrip(ms);
      changed.notify();
    },
    link(state) {
      const reason = state.kind === 'connecting' || state.kind === 'live' ? null : state.reason;
      const last = links.at(-1);
      if (last?.kind === state.kind && last.reason === reason) return;
      if (links.push({ at: clock.now(), kind: state.kind, reason }) > keptLinks) links.shift();
      changed.notify();
    },
  };
}

/** Adds up what channels carry, one after the other. */
function createChannelMeter() {
  const traffic = {
    bytesIn: 0,
    bytesOut: 0,
    messages: 0,
    opened: 0,
    isCompressed: false,
    wasAskedToCompress: false,
  };
  let before = { bytesIn: 0, bytesOut: 0 };
  return {
    traffic,
    opened(isCompressed: boolean, wasAsked: boolean) {
      traffic.opened++;
      traffic.isCompressed = isCompressed;
      traffic.wasAskedToCompress = wasAsked;
      before = { bytesIn: 0, bytesOut: 0 };
    },
    carried(bytesIn: number, bytesOut: number, isMessage: boolean) {
      traffic.bytesIn += bytesIn - before.bytesIn;
      traffic.bytesOut += bytesOut - before.bytesOut;
      before = { bytesIn, bytesOut };
      if (isMessage) traffic.messages++;
    },
  };
}

const noTraffic: EndpointTraffic = { requests: 0, lost: 0, bytesIn: 0, bytesOut: 0, plainBytesIn: 0 };
