import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { changeEmail, askEmailChange } from './email-change.ts';
import { factorDuty } from './factor-duty.ts';
import { mailOf } from './mails.ts';
import { askPasskey, askSignInByPasskey, removePasskey, signInByPasskey } from './passkeys.ts';
import { changePassword } from './password.ts';
import { ownSessions } from './own-sessions.ts';
import { askReset, resetPassword } from './reset.ts';
import { stepToken, takeSecondStep } from './second-step.ts';
import { openSession, type SessionView } from './session.ts';
import { confirmTotp, removeTotp, renewCodes, startTotp } from './totp.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const HERE = '203.0.113.9';
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.ports.now().getTime() });

interface Enrolled {
  readonly email: string;
  readonly session: SessionView;
  readonly secret: string;
  readonly codes: readonly string[];
}
async function enrolled(name: string): Promise<Enrolled> {
  const { session, email } = await house.provider(name);
  const started = await startTotp(house.ports, session, PASSWORD, HERE);
  if (!('ok' in started)) throw new Error('not started');
  const confirmed = await confirmTotp(house.ports, session, codeOf(started.secret));
  if (!('ok' in confirmed)) throw new Error('not confirmed');
  const opened = await openSession(house.ports, confirmed.cookie);
  if (!opened) throw new Error('no session');
  house.advance(30_000);
  return { email, session: opened, secret: started.secret, codes: confirmed.codes };
}
async function firstStep(email: string): Promise<string> {
  const tried = await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
  if (!('second' in tried)) throw new Error('no second step was asked');
  return stepToken(house.ports, tried.second);
}

describe('M2.6 an authenticator app', () => {
  test('holds from the first right code on; then a password alone opens nothing', async () => {
    const { session, email } = await house.provider('Anna');
    expect(await startTotp(house.ports, session, 'wrong wrong wrong', HERE)).toEqual({ refused: 'wrong' });
    const started = await startTotp(house.ports, session, PASSWORD, HERE);
    if (!('ok' in started)) throw new Error('not started');
    expect(started.uri).toMatch(/^otpauth:\/\/totp\/Incamera:anna%40practice\.example\?/);
    // Begun is not set up.
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
    expect(await confirmTotp(house.ports, session, '000000')).toEqual({ refused: 'wrong' });
    const confirmed = await confirmTotp(house.ports, session, codeOf(started.secret));
    expect(confirmed).toMatchObject({ ok: true });
    expect('ok' in confirmed && new Set(confirmed.codes).size).toBe(10);
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ second: session.account?.id });
    expect(await startTotp(house.ports, session, PASSWORD, HERE)).toEqual({ refused: 'there' });
    const { rows } = {
      rows: await house.db
        .selectFrom('session')
        .select('second_factor')
        .where('account_id', '=', session.account?.id ?? '')
        .execute(),
    };
    expect(rows.some((row) => row.second_factor)).toBe(true);
  });

  test('a code counts once, also for two who send it at once, and the step is used up with it', async () => {
    const { email, secret } = await enrolled('Bea');
    const code = codeOf(secret);
    const steps = await Promise.all([firstStep(email), firstStep(email)]);
    const both = await Promise.all(steps.map((step) => takeSecondStep(house.ports, null, { step, code }, HERE)));
    expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
    const step = await firstStep(email);
    house.advance(30_000);
    expect(await takeSecondStep(house.ports, null, { step, code: codeOf(secret) }, HERE)).toMatchObject({ ok: true });
    house.advance(30_000);
    expect(await takeSecondStep(house.ports, null, { step, code: codeOf(secret) }, HERE)).toEqual({ refused: 'over' });
  });

  test('the step is over after five minutes, and a made-up one opens nothing', async () => {
    const { email, secret } = await enrolled('Cora');
    const step = await firstStep(email);
    house.advance(300_001);
    expect(await takeSecondStep(house.ports, null, { step, code: codeOf(secret) }, HERE)).toEqual({ refused: 'over' });
    expect(await takeSecondStep(house.ports, null, { step: 'A'.repeat(43), code: codeOf(secret) }, HERE)).toEqual({ refused: 'over' });
  });

  test('M1.4 codes cannot be guessed: wrong ones wait like passwords, and the right password in between does not help', async () => {
    const { email, secret } = await enrolled('Dora');
    for (let guess = 0; guess < 5; guess++) {
      const step = await firstStep(email);
      expect(await takeSecondStep(house.ports, null, { step, code: '000000' }, HERE)).toEqual({ refused: 'wrong' });
    }
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'limited' });
    house.advance(30_000);
    const step = await firstStep(email);
    expect(await takeSecondStep(house.ports, null, { step, code: codeOf(secret) }, HERE)).toMatchObject({ ok: true });
  });

  test('a recovery code stands in for it once, however it is typed, and new ones void the old', async () => {
    const { email, session, codes } = await enrolled('Eva');
    const [first = '', second = ''] = codes;
    const use = async (code: string) => takeSecondStep(house.ports, null, { step: await firstStep(email), code }, HERE);
    expect(await use(first.toLowerCase().replaceAll('-', ' '))).toMatchObject({ ok: true });
    expect(await use(first)).toEqual({ refused: 'wrong' });
    const renewed = await renewCodes(house.ports, session, PASSWORD, HERE);
    expect(await use(second)).toEqual({ refused: 'wrong' });
    expect(await use('ok' in renewed ? (renewed.codes[0] ?? '') : '')).toMatchObject({ ok: true });
    const dump = JSON.stringify(await house.db.selectFrom('recovery_code').selectAll().execute());
    expect(dump).not.toContain(second.replaceAll('-', ''));
  });

  test('one list of recovery codes stands, also for two who renew it at once', async () => {
    const { session } = await enrolled('Gil');
    const id = session.account?.id ?? '';
    const list = (mark: number) => Array.from({ length: 10 }, (_, at) => new Uint8Array([mark, at]));
    const renew = (mark: number) =>
      house.ports.store.atomically(async (store) => {
        await store.factors.setCodes(id, list(mark));
        await new Promise((done) => setTimeout(done, 200));
      });
    await Promise.all([renew(1), renew(2)]);
    expect((await house.ports.store.factors.standing(id)).codes).toBe(10);
  });

  test('a forgotten password does not go past it, nor does a new address', async () => {
    const { email, session } = await enrolled('Fay');
    await askReset(house.ports, email, HERE);
    const row = await house.db.selectFrom('outbox').selectAll().where('kind', '=', 'reset').executeTakeFirstOrThrow();
    const mail = await mailOf(house.ports, { id: row.id, practice: null, kind: 'reset', reference: row.reference_id, attempts: 1 }, { verificationHours: 24 });
    const token = mail && 'lifeHours' in mail ? new URL(mail.link).hash.slice(1) : '';
    // Eight characters do beside a second factor.
    expect(await resetPassword(house.ports, { token, password: 'Zeh7Haus' }, HERE)).toEqual({ ok: true });
    expect(await signIn(house.ports, null, { email, password: 'Zeh7Haus' }, HERE)).toEqual({ second: session.account?.id });
  });

  test('another address opens no session past it', async () => {
    const { session } = await enrolled('Gina');
    await askEmailChange(house.ports, session, { email: 'gina@new.example', password: PASSWORD }, HERE);
    const row = await house.db.selectFrom('outbox').selectAll().where('kind', '=', 'email-change').executeTakeFirstOrThrow();
    const mail = await mailOf(
      house.ports,
      { id: row.id, practice: null, kind: 'email-change', reference: row.reference_id, attempts: 1 },
      { verificationHours: 24 },
    );
    const token = mail && 'lifeHours' in mail ? new URL(mail.link).hash.slice(1) : '';
    expect(await changeEmail(house.ports, null, { token, password: PASSWORD }, HERE)).toEqual({ ok: true, cookie: null });
  });

  test('changing the password keeps what the session proved; removing the app asks for the password and takes the codes along', async () => {
    const { session, email, secret } = await enrolled('Hera');
    const changed = await changePassword(house.ports, session, { present: PASSWORD, password: `${PASSWORD} 2` }, HERE);
    const opened = 'ok' in changed ? await openSession(house.ports, changed.cookie) : null;
    const row = await house.db
      .selectFrom('session')
      .select('second_factor')
      .where('token_hash', '=', Buffer.from(opened?.tokenHash ?? []))
      .executeTakeFirst();
    expect(row).toEqual({ second_factor: true });
    expect(await removeTotp(house.ports, opened, PASSWORD, HERE)).toEqual({ refused: 'wrong' });
    // Elsewhere, with both factors.
    house.advance(30_000);
    const tried = await signIn(house.ports, null, { email, password: `${PASSWORD} 2` }, HERE);
    const step = 'second' in tried ? await stepToken(house.ports, tried.second) : '';
    const elsewhere = await takeSecondStep(house.ports, null, { step, code: codeOf(secret) }, HERE);
    const there = 'cookie' in elsewhere ? elsewhere.cookie : '';
    expect(await openSession(house.ports, there)).not.toBeNull();
    house.told.length = 0;
    expect(await removeTotp(house.ports, opened, `${PASSWORD} 2`, HERE)).toEqual({ ok: true });
    expect(await openSession(house.ports, there)).toBeNull();
    expect((await ownSessions(house.ports, opened)).map(({ isThis }) => isThis)).toEqual([true]);
    expect(house.told).toEqual([{ type: 'session-ended', account: session.account?.id }]);
    // There is none any more: nothing changes, and nobody is told.
    expect(await removeTotp(house.ports, opened, `${PASSWORD} 2`, HERE)).toEqual({ ok: true });
    expect(house.told).toHaveLength(1);
    expect(await house.ports.store.factors.standing(session.account?.id ?? '')).toMatchObject({ hasTotp: false, codes: 0 });
    expect(await signIn(house.ports, null, { email, password: `${PASSWORD} 2` }, HERE)).toMatchObject({ ok: true });
  });
});

describe('M2.6 passkeys', () => {
  test('removing one ends every other session; somebody else’s is not removed and ends nothing', async () => {
    const [{ session, email }, { session: stranger }] = [await house.provider('Iris'), await house.provider('Jost')];
    const id = house.ports.newId();
    const passkey = {
      id,
      account: session.account?.id ?? '',
      credentialId: new Uint8Array([1, 2]),
      publicKey: new Uint8Array([3]),
      counter: 0,
      transports: [],
    };
    await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
    await house.ports.store.factors.addPasskey(passkey, 'Phone', house.ports.now());
    expect(await removePasskey(house.ports, stranger, { id, password: PASSWORD }, HERE)).toEqual({ ok: true });
    expect(await ownSessions(house.ports, session)).toHaveLength(2);
    expect(await removePasskey(house.ports, session, { id, password: PASSWORD }, HERE)).toEqual({ ok: true });
    expect((await ownSessions(house.ports, session)).map(({ isThis }) => isThis)).toEqual([true]);
  });

  test('a session that has ended by idleness does not stand in the list, one that is used does', async () => {
    const { session, email, cookie } = await house.provider('Kati');
    await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
    expect(await ownSessions(house.ports, session)).toHaveLength(2);
    house.advance(20 * 60_000);
    await openSession(house.ports, cookie);
    house.advance(15 * 60_000);
    expect((await ownSessions(house.ports, session)).map(({ isThis }) => isThis)).toEqual([true]);
  });

  test('what was not signed here opens nothing, and a challenge names no account', async () => {
    const asked = await askSignInByPasskey(house.ports, HERE);
    expect(asked).toMatchObject({ rpId: 'portal.example', userVerification: 'required' });
    expect(asked?.allowCredentials ?? []).toEqual([]);
    const made = {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
    } as const;
    expect(await signInByPasskey(house.ports, null, made)).toEqual({ refused: 'unknown' });
  });

  test('one is made only by who knows the password', async () => {
    const { session } = await house.provider('Ines');
    expect(await askPasskey(house.ports, session, 'wrong wrong wrong', HERE)).toEqual({ refused: 'wrong' });
    expect(await askPasskey(house.ports, null, PASSWORD, HERE)).toEqual({ refused: 'forbidden' });
    expect(await askPasskey(house.ports, session, PASSWORD, HERE)).toMatchObject({ ok: true, options: { rp: { id: 'portal.example' } } });
  });

  test('a counter that goes back is a copy and opens nothing', async () => {
    const { session } = await house.provider('Juli');
    const passkey = {
      id: house.ports.newId(),
      account: session.account?.id ?? '',
      credentialId: Buffer.from('c'),
      publicKey: Buffer.from('p'),
      counter: 5,
      transports: [],
    };
    expect(await house.ports.store.factors.addPasskey(passkey, 'Telefon', house.ports.now())).toBe(true);
    expect(await house.ports.store.factors.addPasskey({ ...passkey, id: house.ports.newId() }, 'Kopie', house.ports.now())).toBe(false);
    const use = (counter: number) => house.ports.store.factors.usePasskey(passkey.id, counter, house.ports.now());
    expect([await use(5), await use(0), await use(6), await use(6)]).toEqual([false, false, true, false]);
  });
});

test('M2.6 a provider may wait until the grace that the operator set is over', async () => {
  const { session } = await house.provider('Kim');
  expect(await factorDuty(house.ports, session)).toMatchObject({ kind: 'due' });
  await house.ports.store.settings.set('second-factor-grace-days', '1');
  house.advance(86_400_000);
  expect(await factorDuty(house.ports, session)).toEqual({ kind: 'now' });
  const started = await startTotp(house.ports, session, PASSWORD, HERE);
  await confirmTotp(house.ports, session, codeOf('ok' in started ? started.secret : ''));
  expect(await factorDuty(house.ports, session)).toEqual({ kind: 'none' });
  await house.db.deleteFrom('operator_setting').execute();
});
