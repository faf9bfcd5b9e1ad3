/** Proving an address: the link shows that the mailbox is theirs, the password that they are the one who registered. */
import { beginSession, provePassword } from './accounts.ts';
import { openOrdered } from './contract.ts';
import type { Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

/** Made when the mail is rendered, so that the outbox holds no secret. Older ones of the same registration hold too, until one was used or their time is over. */
export async function verificationToken(ports: Ports, account: string, lifeMs: number): Promise<string> {
  const token = drawToken(ports);
  await ports.store.tokens.insert(hashToken(token), 'verify', account, new Date(ports.now().getTime() + lifeMs));
  return token;
}

export type Verified = { readonly ok: true; readonly cookie: string } | { readonly refused: 'unknown' | 'wrong' | 'limited' };

/**
 * The account is open and its owner signed in. A wrong password leaves the link as it is. The link alone opens nothing: somebody else may
 * have registered with this address and a password of their own.
 */
export async function verifyAddress(
  ports: Ports,
  session: SessionView | null,
  input: { readonly token: string; readonly password: string },
  address: string,
): Promise<Verified> {
  const tokenHash = hashToken(input.token);
  const found = await ports.store.tokens.find(tokenHash, 'verify', ports.now());
  const pending = found?.account ? await ports.store.accounts.byId(found.account) : null;
  if (pending?.state !== 'unverified') return { refused: 'unknown' };
  const proven = await provePassword(ports, { email: pending.email, password: input.password }, address);
  if ('refused' in proven) return proven;
  const opened = await ports.store.atomically(async (store) => {
    const used = await store.tokens.use(tokenHash, 'verify', ports.now());
    // Another registration may have taken this one's place meanwhile.
    if (used?.account !== proven.account.id || !(await store.accounts.verify(used.account, ports.now()))) return false;
    await store.tokens.removeOf(used.account, 'verify');
    const membership = await store.practices.membershipOf(used.account);
    if (membership) await openOrdered(store, membership.practice.id, ports.now());
    return true;
  });
  return opened ? { ok: true, cookie: await beginSession(ports, session, proven.account.id) } : { refused: 'unknown' };
}
