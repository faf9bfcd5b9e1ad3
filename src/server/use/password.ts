/** Choosing another password. Whoever has another session then is signed out. */
import type { FieldFault } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { beginSession, proveOwn } from './accounts.ts';
import { knownOf, leastPassword, weakness } from './password-strength.ts';
import type { Account, Ports, Store } from './ports.ts';
import type { SessionView } from './session.ts';

/** What was opened or begun with what no longer holds: sessions but the one of `keep`, links to a new password, sign-ins between their steps. */
export async function endWhatHeld(store: Store, account: string, keep: Uint8Array | null): Promise<void> {
  await store.tokens.removeOf(account, 'reset');
  await store.tokens.removeOf(account, 'second-step');
  await store.sessions.removeAll(account, keep);
}

/**
 * The new password, the end of what the former one opened, the notice to its owner and the trail: all or nothing. `claim` comes first, in
 * the same transaction. false: the claim was, and nothing is changed.
 */
export async function replacePassword(
  ports: Ports,
  account: Account,
  password: string,
  keep: Uint8Array | null,
  claim: (store: Store) => Promise<boolean>,
): Promise<boolean> {
  const passwordHash = await ports.passwords.hash(password);
  const now = ports.now();
  const replaced = await ports.store.atomically(async (store) => {
    if (!(await claim(store))) return false;
    await store.accounts.setPassword(account.id, passwordHash);
    await endWhatHeld(store, account.id, keep);
    await store.calendar.removeFeed(account.id);
    // Asked with the former password, perhaps by whom the new one is to keep out.
    await store.tokens.removeOf(account.id, 'email-change');
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'password-changed', reference: account.id }, now);
    await store.audit.add({ id: ports.newId(), practice: null, actor: account.id, deed: 'account.change', objectKind: 'password', objectId: account.id }, now);
    return true;
  });
  if (!replaced) return false;
  ports.wakeMail();
  await ports.bus.publish({ type: 'session-ended', account: account.id });
  return true;
}

export type PasswordChanged =
  | { readonly ok: true; readonly cookie: string }
  | { readonly refused: 'forbidden' | 'wrong' | 'limited' }
  | { readonly refused: 'invalid'; readonly fault: FieldFault };

/** 'wrong': the present password is not that. */
export async function changePassword(
  ports: Ports,
  session: SessionView | null,
  input: { readonly present: string; readonly password: string },
  address: string,
): Promise<PasswordChanged> {
  if (!session) return { refused: 'forbidden' };
  const proven = await proveOwn(ports, memberlessMay(session, 'account.change'), input.present, address);
  if ('refused' in proven) return proven;
  const { account, hasSecondFactor } = proven;
  const fault = await weakness(ports, input.password, leastPassword(hasSecondFactor), await knownOf(ports, account));
  if (fault) return { refused: 'invalid', fault };
  await replacePassword(ports, account, input.password, session.tokenHash, () => Promise.resolve(true));
  return { ok: true, cookie: await beginSession(ports, session, account.id) };
}
