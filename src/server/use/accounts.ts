/** Registering and signing in. No answer tells whether an address is known. */
import { isZone } from '../../rules/zoned-time.ts';
import { nameFault, parseAddress, passwordFault, readTelephone, type FieldFault } from '../../rules/person.ts';
import { audit } from './actor.ts';
import type { Account, Language, Ports } from './ports.ts';
import { practiceFaults } from './practice.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

export interface Registration {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
  readonly practiceName: string;
  /** The practice's; empty: none. */
  readonly telephone: string;
  readonly language: Language;
  readonly zone: string;
}
export type RegistrationFaults = Partial<Record<keyof Registration, FieldFault>>;
export type Registered = { readonly ok: true } | { readonly refused: 'limited' } | { readonly refused: 'invalid'; readonly fields: RegistrationFaults };

function faultsOf(input: Registration): RegistrationFaults {
  const faults: RegistrationFaults = {};
  const put = (field: keyof Registration, fault: FieldFault | null) => {
    if (fault) faults[field] = fault;
  };
  put('firstName', nameFault(input.firstName));
  put('lastName', nameFault(input.lastName));
  const practice = practiceFaults({ name: input.practiceName, telephone: input.telephone });
  put('practiceName', practice.name ?? null);
  put('telephone', practice.telephone ?? null);
  put('email', input.email.trim() === '' ? 'missing' : parseAddress(input.email) === null ? 'not-an-address' : null);
  put('password', passwordFault(input.password));
  put('zone', isZone(input.zone) ? null : 'unknown-zone');
  return faults;
}

/**
 * Same answer, same work, whether the address is known or not. Of an address that was never verified the new registration replaces the
 * former one whole, with its links: whoever was first may have been somebody else. Of a verified one nothing changes and nobody is told.
 */
export async function registerProvider(ports: Ports, input: Registration, address: string): Promise<Registered> {
  const fields = faultsOf(input);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const now = ports.now();
  if (!ports.limits.allow('register-address', address, now) || !ports.limits.allow('register-all', '', now)) return { refused: 'limited' };
  const email = parseAddress(input.email) ?? input.email;
  const account: Account = {
    id: ports.newId(),
    kind: 'provider',
    email,
    passwordHash: await ports.passwords.hash(input.password),
    formOfAddress: null,
    title: null,
    firstName: input.firstName.trim(),
    lastName: input.lastName.trim(),
    language: input.language,
    state: 'unverified',
    createdAt: now,
  };
  await ports.store.atomically(async (store) => {
    if ((await store.accounts.insert(account)) === 'address-taken') {
      const known = await store.accounts.byEmail(email);
      if (known?.state !== 'unverified' || !(await store.accounts.removeUnverified(known.id))) return;
      // Somebody who registered between the two statements was later, and stays.
      if ((await store.accounts.insert(account)) === 'address-taken') return;
    }
    const practice = {
      id: ports.newId(),
      name: input.practiceName.trim(),
      telephone: readTelephone(input.telephone),
      language: input.language,
      zone: input.zone,
      colleaguesSeeClients: false,
      eventTermHours: null,
      joiningLeadMinutes: null,
      state: 'unverified',
    } as const;
    await store.practices.insert(practice, account.id, now);
    await audit(ports, store, { account: account.id, practice: practice.id }, 'practice.register', 'practice', practice.id);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'verify', reference: account.id }, now);
  });
  ports.wakeMail();
  return { ok: true };
}

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
