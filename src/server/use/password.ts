/** Choosing another password. Whoever has another session then is signed out. */
import type { FieldFault } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { beginSession, provePassword } from './accounts.ts';
import { knownOf, leastPassword, weakness } from './password-strength.ts';
import type { Account, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** Whether a shorter password will do. */
export async function hasFactor(ports: Pick<Ports, 'store'>, account: string): Promise<boolean> {
  const { hasTotp, passkeys } = await ports.store.factors.standing(account);
  return hasTotp || passkeys > 0;
}

/** The new password, the notice to its owner and the trail: all or nothing. Every session ends; who is here now gets a new one. */
export async function replacePassword(ports: Ports, account: Account, password: string): Promise<void> {
  const passwordHash = await ports.passwords.hash(password);
  const now = ports.now();
  await ports.store.atomically(async (store) => {
    await store.accounts.setPassword(account.id, passwordHash);
    await store.tokens.removeOf(account.id, 'reset');
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'password-changed', reference: account.id }, now);
    await store.audit.add({ id: ports.newId(), practice: null, actor: account.id, deed: 'account.change', objectKind: 'password', objectId: account.id }, now);
  });
  ports.wakeMail();
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
  const id = memberlessMay(session, 'account.change');
  const account = id === null ? null : await ports.store.accounts.byId(id);
  if (!account || !session) return { refused: 'forbidden' };
  const proven = await provePassword(ports, { email: account.email, password: input.present }, address);
  if ('refused' in proven) return proven;
  const fault = await weakness(ports, input.password, leastPassword(await hasFactor(ports, account.id)), knownOf(account));
  if (fault) return { refused: 'invalid', fault };
  await replacePassword(ports, account, input.password);
  await ports.store.sessions.removeAll(account.id, session.tokenHash);
  await ports.bus.publish({ type: 'session-ended', account: account.id });
  return { ok: true, cookie: await beginSession(ports, session, account.id) };
}
