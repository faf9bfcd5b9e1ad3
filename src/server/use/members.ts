/** Who belongs to the practice and in which role. A practice always has an owner, and no event ahead is left without somebody who can lead it. */
import type { Language, PracticeRole, Ports, Store } from './ports.ts';
import type { MemberInvitation, MemberRecord } from './ports-members.ts';
import { addressKey, parseAddress } from '../../rules/person.ts';
import { placesOf } from '../../rules/plan.ts';
import { term } from '../../privacy/register.ts';
import { audit, memberMay, type Member } from './actor.ts';
import type { SessionView } from './session.ts';

export const ROLES = ['owner', 'provider', 'assistant'] as const satisfies readonly PracticeRole[];
export interface MembersPage {
  readonly members: readonly (MemberRecord & { readonly eventsAhead: number })[];
  /** Shown only to who may manage them. */
  readonly invitations: readonly MemberInvitation[];
  readonly mayManage: boolean;
  /** How many the plan has room for, and how many of these are taken: an open invitation keeps one. */
  readonly places: { readonly all: number; readonly taken: number };
}

export async function membersPage(ports: Ports, session: SessionView | null): Promise<MembersPage | null> {
  const member = memberMay(session, 'member.read');
  if (!member) return null;
  const mayManage = memberMay(session, 'member.manage') !== null;
  const now = ports.now();
  const [members, invitations, contract] = await Promise.all([
    ports.store.members.of(member.practice),
    ports.store.members.invitations(member.practice, now),
    ports.store.contracts.of(member.practice),
  ]);
  return {
    members: await Promise.all(
      members.map(async (each) => ({ ...each, eventsAhead: await ports.store.members.eventsAhead(member.practice, each.account, now) })),
    ),
    invitations: mayManage ? invitations : [],
    mayManage,
    places: { all: placesOf(contract?.plan ?? null), taken: members.length + invitations.length },
  };
}

/** Those who can lead a consultation: whom an event can be planned for. */
export async function hostsOf(ports: Pick<Ports, 'store'>, practice: string): Promise<readonly MemberRecord[]> {
  return (await ports.store.members.of(practice)).filter(({ role }) => role !== 'assistant');
}

/** How many its plan has room for. */
export async function placesIn(store: Store, practice: string): Promise<number> {
  return placesOf((await store.contracts.of(practice))?.plan ?? null);
}

export type MemberInvited = { readonly ok: true } | { readonly refused: 'forbidden' | 'missing' | 'not-an-address' | 'is-member' | 'too-many' };

/** An earlier invitation to the same address is replaced by this one. */
export async function inviteMember(
  ports: Ports,
  session: SessionView | null,
  input: { readonly email: string; readonly role: PracticeRole; readonly language: Language },
): Promise<MemberInvited> {
  const member = memberMay(session, 'member.manage');
  if (!member) return { refused: 'forbidden' };
  if (input.email.trim() === '') return { refused: 'missing' };
  const email = parseAddress(input.email);
  if (email === null) return { refused: 'not-an-address' };
  const now = ports.now();
  const refused = await ports.store.atomically(async (store) => {
    await store.members.lock(member.practice);
    if ((await store.members.roleOf(member.practice, member.account)) !== 'owner') return 'forbidden' as const;
    const account = await store.accounts.byEmail(email);
    if (account && (await store.members.roleOf(member.practice, account.id)) !== null) return 'is-member' as const;
    // One to the same address is replaced and keeps its place.
    const others = (await store.members.invitations(member.practice, now)).filter((each) => addressKey(each.email) !== addressKey(email));
    if ((await store.members.count(member.practice)) + others.length >= (await placesIn(store, member.practice))) return 'too-many' as const;
    await put(ports, store, member, { email, role: input.role, language: input.language }, now);
    return null;
  });
  if (refused !== null) return { refused };
  ports.wakeMail();
  return { ok: true };
}

async function put(ports: Ports, store: Store, member: Member, invited: Pick<MemberInvitation, 'email' | 'role' | 'language'>, now: Date): Promise<void> {
  const id = ports.newId();
  await store.members.invite({ ...invited, id, practice: member.practice, expiresAt: new Date(now.getTime() + term('member-invitation')) });
  await store.outbox.insert({ id: ports.newId(), practice: member.practice, kind: 'member-invitation', reference: id }, now);
  await audit(ports, store, member, 'member.manage', 'member-invitation', id);
}

/** Sent once more, with a new term. What was sent before no longer works. */
export async function resendMemberInvitation(
  ports: Ports,
  session: SessionView | null,
  id: string,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' | 'not-there' }> {
  const member = memberMay(session, 'member.manage');
  if (!member) return { refused: 'forbidden' };
  const now = ports.now();
  const sent = await ports.store.atomically(async (store) => {
    await store.members.lock(member.practice);
    const invitation = await store.members.invitation(id, now);
    if (invitation?.practice !== member.practice) return false;
    await put(ports, store, member, invitation, now);
    return true;
  });
  if (!sent) return { refused: 'not-there' };
  ports.wakeMail();
  return { ok: true };
}

/** What is not there any more counts as withdrawn. */
export async function withdrawMemberInvitation(
  ports: Ports,
  session: SessionView | null,
  id: string,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' }> {
  const member = memberMay(session, 'member.manage');
  if (!member) return { refused: 'forbidden' };
  await ports.store.atomically(async (store) => {
    if (await store.members.withdraw(member.practice, id)) await audit(ports, store, member, 'member.manage', 'member-invitation', id);
  });
  return { ok: true };
}

/** 'heir-needed': events lie ahead, and it was not said who leads them. */
export type MemberRefusal = 'forbidden' | 'not-there' | 'last-owner' | 'heir-needed';
export type MemberChanged = { readonly ok: true } | { readonly refused: MemberRefusal };

/** `heir`: who leads their events from then on, when they become an assistant. */
export function changeRole(ports: Ports, session: SessionView | null, account: string, role: PracticeRole, heir: string | null): Promise<MemberChanged> {
  return alter(ports, memberMay(session, 'member.manage'), account, role, heir);
}

/** Their sessions end at once. */
export function removeMember(ports: Ports, session: SessionView | null, account: string, heir: string | null): Promise<MemberChanged> {
  return alter(ports, memberMay(session, 'member.manage'), account, null, heir);
}

/** Oneself. */
export function leavePractice(ports: Ports, session: SessionView | null, heir: string | null): Promise<MemberChanged> {
  const member = memberMay(session, 'account.change');
  return alter(ports, member, member?.account ?? '', null, heir);
}

/** `role` null: out of the practice. All who change members of one practice do it one after another, each seeing what the one before has done. */
async function alter(ports: Ports, member: Member | null, account: string, role: PracticeRole | null, heir: string | null): Promise<MemberChanged> {
  if (!member) return { refused: 'forbidden' };
  const now = ports.now();
  const refused = await ports.store.atomically(async (store): Promise<MemberRefusal | 'nothing' | null> => {
    await store.members.lock(member.practice);
    const members = await store.members.of(member.practice);
    const roleOf = (id: string) => members.find((each) => each.account === id)?.role ?? null;
    const leaves = role === null && account === member.account;
    // They may have lost their own role since they opened the page.
    if (!leaves && roleOf(member.account) !== 'owner') return 'forbidden';
    const present = roleOf(account);
    if (present === null) return 'not-there';
    if (present === role) return 'nothing';
    if (present === 'owner' && members.filter((each) => each.role === 'owner').length === 1) return 'last-owner';
    if (role === null || role === 'assistant') {
      if ((await store.members.eventsAhead(member.practice, account, now)) > 0) {
        if (heir === null || heir === account || !['owner', 'provider'].includes(roleOf(heir) ?? '')) return 'heir-needed';
        for (const event of await store.members.moveEvents(member.practice, account, heir, now))
          await audit(ports, store, member, 'event.change', 'event', event);
      }
    }
    if (role === null) {
      await store.members.remove(member.practice, account);
      await store.sessions.removeAll(account, null);
    } else {
      await store.members.setRole(member.practice, account, role);
    }
    await audit(ports, store, member, leaves ? 'account.change' : 'member.manage', 'member', account);
    return null;
  });
  if (refused === 'nothing') return { ok: true };
  if (refused !== null) return { refused };
  // Also after another role: open pages ask anew, and get what they may have now.
  await ports.bus.publish({ type: 'session-ended', account });
  return { ok: true };
}
