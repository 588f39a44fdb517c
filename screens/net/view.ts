import { formatBytes } from '../../src/lib/format-bytes.ts';
import type { ConsoleSettings } from '../../src/model/console-settings.ts';
import { leastTraffic } from '../../src/store/connection-state.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type {
  ChannelTraffic,
  EndpointTraffic,
  LinkChange,
  TerminalTraffic,
  Traffic,
} from '../../src/store/net-state.ts';
import { shareOf } from '../../src/store/slow-link.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatAge, formatClock, formatCount } from '../format-time.ts';
import { wrapWords } from '../wrap-text.ts';

/** What the screen is made from. */
export interface NetInput {
  readonly state: ConsoleState;
  readonly traffic: Traffic | null;
  readonly terminal: TerminalTraffic;
  readonly settings: ConsoleSettings;
  /** Epoch ms, of this machine. */
  readonly now: number;
}

const labelWidth = 12;
const nameWidth = 24;

/** All rows of the screen, top down. */
export function netRows(input: NetInput, width: number): readonly Row[] {
  const { traffic } = input;
  return [
    ...summaryRows(input, width),
    textRow(''),
    textRow(
      ` ${padEnd('WHERE IT GOES', nameWidth)}${heading.map((name) => name.padStart(10)).join('')}`,
      'dim',
    ),
    ...(traffic === null ? [] : endpointRows(traffic)),
    textRow(''),
    textRow(' THE LINK SO FAR', 'dim'),
    ...linkRows([...input.state.net.earlierLinks, ...(traffic?.links ?? [])], width),
    textRow(''),
    ...wrapped(
      'Counted: headers and bodies as they are on the wire, compressed where they are, without TLS and TCP.',
      width,
      1,
    ).map((line) => textRow(line, 'dim')),
  ];
}

function summaryRows({ state, traffic, terminal, settings, now }: NetInput, width: number): readonly Row[] {
  const { connection, net } = state;
  const rate = connection.traffic;
  const budget =
    settings.bytesPerSecond === null ? 'no budget' : `budget ${formatBytes(settings.bytesPerSecond)}/s`;
  const lines: readonly (readonly [string, string])[] = [
    ['LINK', linkText(state, now)],
    ['SLOW LINK', slowText(state, now)],
    [
      'NOW',
      `in ${perSecond(rate?.bytesIn ?? 0)}   out ${perSecond(rate?.bytesOut ?? 0)}   terminal ${perSecond(net.terminalRate)}   ${budget}`,
    ],
    ['SO FAR', `in ${formatBytes(traffic?.bytesIn ?? 0)}   out ${formatBytes(traffic?.bytesOut ?? 0)}`],
    ['ROUND TRIP', spreadText(traffic?.roundTripMs ?? [])],
    ['TERMINAL', `${formatBytes(terminal.bytes)} in ${formatCount(terminal.frames)} frames`],
    ['DRAWN IN', spreadText(terminal.replyMs)],
    ['CLOCK', clockText(connection.clockSkewMs)],
  ];
  return lines.flatMap(([label, text]) =>
    wrapped(text, width, labelWidth).map((line, index): Row => {
      const shown = index === 0 ? padEnd(` ${label}`, labelWidth) : ' '.repeat(labelWidth);
      return {
        spans: [
          { text: shown, style: 'dim' },
          { text: line.trimStart(), style: label === 'SLOW LINK' && connection.isSlow ? 'warn' : 'plain' },
        ],
      };
    }),
  );
}

function linkText({ connection }: ConsoleState, now: number): string {
  const { link, client, isSlow } = connection;
  const where = client === null ? '' : `   ${client.apiUrl}`;
  switch (link.kind) {
    case 'live':
      return `live: the server tells every change${compressionText(client?.traffic.channel, isSlow)}${where}`;
    case 'polling':
      return `polling: ${link.reason}${where}`;
    case 'offline': {
      const seconds = Math.max(0, Math.ceil((link.nextTryAt - now) / 1000));
      return `offline: ${link.reason}; next try in ${seconds}s${where}`;
    }
    case 'refused':
      return `refused: ${link.reason}${where}`;
    case 'connecting':
      return `connecting${where}`;
  }
}

/** Whether its channel is compressed; where it is not and that would matter, why. */
function compressionText(channel: ChannelTraffic | undefined, isSlow: boolean): string {
  if (channel === undefined || channel.opened === 0) return '';
  if (channel.isCompressed) return ', compressed';
  if (!isSlow) return '';
  return channel.wasAskedToCompress
    ? ', not compressed: the server does not do it'
    : ', not compressed: it was opened before the link was slow; the next one will be';
}

function clockText(skewMs: number): string {
  if (skewMs === 0) return 'the server’s agrees with ours within 2 s';
  const side = skewMs > 0 ? 'behind' : 'ahead of';
  return `ours is ${formatAge(Math.abs(skewMs))} ${side} the server’s; ages are told by the server’s`;
}

const sparing =
  'lists change every 10 s, keys at once; no seconds and sparklines; polls every 10 s or slower; small pages; compressed answers; a log is read while its tab is shown, every 2 s';

function slowText({ net, connection }: ConsoleState, now: number): string {
  const { decision, mode } = net;
  if (!connection.isSlow) return `off (${mode}); :slow on|off|auto`;
  const since = formatAge(Math.max(0, now - decision.since));
  return `ON for ${since} (${mode}): ${decision.reason ?? ''}. Now: ${sparing}. :slow off ends it`;
}

function spreadText(values: readonly number[]): string {
  const [p50, p95] = [shareOf(values, 0.5), shareOf(values, 0.95)];
  if (p50 === null || p95 === null) return 'nothing measured yet';
  return `p50 ${Math.round(p50)} ms   p95 ${Math.round(p95)} ms   of the last ${values.length}`;
}

const heading = ['REQUESTS', 'LOST', 'IN', 'OUT', 'EACH', 'SAVED'];

function endpointRows({ endpoints, channel }: Traffic): readonly Row[] {
  const sorted = [...endpoints].sort(([, left], [, right]) => right.bytesIn - left.bytesIn);
  const rows = sorted.map(([name, counted]) => tableRow(name, endpointCells(counted), counted.lost > 0));
  if (channel.opened === 0) return rows;
  const name = `channel, opened ${channel.opened}x`;
  const cells = [
    formatCount(channel.messages),
    '',
    formatBytes(channel.bytesIn),
    formatBytes(channel.bytesOut),
  ];
  return [tableRow(name, cells, false), ...rows];
}

function endpointCells(counted: EndpointTraffic): readonly string[] {
  const answers = counted.requests - counted.lost;
  const saved = counted.plainBytesIn === 0 ? 0 : 1 - counted.bytesIn / counted.plainBytesIn;
  return [
    formatCount(counted.requests),
    formatCount(counted.lost),
    formatBytes(counted.bytesIn),
    formatBytes(counted.bytesOut),
    answers === 0 ? '' : formatBytes(Math.round(counted.bytesIn / answers)),
    saved < 0.01 ? '' : `${Math.round(saved * 100)}%`,
  ];
}

function tableRow(name: string, cells: readonly string[], isBad: boolean): Row {
  return {
    spans: [
      { text: ` ${padEnd(sanitize(name), nameWidth)}` },
      { text: cells.map((cell) => cell.padStart(10)).join(''), style: isBad ? 'warn' : 'plain' },
    ],
  };
}

function linkRows(links: readonly LinkChange[], width: number): readonly Row[] {
  return links.toReversed().flatMap(({ at, kind, reason }) => {
    const isBad = kind === 'offline' || kind === 'refused';
    const text = `${formatClock(at)}  ${kind.padEnd(10)}  ${sanitize(reason ?? '')}`;
    return wrapped(text, width, 1).map((line) => textRow(line, isBad ? 'bad' : 'plain'));
  });
}

function wrapped(text: string, width: number, indent: number): readonly string[] {
  return wrapWords(sanitize(text), Math.max(10, width - indent - 1)).map(
    (line) => `${' '.repeat(indent)}${line}`,
  );
}

function perSecond(bytes: number): string {
  if (bytes < leastTraffic) return `<${leastTraffic} B/s`;
  return `${formatBytes(Math.round(bytes))}/s`;
}
