/** Signing in. No answer tells whether an address is known. */
import { waitMs } from '../../rules/lock-out.ts';
import { parseAddress } from '../../rules/person.ts';
import { hasSecondFactor } from './factor-duty.ts';
import type { Account, Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

export type Proven = { readonly ok: true; readonly account: Account; readonly hasSecondFactor: boolean } | { readonly refused: 'wrong' | 'limited' };

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
  const isSecondAsked = await hasSecondFactor(ports, account.id);
  if (!isSecondAsked) await ports.store.failedLogins.succeeded(email, network, now);
  return { ok: true, account, hasSecondFactor: isSecondAsked };
}

/** Once more the password of somebody who is signed in, before what is dear. `account`: whom the table lets do it; null is refused as 'forbidden'. */
export async function proveOwn(
  ports: Ports,
  account: string | null,
  password: string,
  address: string,
): Promise<Extract<Proven, { readonly ok: true }> | { readonly refused: 'forbidden' | 'wrong' | 'limited' }> {
  const own = account === null ? null : await ports.store.accounts.byId(account);
  return own ? provePassword(ports, { email: own.email, password }, address) : { refused: 'forbidden' };
}

/** A new cookie value at each change of privilege; grants of a guest who signs in come along. @returns the cookie. */
export async function beginSession(ports: Ports, session: SessionView | null, account: string): Promise<string> {
  const cookie = drawToken(ports);
  if (session) await ports.store.sessions.replace(session.tokenHash, hashToken(cookie), account, ports.now());
  else await ports.store.sessions.insert(hashToken(cookie), account, null, ports.now());
  return cookie;
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
  if (proven.hasSecondFactor) return { second: proven.account.id };
  return { ok: true, cookie: await beginSession(ports, session, proven.account.id) };
}
