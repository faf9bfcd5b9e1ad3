/**
 * The end of an account: blocked and signed out at once, erased when the register's term is over, until when the operator can undo it. Nobody
 * leaves appointments behind that nobody leads, and no practice without an owner.
 */
import type { Deed } from '../../rules/authority.ts';
import { proveOwn } from './accounts.ts';
import { memberlessMay } from './actor.ts';
import { endWhatHeld } from './password.ts';
import type { Account, Ports, PracticeRole, Store } from './ports.ts';
import type { MemberRecord } from './ports-members.ts';
import type { SessionView } from './session.ts';

export interface EndPage {
  readonly kind: 'client' | 'provider';
  /** null: in no practice. */
  readonly role: PracticeRole | null;
  /** Nobody else owns the practice: its contract is what can be ended. */
  readonly isLastOwner: boolean;
  /** Appointments of theirs that are not over. */
  readonly eventsAhead: number;
  /** Who could lead them instead. */
  readonly heirs: readonly Pick<MemberRecord, 'account' | 'title' | 'firstName' | 'lastName'>[];
}

/** null: not theirs. */
export async function endPage(ports: Ports, session: SessionView | null): Promise<EndPage | null> {
  const id = memberlessMay(session, 'account.end');
  const account = id === null ? null : await ports.store.accounts.byId(id);
  if (!account || account.kind === 'operator') return null;
  const membership = await ports.store.practices.membershipOf(account.id);
  if (!membership) return { kind: account.kind, role: null, isLastOwner: false, eventsAhead: 0, heirs: [] };
  const members = await ports.store.members.of(membership.practice.id);
  return {
    kind: account.kind,
    role: membership.role,
    isLastOwner: isLastOwner(members, account.id),
    eventsAhead: await ports.store.members.eventsAhead(membership.practice.id, account.id, ports.now()),
    heirs: heirsOf(members, account.id),
  };
}

const isLastOwner = (members: readonly MemberRecord[], account: string): boolean => {
  const owners = members.filter(({ role }) => role === 'owner');
  return owners.length === 1 && owners[0]?.account === account;
};
const heirsOf = (members: readonly MemberRecord[], account: string) => members.filter((each) => each.account !== account && each.role !== 'assistant');

export type EndRefusal = 'last-owner' | 'events-ahead' | 'gone';
export type AccountEnded = { readonly ok: true } | { readonly refused: 'forbidden' | 'wrong' | 'limited' | EndRefusal };

/** 'gone': it has ended already, or was never open. */
export async function endAccount(ports: Ports, session: SessionView | null, password: string, address: string): Promise<AccountEnded> {
  const id = memberlessMay(session, 'account.end');
  const proven = await proveOwn(ports, id, password, address);
  if ('refused' in proven) return proven;
  // The table reads a session; what somebody is stands in their account.
  if (proven.account.kind === 'operator') return { refused: 'forbidden' };
  return endFor(ports, proven.account, { actor: proven.account.id, deed: 'account.end' });
}

export interface EndedBy {
  readonly actor: string;
  readonly deed: Extract<Deed, 'account.end' | 'operator.terminate'>;
}

/** Also for the operator, who has a notice in writing. All or nothing. */
export async function endFor(ports: Ports, account: Account, by: EndedBy): Promise<{ readonly ok: true } | { readonly refused: EndRefusal }> {
  const now = ports.now();
  const refused = await ports.store.atomically(async (store): Promise<EndRefusal | null> => {
    const membership = await store.practices.membershipOf(account.id);
    const practice = membership?.practice.id ?? null;
    if (practice !== null) {
      // From here nobody else changes the practice's members, and nobody plans in it.
      await store.members.lock(practice);
      if (isLastOwner(await store.members.of(practice), account.id)) return 'last-owner';
      if ((await store.members.eventsAhead(practice, account.id, now)) > 0) return 'events-ahead';
    }
    if (!(await store.endings.end(account.id, now))) return 'gone';
    await forget(store, account);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'account-ended', reference: account.id }, now);
    // The operator's deeds stand in the operator's trail, a member's in the practice's.
    const scope = by.deed === 'account.end' ? practice : null;
    await store.audit.add({ id: ports.newId(), practice: scope, actor: by.actor, deed: by.deed, objectKind: 'account', objectId: account.id }, now);
    return null;
  });
  if (refused !== null) return { refused };
  ports.wakeMail();
  await ports.bus.publish({ type: 'session-ended', account: account.id });
  return { ok: true };
}

/** What `at-once` means in `privacy/ending.ts`. */
async function forget(store: Store, account: Account): Promise<void> {
  await endWhatHeld(store, account.id, null);
  await store.tokens.removeOf(account.id, 'email-change');
  await store.tokens.removeOf(account.id, 'passkey-challenge');
  await store.tokens.removeOf(account.id, 'verify');
  await store.profiles.removePhoto(account.id);
  await store.endings.forgetNetworks(account.email);
}

/** Who leads appointments, and where. null: nobody who may end an account; `practice` null: whoever may, and leads none. */
export async function leader(ports: Ports, session: SessionView | null): Promise<{ readonly account: string; readonly practice: string | null } | null> {
  const id = memberlessMay(session, 'account.end');
  const membership = id === null ? null : await ports.store.practices.membershipOf(id);
  return id === null ? null : { account: id, practice: membership && membership.role !== 'assistant' ? membership.practice.id : null };
}
