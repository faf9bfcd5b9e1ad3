import { BURST_MESSAGES, SUSTAINED_MESSAGES_PER_SECOND } from '../../call/protocol.ts';

/** A bucket that fills with time: a burst of candidates passes, a flood does not. */
export function createFloodGate(now: number): (now: number) => boolean {
  let tokens = BURST_MESSAGES;
  let at = now;
  return (moment) => {
    tokens = Math.min(BURST_MESSAGES, tokens + ((moment - at) / 1000) * SUSTAINED_MESSAGES_PER_SECOND);
    at = moment;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
