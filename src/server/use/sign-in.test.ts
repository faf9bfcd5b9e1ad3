import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimits } from '../access/limits.ts';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { askEmailChange, changeEmail, emailChangeToken } from './email-change.ts';
import { mailOf } from './mails.ts';
import { endOwnSessions, ownSessions } from './own-sessions.ts';
import { changePassword } from './password.ts';
import { askReset, resetPassword } from './reset.ts';
import { stepToken, takeSecondStep } from './second-step.ts';
import { openSession } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const HERE = '203.0.113.9';
const OTHER = 'noch ein langer Schlüssel';

/** The token in the newest mail of this kind, rendered as the job does it. */
async function tokenOf(kind: 'reset' | 'email-change'): Promise<{ readonly to: string; readonly token: string } | null> {
  const row = await house.db.selectFrom('outbox').selectAll().where('kind', '=', kind).orderBy('created_at', 'desc').executeTakeFirstOrThrow();
  await house.db.deleteFrom('outbox').where('id', '=', row.id).execute();
  const mail = await mailOf(house.ports, { id: row.id, practice: null, kind, reference: row.reference_id, attempts: 1 }, { verificationHours: 24 });
  return mail && 'lifeHours' in mail ? { to: mail.to, token: new URL(mail.link).hash.slice(1) } : null;
}
const kinds = async () => (await house.db.selectFrom('outbox').select('kind').execute()).map(({ kind }) => kind);

describe('M2.6 a forgotten password', () => {
  test('the link chooses a new one once, signs nobody in, ends all sessions and tells the owner', async () => {
    const { email, cookie } = await house.provider('Anna');
    expect(await askReset(house.ports, email.toUpperCase(), HERE)).toEqual({ ok: true });
    const sent = await tokenOf('reset');
    expect(sent?.to).toBe(email);
    const token = sent?.token ?? '';
    expect(await resetPassword(house.ports, { token, password: 'short' }, HERE)).toEqual({ refused: 'invalid', fault: 'too-short', least: 15 });
    expect(await resetPassword(house.ports, { token, password: 'passwordpassword' }, HERE)).toMatchObject({ refused: 'invalid', fault: 'guessed-first' });
    expect(await resetPassword(house.ports, { token, password: `${email}!` }, HERE)).toMatchObject({ refused: 'invalid', fault: 'own-name' });
    expect(await openSession(house.ports, cookie)).not.toBeNull();
    expect(await resetPassword(house.ports, { token, password: OTHER }, HERE)).toEqual({ ok: true });
    expect(await openSession(house.ports, cookie)).toBeNull();
    expect(await resetPassword(house.ports, { token, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'wrong' });
    expect(await signIn(house.ports, null, { email, password: OTHER }, HERE)).toMatchObject({ ok: true });
    expect(await kinds()).toContain('password-changed');
  });

  test('the practice’s name is no password, however it is written', async () => {
    const { email } = await house.provider('Anouk');
    await askReset(house.ports, email, HERE);
    const token = (await tokenOf('reset'))?.token ?? '';
    expect(await resetPassword(house.ports, { token, password: 'PRAXIS - Anouk - !!!' }, HERE)).toMatchObject({ fault: 'own-name' });
  });

  test('with a second factor eight characters do, and it is said which number holds', async () => {
    const { email, session } = await house.provider('Berta');
    const id = session.account?.id ?? '';
    await house.ports.store.factors.startTotp(id, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', house.ports.now());
    await house.ports.store.factors.confirmTotp(id, 0, house.ports.now());
    await askReset(house.ports, email, HERE);
    const token = (await tokenOf('reset'))?.token ?? '';
    expect(await resetPassword(house.ports, { token, password: 'kurz 7!' }, HERE)).toEqual({ refused: 'invalid', fault: 'too-short', least: 8 });
    expect(await resetPassword(house.ports, { token, password: 'Ufer & 8' }, HERE)).toEqual({ ok: true });
  });

  test('with the former password go a sign-in between its steps and a wish for another address', async () => {
    const { email, session } = await house.provider('Carla');
    const id = session.account?.id ?? '';
    const [step, wish] = [await stepToken(house.ports, id), await emailChangeToken(house.ports, id)];
    const left = async () => (await house.db.selectFrom('token').select('purpose').where('account_id', '=', id).execute()).map(({ purpose }) => purpose).sort();
    await askReset(house.ports, email, HERE);
    const token = (await tokenOf('reset'))?.token ?? '';
    expect(await left()).toEqual(['email-change', 'reset', 'second-step']);
    await resetPassword(house.ports, { token, password: OTHER }, HERE);
    expect(await left()).toEqual([]);
    expect(await takeSecondStep(house.ports, null, { step, code: '000000' }, HERE)).toEqual({ refused: 'over' });
    expect(await changeEmail(house.ports, null, { token: wish, password: OTHER }, HERE)).toEqual({ refused: 'unknown' });
  });

  test('two presses at once choose one password', async () => {
    const { email } = await house.provider('Bea');
    await askReset(house.ports, email, HERE);
    const token = (await tokenOf('reset'))?.token ?? '';
    const both = await Promise.all([OTHER, `${OTHER} 2`].map((password) => resetPassword(house.ports, { token, password }, HERE)));
    expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
  });

  test('an unknown address gets the same answer and a row in the outbox, and no mail', async () => {
    const before = (await kinds()).length;
    expect(await askReset(house.ports, 'nobody@elsewhere.example', HERE)).toEqual({ ok: true });
    expect((await kinds()).length).toBe(before + 1);
    expect(await tokenOf('reset')).toBeNull();
  });

  test('M1.4 a mailbox that got several links in the hour gets no more, and whoever asks hears nothing of it', async () => {
    const { email } = await house.provider('Clara');
    const limits = createLimits();
    const ports = { ...house.ports, limits };
    const before = (await kinds()).length;
    for (let i = 0; i < 9; i++) expect(await askReset(ports, i % 2 ? email : email.toUpperCase(), `198.51.${i}.1`)).toEqual({ ok: true });
    for (let i = 0; i < 9; i++) expect(await askReset(ports, 'nobody@elsewhere.example', `198.51.${i}.1`)).toEqual({ ok: true });
    expect((await kinds()).length).toBe(before + 5 + 5);
  });

  test('after an hour the link is over', async () => {
    const { email } = await house.provider('Cora');
    await askReset(house.ports, email, HERE);
    const token = (await tokenOf('reset'))?.token ?? '';
    house.advance(3_600_001);
    expect(await resetPassword(house.ports, { token, password: OTHER }, HERE)).toEqual({ refused: 'unknown' });
  });

  test('M1.4 a reset lifts a lock-out', async () => {
    const { email } = await house.provider('Dora');
    for (let i = 0; i < 7; i++) await signIn(house.ports, null, { email, password: 'wrong wrong wrong' }, HERE);
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'limited' });
    await askReset(house.ports, email, HERE);
    await resetPassword(house.ports, { token: (await tokenOf('reset'))?.token ?? '', password: OTHER }, HERE);
    expect(await signIn(house.ports, null, { email, password: OTHER }, HERE)).toMatchObject({ ok: true });
  });
});

test('M2.6 changing the password asks for the present one, gives a new cookie and ends the other sessions', async () => {
  const { session, cookie, email } = await house.provider('Eva');
  const elsewhere = await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
  expect(await changePassword(house.ports, session, { present: 'wrong wrong wrong', password: OTHER }, HERE)).toEqual({ refused: 'wrong' });
  const changed = await changePassword(house.ports, session, { present: PASSWORD, password: OTHER }, HERE);
  if (!('ok' in changed) || !('ok' in elsewhere)) throw new Error('not changed');
  expect(changed.cookie).not.toBe(cookie);
  expect(await openSession(house.ports, cookie)).toBeNull();
  expect(await openSession(house.ports, elsewhere.cookie)).toBeNull();
  expect(await openSession(house.ports, changed.cookie)).toMatchObject({ account: { firstName: 'Eva' } });
  expect(await changePassword(house.ports, null, { present: OTHER, password: PASSWORD }, HERE)).toEqual({ refused: 'forbidden' });
});

describe('M2.6 another e-mail address', () => {
  test('holds when the link and the password came together; the former address is told, and nothing before', async () => {
    const { session, email } = await house.provider('Fay');
    const wish = { email: 'fay@new.example', password: PASSWORD };
    expect(await askEmailChange(house.ports, session, { ...wish, password: 'wrong wrong wrong' }, HERE)).toEqual({ refused: 'wrong' });
    expect(await askEmailChange(house.ports, session, { ...wish, email }, HERE)).toEqual({ refused: 'same' });
    expect(await askEmailChange(house.ports, session, { ...wish, email: 'nonsense' }, HERE)).toEqual({ refused: 'not-an-address' });
    expect(await askEmailChange(house.ports, session, wish, HERE)).toEqual({ ok: true });
    const sent = await tokenOf('email-change');
    expect(sent?.to).toBe('fay@new.example');
    const token = sent?.token ?? '';
    expect(await house.ports.store.accounts.byEmail('fay@new.example')).toBeNull();
    // Whoever got the mail by a slip of the keyboard cannot take the account.
    expect(await changeEmail(house.ports, null, { token, password: 'wrong wrong wrong' }, HERE)).toEqual({ refused: 'wrong' });
    expect(await changeEmail(house.ports, session, { token, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
    expect(await changeEmail(house.ports, session, { token, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'wrong' });
    expect(await signIn(house.ports, null, { email: 'fay@new.example', password: PASSWORD }, HERE)).toMatchObject({ ok: true });
    const row = await house.db.selectFrom('outbox').selectAll().where('kind', '=', 'email-changed').executeTakeFirstOrThrow();
    const notice = await mailOf(
      house.ports,
      { id: row.id, practice: null, kind: 'email-changed', reference: row.reference_id, attempts: 1 },
      { verificationHours: 24 },
    );
    expect(notice).toMatchObject({ kind: 'email-changed', to: email });
  });

  test('a link to a new password that went to the former mailbox opens nothing any more, and open pages elsewhere are told', async () => {
    const { session, cookie, email } = await house.provider('Fritzi');
    const elsewhere = await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
    if (!('ok' in elsewhere)) throw new Error('not signed in');
    await askReset(house.ports, email, HERE);
    const former = (await tokenOf('reset'))?.token ?? '';
    await askEmailChange(house.ports, session, { email: 'fritzi@new.example', password: PASSWORD }, HERE);
    const token = (await tokenOf('email-change'))?.token ?? '';
    const told = house.told.length;
    expect(await changeEmail(house.ports, session, { token, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
    expect(await resetPassword(house.ports, { token: former, password: OTHER }, HERE)).toEqual({ refused: 'unknown' });
    expect(house.told.slice(told)).toContainEqual({ type: 'session-ended', account: session.account?.id });
    expect(await openSession(house.ports, elsewhere.cookie)).toBeNull();
    expect(await openSession(house.ports, cookie)).toBeNull();
  });

  test('an address of another account is answered alike, gets no mail and is not taken', async () => {
    const { session } = await house.provider('Gina');
    const taken = await house.provider('Hera');
    expect(await askEmailChange(house.ports, session, { email: taken.email, password: PASSWORD }, HERE)).toEqual({ ok: true });
    expect(await tokenOf('email-change')).toBeNull();
  });

  test('an address that becomes another account’s meanwhile stays theirs', async () => {
    const { session } = await house.provider('Ines');
    await askEmailChange(house.ports, session, { email: 'juli@practice.example', password: PASSWORD }, HERE);
    const token = (await tokenOf('email-change'))?.token ?? '';
    const juli = await house.provider('Juli');
    expect(await changeEmail(house.ports, session, { token, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
    expect(await house.ports.store.accounts.byEmail('juli@practice.example')).toMatchObject({ id: juli.session.account?.id });
  });
});

test('M1.5 one sees one’s sessions and ends them, and nobody else’s', async () => {
  const kim = await house.provider('Kim');
  const lou = await house.provider('Lou');
  const second = await signIn(house.ports, null, { email: kim.email, password: PASSWORD }, HERE);
  if (!('ok' in second)) throw new Error('not signed in');
  await openSession(house.ports, second.cookie, 'Firefox 153');
  const listed = await ownSessions(house.ports, kim.session);
  expect(listed.map(({ isThis, browser }) => ({ isThis, browser })).sort((a, b) => Number(a.isThis) - Number(b.isThis))).toEqual([
    { isThis: false, browser: 'Firefox 153' },
    { isThis: true, browser: null },
  ]);
  const id = listed.find(({ isThis }) => !isThis)?.id ?? '';
  await endOwnSessions(house.ports, lou.session, { id });
  expect(await openSession(house.ports, second.cookie)).not.toBeNull();
  await endOwnSessions(house.ports, kim.session, { id });
  expect(await openSession(house.ports, second.cookie)).toBeNull();
  expect(house.told).toContainEqual({ type: 'session-ended', account: kim.session.account?.id });
  await endOwnSessions(house.ports, kim.session, 'others');
  expect(await openSession(house.ports, kim.cookie)).not.toBeNull();
  expect(await openSession(house.ports, lou.cookie)).not.toBeNull();
});
