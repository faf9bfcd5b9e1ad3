/** Becoming a member by an invitation: its link proves the address. */
import { isOwnName, MIN_PASSWORD, nameFault, passwordFault, type FieldFault } from '../../rules/person.ts';
import { accept, acceptFault, partyOf, type AcceptFault } from './accept.ts';
import { beginSession } from './accounts.ts';
import type { Account, Language, Ports, Store } from './ports.ts';
import { placesIn } from './members.ts';
import type { MemberInvitation } from './ports-members.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

/** Made when the mail is rendered, so that the outbox holds no secret. */
export async function memberInvitationToken(ports: Ports, invitation: string): Promise<string> {
  const token = drawToken(ports);
  await ports.store.members.setToken(invitation, hashToken(token));
  return token;
}

/** What a member agrees to for themselves; the agreement on processing is the owners'. */
export interface JoinTerms {
  readonly terms: boolean;
  /** That the form showed. */
  readonly termsVersion: string;
}
export interface JoinInput extends JoinTerms {
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
}
export type JoinFaults = Partial<Record<'firstName' | 'lastName' | 'password', FieldFault> & Record<'terms', AcceptFault>>;
/** 'sign-in': there is an account with this address, which joins when it is signed in; 'elsewhere': it belongs to a practice; 'not-yours': another address; 'full': the practice's plan has no place left. */
export type JoinRefusal = 'unknown' | 'sign-in' | 'elsewhere' | 'not-yours' | 'full';
export type Joined =
  { readonly ok: true; readonly cookie: string } | { readonly refused: JoinRefusal } | { readonly refused: 'invalid'; readonly fields: JoinFaults };

async function termsFault(ports: Ports, { terms, termsVersion }: JoinTerms): Promise<AcceptFault | null> {
  return acceptFault(await ports.store.texts.current(), 'terms-practice', termsVersion) ?? (terms ? null : 'not-accepted');
}

async function faultsOf(ports: Ports, input: JoinInput, email: string): Promise<JoinFaults> {
  const [firstName, lastName, terms] = [nameFault(input.firstName), nameFault(input.lastName), await termsFault(ports, input)];
  let password: FieldFault | null = passwordFault(input.password, MIN_PASSWORD);
  if (password === null && isOwnName(input.password, [email, input.firstName, input.lastName])) password = 'own-name';
  if (password === null && (await ports.passwords.isCommon(input.password))) password = 'guessed-first';
  return { ...(firstName && { firstName }), ...(lastName && { lastName }), ...(password && { password }), ...(terms && { terms }) };
}

/** Somebody new. An account of this address that was never verified is somebody's guess, and gives way. */
export async function joinAsNew(ports: Ports, session: SessionView | null, token: string, input: JoinInput, language: Language): Promise<Joined> {
  const tokenHash = hashToken(token);
  const found = await ports.store.members.byToken(tokenHash, ports.now());
  if (!found) return { refused: 'unknown' };
  const there = await ports.store.accounts.byEmail(found.email);
  if (there && there.state !== 'unverified') return { refused: (await ports.store.practices.membershipOf(there.id)) ? 'elsewhere' : 'sign-in' };
  const fields = await faultsOf(ports, input, found.email);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const now = ports.now();
  const account: Account = {
    id: ports.newId(),
    kind: 'provider',
    email: found.email,
    passwordHash: await ports.passwords.hash(input.password),
    formOfAddress: null,
    title: null,
    firstName: input.firstName.trim(),
    lastName: input.lastName.trim(),
    language,
    state: 'unverified',
    createdAt: now,
  };
  const refused = await spending(ports, found, tokenHash, async (store) => {
    if (there) await store.accounts.removeUnverified(there.id);
    if ((await store.accounts.insert(account)) === 'address-taken') return 'sign-in';
    await store.accounts.verify(account.id, now);
    return enter(ports, store, found, account, { version: Number(input.termsVersion), language });
  });
  return refused === null ? { ok: true, cookie: await beginSession(ports, session, account.id) } : { refused };
}

/** Whoever is signed in with that address and belongs to no practice. */
export async function joinAsSelf(ports: Ports, session: SessionView | null, token: string, input: JoinTerms, language: Language): Promise<Joined> {
  const tokenHash = hashToken(token);
  const [found, account] = await Promise.all([
    ports.store.members.byToken(tokenHash, ports.now()),
    session?.account ? ports.store.accounts.byId(session.account.id) : null,
  ]);
  if (!found) return { refused: 'unknown' };
  if (!account) return { refused: 'sign-in' };
  const invited = await ports.store.accounts.byEmail(found.email);
  if (invited?.id !== account.id || account.kind !== 'provider') return { refused: 'not-yours' };
  if (session?.membership) return { refused: 'elsewhere' };
  const terms = await termsFault(ports, input);
  if (terms) return { refused: 'invalid', fields: { terms } };
  const accepted = { version: Number(input.termsVersion), language };
  const refused = await spending(ports, found, tokenHash, (store) => enter(ports, store, found, account, accepted));
  return refused === null ? { ok: true, cookie: await beginSession(ports, session, account.id) } : { refused };
}

class Refused extends Error {
  readonly why: JoinRefusal;
  constructor(why: JoinRefusal) {
    super(why);
    this.why = why;
  }
}

/** What is refused inside leaves the invitation as it was. */
async function spending(
  ports: Ports,
  invitation: MemberInvitation,
  tokenHash: Uint8Array,
  work: (store: Store) => Promise<JoinRefusal | null>,
): Promise<JoinRefusal | null> {
  try {
    return await ports.store.atomically(async (store) => {
      // Before anything else, as whoever invites does: two who join at once count one after the other.
      await store.members.lock(invitation.practice);
      if (!(await store.members.spend(invitation.id, tokenHash))) return 'unknown';
      const refused = await work(store);
      if (refused !== null) throw new Refused(refused);
      return null;
    });
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.why;
    throw thrown;
  }
}

async function enter(
  ports: Ports,
  store: Store,
  invitation: MemberInvitation,
  account: Account,
  terms: { readonly version: number; readonly language: Language },
): Promise<JoinRefusal | null> {
  const now = ports.now();
  const practice = await store.practices.byId(invitation.practice);
  if (!practice || practice.state === 'ended') return 'unknown';
  if ((await store.members.count(practice.id)) >= (await placesIn(store, practice.id))) return 'full';
  if (!(await store.members.add(invitation.practice, account.id, invitation.role, now))) return 'elsewhere';
  const who = { account: account.id, practice: practice.id, party: partyOf(account, [practice.name]) };
  await accept(ports, store, who, { 'terms-practice': terms.version }, terms.language);
  await store.audit.add(
    { id: ports.newId(), practice: invitation.practice, actor: account.id, deed: 'account.change', objectKind: 'member', objectId: account.id },
    now,
  );
  return null;
}
