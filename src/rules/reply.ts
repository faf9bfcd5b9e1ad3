/** What an invited person says to an appointment: their own click, never taken from an opened page. It opens and closes nothing; they may change their mind. */
import type { DoorState } from './door.ts';

export const REPLIES = ['none', 'confirmed', 'declined'] as const;
/** `none`: not said yet, or taken back. */
export type Reply = (typeof REPLIES)[number];

/** Until the planned end, and not about what was cancelled or taken back. */
export function mayReply(state: DoorState): state is 'open' | 'early' {
  return state === 'open' || state === 'early';
}

export function parseReply(text: string): Reply | null {
  return REPLIES.find((each) => each === text) ?? null;
}
