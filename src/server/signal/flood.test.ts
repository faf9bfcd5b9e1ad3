import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BURST_MESSAGES, SUSTAINED_MESSAGES_PER_SECOND } from '../../call/protocol.ts';
import { takeOne } from './flood.ts';

const NOON = Date.UTC(2026, 10, 24, 12);

test('a bucket lets through what one that counts its messages lets through, whenever they come', () => {
  const pause = fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 20, arbitrary: fc.nat(30) }, fc.nat(20_000));
  fc.assert(
    fc.property(fc.array(pause, { minLength: 1, maxLength: 2_000, size: 'max' }), (pauses) => {
      let now = NOON;
      let fullAt = now;
      // In thousandths of a message, which are whole numbers.
      let left = BURST_MESSAGES * 1000;
      for (const ms of pauses) {
        now += ms;
        left = Math.min(BURST_MESSAGES * 1000, left + ms * SUSTAINED_MESSAGES_PER_SECOND);
        const passes = left >= 1000;
        if (passes) left -= 1000;
        const next = takeOne(fullAt, now);
        expect(next !== null).toBe(passes);
        fullAt = next ?? fullAt;
      }
    }),
    { numRuns: 200 },
  );
});
