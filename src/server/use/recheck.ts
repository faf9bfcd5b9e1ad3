/**
 * The signalling role's look into the database: at `hello` and every few minutes after. It heals whatever the bus lost: a
 * cancellation, an uninvited guest, a moved end.
 */
import { isOver } from '../../rules/event.ts';
import type { Ports } from './ports.ts';
import { keepSession } from './session.ts';

export interface Who {
  readonly role: 'guest' | 'host' | 'presence';
  readonly event: string | null;
  readonly invitation: string | null;
  readonly account: string;
  /** Whose page this is, as `sessionName` says it; null: a guest's. */
  readonly session: string | null;
  /** When the receipt says this guest was admitted, ms since the epoch; null: not admitted. */
  readonly admittedAt: number | null;
  /** Says hello now; false: has a place in the room, which knows better than the stamp of a removal whom of one invitation the host took out. */
  readonly arrives: boolean;
}
export type Rechecked =
  | {
      readonly ok: true;
      readonly startsAt: number;
      readonly plannedEnd: number;
      /** Receipts of admissions up to then are void; null: none is. */ readonly hostEndedAt: number | null;
      /** Receipts of this guest's admissions up to then are void; missing: none is. */ readonly removedAt?: number;
    }
  | { readonly refused: 'event-over' | 'event-cancelled' | 'event-not-published' | 'invitation-revoked' | 'ticket-unknown' };

/**
 * A presence socket has no event: only its account must still be there. Whoever hosts or has a page of the account open is at work, also
 * without a request, for the first client may come after half an hour: the session of that page lives on, up to its absolute end.
 */
export async function recheck(ports: Pick<Ports, 'store' | 'now' | 'sessionLives'>, who: Who): Promise<Rechecked> {
  if (who.session !== null) await keepSession(ports, who.session);
  if (who.event === null) {
    const account = await ports.store.accounts.byId(who.account);
    return account?.state === 'active' ? { ok: true, startsAt: 0, plannedEnd: 0, hostEndedAt: null } : { refused: 'ticket-unknown' };
  }
  const event = await ports.store.events.atTheDoor(who.event);
  if (!event || event.owner !== who.account) return { refused: 'ticket-unknown' };
  if (event.state === 'cancelled') return { refused: 'event-cancelled' };
  if (event.state !== 'published') return { refused: 'event-not-published' };
  const answer = {
    ok: true,
    startsAt: event.startsAt.getTime(),
    plannedEnd: event.plannedEnd.getTime(),
    hostEndedAt: event.hostEndedAt?.getTime() ?? null,
  } as const;
  if (who.role === 'host') return answer;
  const invitation = who.invitation === null ? null : await ports.store.invitations.atTheDoor(who.invitation);
  if (!invitation || invitation.event !== event.id || invitation.state === 'revoked') return { refused: 'invitation-revoked' };
  // M4.2: who was admitted stays, and may come back, until the host ends.
  const isVoid = (at: Date | null) => who.admittedAt === null || (at !== null && who.admittedAt <= at.getTime());
  const stays = !isVoid(event.hostEndedAt) && !(who.arrives && isVoid(invitation.removedAt));
  if (isOver(event, ports.now()) && !stays) return { refused: 'event-over' };
  return invitation.removedAt === null ? answer : { ...answer, removedAt: invitation.removedAt.getTime() };
}

/** Receipts from before are void from now on. */
export async function hostEnded(ports: Pick<Ports, 'store' | 'now'>, event: string): Promise<void> {
  await ports.store.events.hostEnded(event, ports.now());
}

/** Receipts of this guest's admissions up to `at`, in ms since the epoch, are void from now on. */
export async function guestRemoved(ports: Pick<Ports, 'store'>, invitation: string, at: number): Promise<void> {
  await ports.store.invitations.guestRemoved(invitation, new Date(at));
}
