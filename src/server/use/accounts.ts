/** Signing in. No answer tells whether an address is known. */
import { waitMs } from '../../rules/lock-out.ts';
import { parseAddress } from '../../rules/person.ts';
import type { Account, Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

export type Proven = { readonly ok: true; readonly account: Account } | { readonly refused: 'wrong' | 'limited' };

/** Whether this is the password of this address. Every attempt counts, and says nothing of whether the address is known. */
export async function provePassword(ports: Ports, input: { readonly email: string; readonly password: string }, address: string): Promise<Proven> {
  const now = ports.now();
  if (!ports.limits.allow('sign-in-address', address, now) || !ports.limits.allow('sign-in-all', '', now)) return { refused: 'limited' };
  const email = parseAddress(input.email);
  if (email === null || input.password.length > 1024) {
    await ports.passwords.pretend(input.password.slice(0, 1024));
    return { refused: 'wrong' };
  }
  const network = ports.networkOf(address);
  const [account, attempts] = await Promise.all([ports.store.accounts.byEmail(email), ports.store.failedLogins.of(email, network)]);
  if (waitMs(attempts, now) > 0) return { refused: 'limited' };
  const right = account ? await ports.passwords.verify(account.passwordHash, input.password) : (await ports.passwords.pretend(input.password), false);
  if (!account || !right || account.state === 'blocked') {
    await ports.store.failedLogins.add(email, network, now);
    return { refused: 'wrong' };
  }
  // With a second factor only that one makes good what failed: whoever has the password alone would otherwise guess codes without end.
  if (!(await hasSecondFactor(ports, account.id))) await ports.store.failedLogins.succeeded(email, network, now);
  return { ok: true, account };
}

/** A new cookie value at each change of privilege; grants of a guest who signs in come along. @returns the cookie. */
export async function beginSession(ports: Ports, session: SessionView | null, account: string): Promise<string> {
  const cookie = drawToken(ports);
  if (session) await ports.store.sessions.replace(session.tokenHash, hashToken(cookie), account, ports.now());
  else await ports.store.sessions.insert(hashToken(cookie), account, null, ports.now());
  return cookie;
}

async function hasSecondFactor(ports: Pick<Ports, 'store'>, account: string): Promise<boolean> {
  const { hasTotp, passkeys } = await ports.store.factors.standing(account);
  return hasTotp || passkeys > 0;
}

/** `second`: the password was right and a second factor is asked; whose account, for the step that follows. */
export type SignedIn = { readonly ok: true; readonly cookie: string } | { readonly second: string } | { readonly refused: 'wrong' | 'limited' | 'unverified' };

/** 'unverified' is told only to who knows the password. */
export async function signIn(
  ports: Ports,
  session: SessionView | null,
  input: { readonly email: string; readonly password: string },
  address: string,
): Promise<SignedIn> {
  const proven = await provePassword(ports, input, address);
  if ('refused' in proven) return proven;
  if (proven.account.state === 'unverified') return { refused: 'unverified' };
  if (await hasSecondFactor(ports, proven.account.id)) return { second: proven.account.id };
  return { ok: true, cookie: await beginSession(ports, session, proven.account.id) };
}
