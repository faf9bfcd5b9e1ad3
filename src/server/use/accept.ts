/** Accepting what one agrees to: with the registration, when joining, and again when a new version is out. */
import { neededTexts, readVersion, type TextKind, type Versions } from '../../rules/legal-text.ts';
import { fullName } from '../../rules/person.ts';
import { audit, memberlessMay } from './actor.ts';
import type { Account, Language, Ports, Store } from './ports.ts';
import type { LegalText } from './ports-texts.ts';
import type { SessionView } from './session.ts';

/** 'newer-text': another version than the one shown is out; 'no-text': none is, for the portal is not set up. */
export type AcceptFault = 'not-accepted' | 'newer-text' | 'no-text';

/** Of a text that was to be accepted in the version that the form showed. */
export function acceptFault(current: Versions, kind: TextKind, shown: string): Exclude<AcceptFault, 'not-accepted'> | null {
  const newest = current[kind];
  if (newest === undefined) return 'no-text';
  return readVersion(shown) === newest ? null : 'newer-text';
}

export interface Acceptor {
  readonly account: string;
  readonly practice: string | null;
  /** Who it is, in words: name, address and, for a practice, its own. */
  readonly party: string;
}

export function partyOf(person: Pick<Account, 'title' | 'firstName' | 'lastName' | 'email'>, practice: readonly (string | null)[] = []): string {
  return [`${fullName(person)} <${person.email}>`, ...practice].filter(Boolean).join(', ');
}

/** Those versions must be there. In the transaction of the deed that they are accepted with. */
export async function accept(ports: Ports, store: Store, who: Acceptor, versions: Versions, language: Language): Promise<void> {
  for (const [kind, version] of Object.entries(versions) as [TextKind, number][]) {
    const text = await store.texts.get(kind, version, language);
    if (!text) throw new Error(`accept: there is no version ${version} of ${kind}`);
    await store.acceptances.add({ id: ports.newId(), ...who, kind, version, language, hash: text.hash, acceptedAt: ports.now() });
  }
}

/** What this session has to accept before it goes on; nothing for who signed in before it was published. */
export async function acceptanceDuty(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<readonly TextKind[]> {
  if (!session?.account) return [];
  const { account, membership } = session;
  const who = { account: account.id, practice: membership?.practice.id ?? null };
  return ports.store.acceptances.due(who, session.tokenHash, neededTexts(account.kind, membership?.role ?? null));
}

export interface DueText extends LegalText {
  /** The version before was accepted by this person: they are told what is new, and not asked for the first time. */
  readonly again: boolean;
}

/** In the language of the page. */
export async function dueTexts(ports: Ports, session: SessionView | null, language: Language): Promise<readonly DueText[]> {
  if (!session?.account) return [];
  const { texts, acceptances } = ports.store;
  const [due, current, accepted] = await Promise.all([acceptanceDuty(ports, session), texts.current(), acceptances.of(session.account.id)]);
  const found = await Promise.all(due.map((kind) => texts.get(kind, current[kind] ?? 0, language)));
  return found.flatMap((text) => (text ? [{ ...text, again: accepted.some(({ kind }) => kind === text.kind) }] : []));
}

/** For each text the version that was shown and ticked; a text that was not ticked is missing. */
export type Ticked = Readonly<Partial<Record<TextKind, string>>>;
export type Accepted =
  { readonly ok: true } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: Partial<Record<TextKind, AcceptFault>> };

/** All that is due, or nothing. */
export async function acceptTexts(ports: Ports, session: SessionView | null, ticked: Ticked, language: Language): Promise<Accepted> {
  const id = memberlessMay(session, 'account.change');
  const account = id === null ? null : await ports.store.accounts.byId(id);
  if (!account) return { refused: 'forbidden' };
  const practice = session?.membership?.practice ?? null;
  const details = practice && (await ports.store.contracts.detailsOf(practice.id));
  const due = await acceptanceDuty(ports, session);
  return ports.store.atomically<Accepted>(async (store) => {
    const current = await store.texts.current();
    const fields: Partial<Record<TextKind, AcceptFault>> = {};
    for (const kind of due) {
      const shown = ticked[kind];
      const fault = shown === undefined ? 'not-accepted' : acceptFault(current, kind, shown);
      if (fault !== null) fields[kind] = fault;
    }
    if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
    const versions = Object.fromEntries(due.map((kind) => [kind, current[kind]])) as Versions;
    const where = practice ? [practice.name, details?.street ?? null, [details?.postalCode, details?.city].filter(Boolean).join(' ')] : [];
    await accept(ports, store, { account: account.id, practice: practice?.id ?? null, party: partyOf(account, where) }, versions, language);
    if (due.length > 0) await audit(ports, store, { account: account.id, practice: practice?.id ?? null }, 'account.change', 'acceptance', account.id);
    return { ok: true };
  });
}
