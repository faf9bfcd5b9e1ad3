/** What a link or an entry code opens, at a given moment. */
import { isOver } from './event.ts';

export interface DoorFacts {
  readonly event: { readonly state: 'draft' | 'published' | 'cancelled'; readonly startsAt: Date; readonly plannedEnd: Date };
  readonly invitation: { readonly version: number; readonly state: 'planned' | 'sent' | 'revoked' };
  /** Of the link; an entry code carries the present version by being found. */
  readonly claimedVersion: number;
  /** null: the practice sets no lead time and the waiting room is open from publication on. */
  readonly joiningLeadMinutes: number | null;
}
/** `unknown` is one answer for everything that must not be told apart: never existed, uninvited, replaced by a newer link, not published. */
export type DoorState = 'open' | 'early' | 'over' | 'cancelled' | 'unknown';

export function doorState(facts: DoorFacts | null, now: Date): DoorState {
  if (!facts || facts.invitation.state === 'revoked' || facts.claimedVersion !== facts.invitation.version || facts.event.state === 'draft') return 'unknown';
  if (facts.event.state === 'cancelled') return 'cancelled';
  if (isOver(facts.event, now)) return 'over';
  if (facts.joiningLeadMinutes !== null && now.getTime() < facts.event.startsAt.getTime() - facts.joiningLeadMinutes * 60_000) return 'early';
  return 'open';
}
