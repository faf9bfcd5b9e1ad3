/** Another address for an account: it holds only when somebody who knows the password opens the link that went there. The former one is told. */
import { term } from '../../privacy/register.ts';
import { parseAddress } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { beginSession, proveOwn, provePassword } from './accounts.ts';
import { endWhatHeld } from './password.ts';
import type { Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

export async function emailChangeToken(ports: Ports, account: string): Promise<string> {
  const token = drawToken(ports);
  await ports.store.tokens.insert(hashToken(token), 'email-change', account, new Date(ports.now().getTime() + term('email-change-token')));
  return token;
}

export type EmailChangeAsked = { readonly ok: true } | { readonly refused: 'forbidden' | 'wrong' | 'limited' | 'not-an-address' | 'same' };

/** An address that belongs to another account gets the same answer, and no mail. A second wish takes the place of the first. */
export async function askEmailChange(
  ports: Ports,
  session: SessionView | null,
  input: { readonly email: string; readonly password: string },
  address: string,
): Promise<EmailChangeAsked> {
  const id = memberlessMay(session, 'account.change');
  const account = id === null ? null : await ports.store.accounts.byId(id);
  if (!account) return { refused: 'forbidden' };
  const email = parseAddress(input.email);
  if (email === null) return { refused: 'not-an-address' };
  if (email === account.email) return { refused: 'same' };
  const proven = await proveOwn(ports, account.id, input.password, address);
  if ('refused' in proven) return proven;
  const now = ports.now();
  if (!ports.limits.allow('reset-address', address, now)) return { refused: 'limited' };
  await ports.store.atomically(async (store) => {
    await store.tokens.removeOf(account.id, 'email-change');
    await store.emailChanges.ask(account.id, email, now);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'email-change', reference: account.id }, now);
  });
  ports.wakeMail();
  return { ok: true };
}

/** `cookie` null: nobody was signed in here, and nobody is by this. */
export type EmailChanged = { readonly ok: true; readonly cookie: string | null } | { readonly refused: 'unknown' | 'wrong' | 'limited' };

/** Also refused as 'unknown' when the address has become another account's meanwhile. A wrong password leaves the link as it is. */
export async function changeEmail(
  ports: Ports,
  session: SessionView | null,
  input: { readonly token: string; readonly password: string },
  address: string,
): Promise<EmailChanged> {
  const tokenHash = hashToken(input.token);
  const found = await ports.store.tokens.find(tokenHash, 'email-change', ports.now());
  const account = found?.account ? await ports.store.accounts.byId(found.account) : null;
  if (account?.state !== 'active') return { refused: 'unknown' };
  const proven = await provePassword(ports, { email: account.email, password: input.password }, address);
  if ('refused' in proven) return proven;
  const now = ports.now();
  const isHere = session?.account?.id === account.id;
  const changed = await ports.store.atomically(async (store) => {
    const asked = await store.emailChanges.of(account.id);
    const used = await store.tokens.use(tokenHash, 'email-change', now);
    if (used?.account !== account.id || asked?.state !== 'asked') return false;
    if ((await store.accounts.setEmail(account.id, asked.email)) === 'address-taken') return false;
    await store.emailChanges.done(account.id, account.email, now);
    // A link to a new password that went to the former mailbox must not open the account any more.
    await endWhatHeld(store, account.id, isHere ? session.tokenHash : null);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'email-changed', reference: account.id }, now);
    await store.audit.add({ id: ports.newId(), practice: null, actor: account.id, deed: 'account.change', objectKind: 'email', objectId: account.id }, now);
    return true;
  });
  if (!changed) return { refused: 'unknown' };
  ports.wakeMail();
  await ports.bus.publish({ type: 'session-ended', account: account.id });
  return { ok: true, cookie: isHere ? await beginSession(ports, session, account.id) : null };
}
