/** Authenticator apps (RFC 6238) and the recovery codes for the day one is lost. */
import { Secret, TOTP } from 'otpauth';
import { readCode, recoveryCode, RECOVERY_CODES } from '../../rules/second-factor.ts';
import { memberlessMay } from './actor.ts';
import { beginSession, proveOwn } from './accounts.ts';
import { endWhatHeld } from './password.ts';
import type { Ports, Store } from './ports.ts';
import { hashToken, type SessionView } from './session.ts';

const PERIOD_S = 30;
/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
/** One step before and after: clocks differ, and people type slowly (RFC 6238, 5.2). */
const WINDOW = 1;
const CODE_BYTES = 12;

function appOf(secret: string, email: string): TOTP {
  return new TOTP({ issuer: 'Incamera', label: email, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });
}

/** The step of time whose code this is; null: of none near now. */
function stepOf(secret: string, digits: string, now: Date): number | null {
  const delta = appOf(secret, '').validate({ token: digits, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

const indexOf = (ports: Pick<Ports, 'keyring'>, account: string, code: string) =>
  ports.keyring.blindIndex('recovery_code.code', 'portal', `${account}\n${code}`);

/** A code of the app, or one of the list; each once. */
export async function spendSecondCode(ports: Ports, account: string, typed: string): Promise<boolean> {
  const code = readCode(typed);
  if (code === null) return false;
  if (code.kind === 'recovery') return ports.store.factors.spendCode(account, indexOf(ports, account, code.code));
  const totp = await ports.store.factors.totp(account);
  const step = totp?.isConfirmed === true ? stepOf(totp.secret, code.digits, ports.now()) : null;
  return step !== null && ports.store.factors.spendStep(account, step);
}

type Refused = { readonly refused: 'forbidden' | 'wrong' | 'limited' };
const proven = (ports: Ports, session: SessionView | null, password: string, address: string) =>
  proveOwn(ports, memberlessMay(session, 'account.change'), password, address);

/** The trail and the mail about a change of a factor, in its transaction. */
export async function noteFactor(ports: Ports, store: Store, account: string): Promise<void> {
  const now = ports.now();
  await store.audit.add({ id: ports.newId(), practice: null, actor: account, deed: 'account.change', objectKind: 'second-factor', objectId: account }, now);
  await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'factor-changed', reference: account }, now);
}

/** A new value of the cookie, which has the second factor from now on. */
export async function strengthened(ports: Ports, session: SessionView | null, account: string): Promise<string> {
  const cookie = await beginSession(ports, session, account);
  await ports.store.sessions.markSecondFactor(hashToken(cookie));
  return cookie;
}

export type TotpStarted = { readonly ok: true; readonly secret: string; readonly uri: string } | Refused | { readonly refused: 'there' };

/** 'there': one is set up already. `uri`: what the picture says (otpauth://). Nothing holds until a code was typed. */
export async function startTotp(ports: Ports, session: SessionView | null, password: string, address: string): Promise<TotpStarted> {
  const who = await proven(ports, session, password, address);
  if ('refused' in who) return who;
  const secret = new Secret({ buffer: new Uint8Array(ports.randomBytes(SECRET_BYTES)).buffer }).base32;
  if (!(await ports.store.factors.startTotp(who.account.id, secret, ports.now()))) return { refused: 'there' };
  return { ok: true, secret, uri: appOf(secret, who.account.email).toString() };
}

/** What was begun and not confirmed, to be shown again after a mistyped code. null: nothing. */
export async function begunTotp(ports: Ports, session: SessionView): Promise<{ readonly secret: string; readonly uri: string } | null> {
  const account = session.account && (await ports.store.accounts.byId(session.account.id));
  const totp = account && (await ports.store.factors.totp(account.id));
  return account && totp && !totp.isConfirmed ? { secret: totp.secret, uri: appOf(totp.secret, account.email).toString() } : null;
}

export type TotpConfirmed = { readonly ok: true; readonly cookie: string; readonly codes: readonly string[] } | Refused;

/** The first code of the app: it holds from now on, and the recovery codes are told this once. */
export async function confirmTotp(ports: Ports, session: SessionView | null, typed: string): Promise<TotpConfirmed> {
  const id = memberlessMay(session, 'account.change');
  if (id === null) return { refused: 'forbidden' };
  const [totp, code] = [await ports.store.factors.totp(id), readCode(typed)];
  const step = totp && code?.kind === 'totp' ? stepOf(totp.secret, code.digits, ports.now()) : null;
  if (step === null) return { refused: 'wrong' };
  const codes = drawCodes(ports);
  const done = await ports.store.atomically(async (store) => {
    if (!(await store.factors.confirmTotp(id, step, ports.now()))) return false;
    await store.factors.setCodes(
      id,
      codes.map((each) => indexOf(ports, id, each.replaceAll('-', ''))),
    );
    await noteFactor(ports, store, id);
    return true;
  });
  if (!done) return { refused: 'wrong' };
  ports.wakeMail();
  return { ok: true, cookie: await strengthened(ports, session, id), codes };
}

const drawCodes = (ports: Pick<Ports, 'randomBytes'>) => Array.from({ length: RECOVERY_CODES }, () => recoveryCode(ports.randomBytes(CODE_BYTES)));

export type CodesRenewed = { readonly ok: true; readonly codes: readonly string[] } | Refused;

/** The former codes are void. */
export async function renewCodes(ports: Ports, session: SessionView | null, password: string, address: string): Promise<CodesRenewed> {
  const who = await proven(ports, session, password, address);
  if ('refused' in who) return who;
  const codes = drawCodes(ports);
  await ports.store.atomically(async (store) => {
    await store.factors.setCodes(
      who.account.id,
      codes.map((each) => indexOf(ports, who.account.id, each.replaceAll('-', ''))),
    );
    await noteFactor(ports, store, who.account.id);
  });
  ports.wakeMail();
  return { ok: true, codes };
}

/** With a factor goes what was opened elsewhere while it held: whoever has taken it off may not be whom those sessions belong to, or the other way round. */
export async function loosened(ports: Ports, session: SessionView | null, account: string, remove: (store: Store) => Promise<boolean>): Promise<void> {
  const removed = await ports.store.atomically(async (store) => {
    if (!(await remove(store))) return false;
    await endWhatHeld(store, account, session?.tokenHash ?? null);
    await noteFactor(ports, store, account);
    return true;
  });
  if (!removed) return;
  ports.wakeMail();
  await ports.bus.publish({ type: 'session-ended', account });
}

/** The recovery codes go with it unless a passkey stays. All other sessions end. */
export async function removeTotp(ports: Ports, session: SessionView | null, password: string, address: string): Promise<{ readonly ok: true } | Refused> {
  const who = await proven(ports, session, password, address);
  if ('refused' in who) return who;
  await loosened(ports, session, who.account.id, async (store) => {
    if (!(await store.factors.removeTotp(who.account.id))) return false;
    if ((await store.factors.standing(who.account.id)).passkeys === 0) await store.factors.setCodes(who.account.id, []);
    return true;
  });
  return { ok: true };
}
