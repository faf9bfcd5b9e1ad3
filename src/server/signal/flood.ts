import { BURST_MESSAGES, SUSTAINED_MESSAGES_PER_SECOND } from '../../call/protocol.ts';

const REFILL_MS = 1000 / SUSTAINED_MESSAGES_PER_SECOND;
const CAPACITY_MS = BURST_MESSAGES * REFILL_MS;

/**
 * A bucket of messages that fills with time: a burst of candidates passes, a flood does not. One number is all there is of it: when it will be
 * full again (GCRA, ITU-T I.371). A new bucket is full; any moment up to now says so.
 * @returns the bucket without one more message; null: it is empty.
 */
export function takeOne(fullAt: number, now: number): number | null {
  const next = Math.max(fullAt, now) + REFILL_MS;
  return next - now > CAPACITY_MS ? null : next;
}
