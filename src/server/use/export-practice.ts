/** What the portal holds of a practice, to take along. Other providers' appointments come without title and people, unless colleagues see each other's. */
import { proveOwn } from './accounts.ts';
import { audit, memberMay } from './actor.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** All there is: nothing is kept longer than a practice's longest term, and nothing is planned further ahead than ten years. */
const FIRST = new Date('2000-01-01T00:00:00Z');
const LAST = new Date('2200-01-01T00:00:00Z');

export type Exported = { readonly ok: true; readonly json: string } | { readonly refused: 'forbidden' | 'missing' | 'wrong' | 'limited' };

export async function exportPractice(ports: Ports, session: SessionView | null, password: string, address: string): Promise<Exported> {
  const member = memberMay(session, 'practice.export');
  if (!member) return { refused: 'forbidden' };
  if (password === '') return { refused: 'missing' };
  const proven = await proveOwn(ports, member.account, password, address);
  if ('refused' in proven) return proven;
  const now = ports.now();
  const { store } = ports;
  const [practice, defaults, members, memberInvitations, all, seen, trail] = await Promise.all([
    store.practices.byId(member.practice),
    store.work.defaults(member.practice),
    store.members.of(member.practice),
    store.members.invitations(member.practice, now),
    store.events.between({ practice: member.practice, owner: null }, FIRST, LAST),
    store.events.between(member.scope, FIRST, LAST),
    store.work.trail({ practice: member.practice, actor: null, from: FIRST, to: LAST }, Number.MAX_SAFE_INTEGER, 0),
  ]);
  const mine = new Set(seen.map(({ id }) => id));
  const invitations = await store.invitations.ofEvents(member.scope, [...mine]);
  const events = all.map(({ title, ...event }) => {
    if (!mine.has(event.id)) return event;
    const people = invitations
      .filter((each) => each.event === event.id)
      .map(({ email, label, language, state, reply }) => ({ email, label, language, state, reply }));
    return { ...event, title, invitations: people };
  });
  await store.atomically((transaction) => audit(ports, transaction, member, 'practice.export', 'practice', member.practice));
  return { ok: true, json: JSON.stringify({ exportedAt: now, practice, defaults, members, memberInvitations, events, trail }, null, 2) };
}
