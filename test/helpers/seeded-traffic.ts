import type { Traffic } from '../../src/client/traffic.ts';

/** What an hour over a line that is not the best may have carried. */
export function busyTraffic(now: number): Traffic {
  const counted = { requests: 0, lost: 0, bytesIn: 0, bytesOut: 0, plainBytesIn: 0 };
  return {
    endpoints: new Map([
      [
        'runs.list',
        { ...counted, requests: 214, bytesIn: 901_120, bytesOut: 42_880, plainBytesIn: 6_553_600 },
      ],
      ['runs.counts', { ...counted, requests: 180, lost: 3, bytesIn: 57_600, bytesOut: 39_600 }],
      ['projects.get', { ...counted, requests: 4, lost: 1, bytesIn: 1_220, bytesOut: 820 }],
    ]),
    channel: {
      bytesIn: 48_200,
      bytesOut: 2_600,
      messages: 611,
      opened: 2,
      isCompressed: true,
      wasAskedToCompress: true,
    },
    bytesIn: 1_008_140,
    bytesOut: 85_900,
    roundTripMs: [180, 190, 205, 212, 214, 240, 380],
    skewMs: null,
    heardAt: now - 1_800,
    links: [
      { at: now - 3_600_000, kind: 'live', reason: null },
      {
        at: now - 95_000,
        kind: 'offline',
        reason: 'Can’t reach https://api.veryfront.com: connection reset',
      },
      { at: now - 60_000, kind: 'live', reason: null },
    ],
    listen: () => () => {},
  };
}
