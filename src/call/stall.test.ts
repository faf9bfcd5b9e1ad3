import { expect, test } from 'vitest';
import { createStallWatch } from './stall.ts';

type Heard = readonly (readonly [source: number, rtpTimestamp: number])[];
const hearing = (...receivers: readonly Heard[]) =>
  ({
    getReceivers: () => receivers.map((heard) => ({ getSynchronizationSources: () => heard.map(([source, rtpTimestamp]) => ({ source, rtpTimestamp })) })),
  }) as unknown as RTCPeerConnection;

/** Looked at in this order; `at` in ms. */
const LOOKS: readonly {
  readonly at: number;
  readonly heard: readonly Heard[];
  readonly sees: string;
  readonly stalled: readonly [sound: boolean, picture: boolean];
}[] = [
  { at: 0, heard: [[], []], sees: 'still', stalled: [false, false] },
  // What never began does not stall, however long it takes.
  { at: 60_000, heard: [[], []], sees: 'still', stalled: [false, false] },
  { at: 60_100, heard: [[[1, 10]], []], sees: 'again', stalled: [false, false] },
  { at: 60_200, heard: [[[1, 10]], [[2, 7]]], sees: 'moves', stalled: [false, false] },
  { at: 60_599, heard: [[[1, 10]], [[2, 7]]], sees: 'still', stalled: [false, false] },
  { at: 60_600, heard: [[[1, 10]], [[2, 7]]], sees: 'still', stalled: [false, true] },
  { at: 61_399, heard: [[[1, 10]], [[2, 7]]], sees: 'still', stalled: [false, true] },
  { at: 61_400, heard: [[[1, 10]], [[2, 7]]], sees: 'still', stalled: [true, true] },
  { at: 61_500, heard: [[[1, 11]], [[2, 7]]], sees: 'again', stalled: [false, false] },
  { at: 61_600, heard: [[[1, 12]], [[2, 8]]], sees: 'moves', stalled: [false, false] },
  // Browsers tell of the last ten seconds only.
  { at: 71_600, heard: [[[1, 12]], []], sees: 'still', stalled: [true, true] },
  { at: 71_700, heard: [[], []], sees: 'still', stalled: [true, true] },
  { at: 71_800, heard: [[[1, 13]], []], sees: 'again', stalled: [false, false] },
];

test('M6.1 a stall is seen by packets that stop coming, and its end by the first that comes', () => {
  const watch = createStallWatch();
  watch.restarted(0);
  for (const { at, heard, sees, stalled } of LOOKS) {
    expect([at, watch.look(hearing(...heard), at)]).toEqual([at, sees]);
    expect([at, watch.isStalled(at, false), watch.isStalled(at, true)]).toEqual([at, ...stalled]);
  }
  expect(watch.silentMs(72_000)).toBe(200);
});

test('what comes after another set of tracks is counted from then', () => {
  const watch = createStallWatch();
  watch.look(hearing([[1, 1]]), 1_000);
  watch.restarted(5_000);
  expect(watch.begun).toBe(true);
  expect(watch.isStalled(5_399, true)).toBe(false);
  expect(watch.isStalled(5_400, true)).toBe(true);
});

test('a browser that does not tell sources never stalls', () => {
  const watch = createStallWatch();
  expect(watch.look({ getReceivers: () => [{}] } as unknown as RTCPeerConnection, 60_000)).toBe('still');
  expect(watch.isStalled(60_000, true)).toBe(false);
});
