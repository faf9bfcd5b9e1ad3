import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisEnd } from './axis.ts';

test('M1.3 a scale ends at a round number that holds the largest, and is never more than two and a half times as long', () => {
  expect([0, 5, 6, 11, 21, 50, 51, 1_000_000].map(axisEnd)).toEqual([5, 5, 10, 20, 50, 50, 100, 1_000_000]);
  fc.assert(fc.property(fc.integer({ min: 5, max: 1e9 }), (most) => axisEnd(most) >= most && axisEnd(most) <= 2.5 * most));
});
