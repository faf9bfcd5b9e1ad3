/** M3.1: an invited person confirms, declines, or takes either back – by the link they hold, or in their own account. */
import { mayReply, type Reply } from '../../rules/reply.ts';
import { doorState, type DoorState } from '../../rules/door.ts';
import { audit, memberlessMay } from './actor.ts';
import { atTheDoor, factsOf, type DoorKey, type Found } from './door.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export type Replied = { readonly ok: true; readonly reply: Reply } | { readonly refused: Exclude<DoorState, 'open' | 'early'> | 'limited' | 'forbidden' };

/** Who holds the link or the code answers. @param address of the request, for the limits alone. */
export async function replyAtDoor(ports: Ports, session: SessionView | null, key: DoorKey, reply: Reply, address: string): Promise<Replied> {
  const seen = await atTheDoor(ports, key, address);
  if (seen === 'limited') return { refused: 'limited' };
  return answer(ports, session, seen, reply);
}

/** In the account of the person whose address was invited. */
export async function replyOwn(ports: Ports, session: SessionView | null, invitation: string, reply: Reply): Promise<Replied> {
  const id = memberlessMay(session, 'invitation.reply');
  if (id === null || session?.account?.kind !== 'client') return { refused: 'forbidden' };
  const account = await ports.store.accounts.byId(id);
  const own = account?.state === 'active' ? await ports.store.calendar.invitationOf(account.email, invitation) : null;
  if (!own) return { refused: 'unknown' };
  const [event, practice] = await Promise.all([ports.store.events.atTheDoor(own.event), ports.store.practices.byId(own.practice)]);
  const seen = event && practice?.state === 'active' ? { event, practice, invitation: own, claimedVersion: own.version, toldStart: null } : null;
  return answer(ports, session, seen, reply);
}

/** The same answer again changes nothing: a second press is the same wish. */
async function answer(ports: Ports, session: SessionView | null, seen: Found | null, reply: Reply): Promise<Replied> {
  const now = ports.now();
  const state = doorState(seen && factsOf(seen), now);
  if (!seen || !mayReply(state)) return { refused: mayReply(state) ? 'unknown' : state };
  const { invitation } = seen;
  if (!ports.limits.allow('reply-invitation', invitation.id, now)) return { refused: 'limited' };
  await ports.store.atomically(async (store) => {
    if (!(await store.calendar.reply(invitation.id, reply, now))) return;
    const actor = { account: session?.account?.id ?? null, practice: invitation.practice };
    await audit(ports, store, actor, 'invitation.reply', 'invitation', invitation.id);
  });
  return { ok: true, reply };
}
