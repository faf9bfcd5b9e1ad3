/** Signing in. No answer tells whether an address is known. */
import { parseAddress } from '../../rules/person.ts';
import type { Account, Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

/** After this many failures in a row each further one makes the owner wait; an attacker too, and longer each time. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

function mustWait(failed: { readonly failures: number; readonly lastAt: Date } | null, now: Date): boolean {
  if (!failed || failed.failures < FREE_FAILURES) return false;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failed.failures - FREE_FAILURES));
  return now.getTime() - failed.lastAt.getTime() < wait;
}

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
  const [account, failed] = await Promise.all([ports.store.accounts.byEmail(email), ports.store.failedLogins.of(email)]);
  if (mustWait(failed, now)) return { refused: 'limited' };
  const right = account ? await ports.passwords.verify(account.passwordHash, input.password) : (await ports.passwords.pretend(input.password), false);
  if (!account || !right || account.state === 'blocked') {
    await ports.store.failedLogins.add(email, now);
    return { refused: 'wrong' };
  }
  await ports.store.failedLogins.clear(email);
  return { ok: true, account };
}

/** A new cookie value at each change of privilege; grants of a guest who signs in come along. @returns the cookie. */
export async function beginSession(ports: Ports, session: SessionView | null, account: string): Promise<string> {
  const cookie = drawToken(ports);
  if (session) await ports.store.sessions.replace(session.tokenHash, hashToken(cookie), account, ports.now());
  else await ports.store.sessions.insert(hashToken(cookie), account, null, ports.now());
  return cookie;
}

export type SignedIn = { readonly ok: true; readonly cookie: string } | { readonly refused: 'wrong' | 'limited' | 'unverified' };

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
  return { ok: true, cookie: await beginSession(ports, session, proven.account.id) };
}
