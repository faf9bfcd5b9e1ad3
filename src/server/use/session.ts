/** The one cookie, for accounts and guests alike: a random 256-bit value in the browser, its SHA-256 in the database. */
import { createHash } from 'node:crypto';
import type { Language, Membership, Ports, SessionRecord } from './ports.ts';

export const COOKIE = 'APPSESSION';
const TOKEN_BYTES = 32;

export interface SessionView {
  readonly tokenHash: Uint8Array;
  readonly language: Language | null;
  readonly account: {
    readonly id: string;
    readonly kind: 'provider' | 'client' | 'operator';
    readonly firstName: string;
    readonly lastName: string;
    readonly language: Language;
  } | null;
  /** null: a client, an operator, or nobody. */
  readonly membership: Membership | null;
  readonly grants: readonly { readonly invitation: string; readonly version: number }[];
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export function drawToken(ports: Pick<Ports, 'randomBytes'>): string {
  return Buffer.from(ports.randomBytes(TOKEN_BYTES)).toString('base64url');
}

const HOUR_MS = 3_600_000;

/** When a session has ended by itself. The numbers stand in the register and are handed in from there. */
export interface SessionLives {
  readonly idleMs: number;
  readonly idleWithoutSecondFactorMs: number;
  readonly absoluteMs: number;
}

/** By age, or because nobody used it. */
export function hasRunOut(record: Pick<SessionRecord, 'createdAt' | 'seenAt' | 'secondFactor'>, lives: SessionLives, now: Date): boolean {
  const idle = now.getTime() - record.seenAt.getTime();
  return now.getTime() - record.createdAt.getTime() >= lives.absoluteMs || idle >= (record.secondFactor ? lives.idleMs : lives.idleWithoutSecondFactorMs);
}

function hasEnded(record: SessionRecord, lives: SessionLives, now: Date): boolean {
  // A guest's session lives with its grants; the sweep removes it with the last one.
  if (record.account === null) return now.getTime() - record.createdAt.getTime() >= lives.absoluteMs && record.grants.length === 0;
  return hasRunOut(record, lives, now);
}

/** Kept to the five minutes that the shortest idle life needs, not to the click. */
async function touch(ports: Pick<Ports, 'store'>, record: SessionRecord, now: Date): Promise<void> {
  if (now.getTime() - record.seenAt.getTime() > HOUR_MS / 12) await ports.store.sessions.touch(record.tokenHash, now);
}

/** null: no cookie, an unknown one, or a session that has ended. `browser`: as in the access record, for the list of one's own sessions. */
export async function openSession(
  ports: Pick<Ports, 'store' | 'now' | 'sessionLives'>,
  cookie: string | undefined,
  browser: string | null = null,
): Promise<SessionView | null> {
  if (cookie === undefined || !/^[A-Za-z0-9_-]{43}$/.test(cookie)) return null;
  const tokenHash = hashToken(cookie);
  const record = await ports.store.sessions.byHash(tokenHash);
  if (!record) return null;
  const now = ports.now();
  if (hasEnded(record, ports.sessionLives, now)) {
    await ports.store.sessions.remove(tokenHash);
    return null;
  }
  await touch(ports, record, now);
  const account = record.account === null ? null : await ports.store.accounts.byId(record.account);
  if (record.account !== null && account?.state !== 'active') return null;
  if (account && browser !== null && record.browser === null) await ports.store.sessions.noteBrowser(tokenHash, browser);
  return {
    tokenHash,
    language: record.language,
    account: account && { id: account.id, kind: account.kind, firstName: account.firstName, lastName: account.lastName, language: account.language },
    membership: account?.kind === 'provider' ? await ports.store.practices.membershipOf(account.id) : null,
    grants: record.grants,
  };
}

/** How a ticket names the session that asked for it. */
export function sessionName(session: Pick<SessionView, 'tokenHash'>): string {
  return Buffer.from(session.tokenHash).toString('base64url');
}

/** A page of this session is open and waits, without a request of its own: that is use. A session that has ended stays ended. */
export async function keepSession(ports: Pick<Ports, 'store' | 'now' | 'sessionLives'>, name: string): Promise<void> {
  const record = await ports.store.sessions.byHash(Buffer.from(name, 'base64url'));
  const now = ports.now();
  if (record && !hasEnded(record, ports.sessionLives, now)) await touch(ports, record, now);
}

export async function endSession(ports: Pick<Ports, 'store' | 'bus'>, session: SessionView): Promise<void> {
  await ports.store.sessions.remove(session.tokenHash);
  if (session.account) await ports.bus.publish({ type: 'session-ended', account: session.account.id });
}

/** A visitor without a session gets one: the language is all it holds. `cookie` null: keep the present one. */
export async function setLanguage(
  ports: Pick<Ports, 'store' | 'now' | 'randomBytes'>,
  session: SessionView | null,
  language: Language,
): Promise<{ readonly cookie: string | null }> {
  if (session) {
    await ports.store.sessions.setLanguage(session.tokenHash, language);
    return { cookie: null };
  }
  const cookie = drawToken(ports);
  await ports.store.sessions.insert(hashToken(cookie), null, language, ports.now());
  return { cookie };
}
