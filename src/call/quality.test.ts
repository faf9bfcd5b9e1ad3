import { expect, test } from 'vitest';
import { measure, qualityOf, type Measured } from './quality.ts';

const transport = { id: 't', type: 'transport', selectedCandidatePairId: 'p' };
const pair = { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r', currentRoundTripTime: 0.0834 };
const ends = (local: string, remote: string) => [
  { id: 'l', type: 'local-candidate', candidateType: local },
  { id: 'r', type: 'remote-candidate', candidateType: remote },
];
const NOTHING: Measured = { path: 'unknown', roundTripMs: null, received: 0, lost: 0 };

test.each([
  ['nothing yet', [], NOTHING],
  ['both direct', [transport, pair, ...ends('host', 'srflx')], { ...NOTHING, path: 'direct', roundTripMs: 83 }],
  ['one end relayed', [transport, pair, ...ends('relay', 'host')], { ...NOTHING, path: 'relayed', roundTripMs: 83 }],
  ['the other end relayed', [transport, pair, ...ends('prflx', 'relay')], { ...NOTHING, path: 'relayed', roundTripMs: 83 }],
  [
    'no transport in the statistics (Firefox): the nominated pair counts',
    [{ ...pair, id: 'x', localCandidateId: 'none' }, { ...pair, nominated: true, state: 'succeeded' }, ...ends('relay', 'relay')],
    { ...NOTHING, path: 'relayed', roundTripMs: 83 },
  ],
  ['a pair that only was nominated', [{ ...pair, nominated: true, state: 'in-progress' }, ...ends('host', 'host')], NOTHING],
  ['a transport that has chosen nothing', [{ id: 't', type: 'transport' }, pair, ...ends('host', 'host')], NOTHING],
  ['no round trip', [transport, { ...pair, currentRoundTripTime: undefined }, ...ends('host', 'host')], { ...NOTHING, path: 'direct' }],
  [
    'packets of all streams that come in',
    [
      { type: 'inbound-rtp', packetsReceived: 100, packetsLost: 3 },
      { type: 'inbound-rtp', packetsReceived: 50, packetsLost: -1 },
      { type: 'inbound-rtp' },
      { type: 'outbound-rtp', packetsReceived: 7, packetsLost: 7 },
    ],
    { ...NOTHING, received: 150, lost: 2 },
  ],
])('the line is measured: %s', (_, stats, expected) => {
  expect(measure(stats)).toEqual(expected);
});

const line = (roundTripMs: number | null, received: number, lost: number): Measured => ({ path: 'direct', roundTripMs, received, lost });
test.each([
  ['unknown', 'nothing is known', null, NOTHING],
  ['good', 'near, nothing lost', null, line(40, 100, 0)],
  ['good', 'nothing came yet', null, line(null, 0, 0)],
  ['good', '300 ms there and back', null, line(300, 100, 0)],
  ['fair', 'more than that', null, line(301, 100, 0)],
  ['poor', 'more than 800 ms', null, line(801, 100, 0)],
  ['good', 'three in a hundred lost', null, line(40, 97, 3)],
  ['fair', 'four in a hundred lost', null, line(40, 96, 4)],
  ['poor', 'eleven in a hundred lost', null, line(40, 89, 11)],
  ['good', 'what was lost before counts no more', line(40, 89, 11), line(40, 189, 11)],
  ['poor', 'only what was lost since counts', line(40, 10_000, 0), line(40, 10_080, 20)],
  ['good', 'a new connection counts from nothing', line(40, 10_000, 500), line(40, 10, 0)],
] as const)('the line is %s: %s', (expected, _, before, now) => {
  expect(qualityOf(before, now)).toBe(expected);
});
