import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, orderOf, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { mailOf } from './mails.ts';
import { registerProvider, type Order } from './register-provider.ts';
import { openSession } from './session.ts';
import { verificationToken, verifyAddress } from './verification.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const input = orderOf();
const MALLORY = { firstName: 'Mallory', password: 'the password of Mallory', practiceName: 'Not what it seems' } as const;
const HERE = '192.0.2.1';

/** The tokens of the mails that wait for this address, as they would be sent now; the mail job has taken them then. */
async function mailedTokens(email: string): Promise<readonly string[]> {
  const entries = await house.ports.store.outbox.claim(house.ports.now(), 100, 60);
  const mails = await Promise.all(entries.map((entry) => mailOf(house.ports, entry, { verificationHours: 24 })));
  return mails.flatMap((mail) => (mail?.kind === 'verify' && mail.to === email ? [new URL(mail.link).hash.slice(1)] : []));
}
async function register(change: Partial<Order> = {}): Promise<string> {
  expect(await registerProvider(house.ports, orderOf(change), HERE)).toEqual({ ok: true });
  const [token, ...more] = await mailedTokens({ ...input, ...change }.email);
  if (token === undefined || more.length > 0) throw new Error('not one mail');
  return token;
}

test('M2.1 M2.6 a provider registers, opens the link with her password, and is signed in', async () => {
  const { ports } = house;
  const token = await register();
  expect(await signIn(ports, null, input, HERE)).toEqual({ refused: 'unverified' });
  expect(await ports.store.accounts.byEmail('JANA@praxis.example')).toMatchObject({ firstName: 'Jana', state: 'unverified' });
  const verified = await verifyAddress(ports, null, { token, password: PASSWORD }, HERE);
  const session = 'ok' in verified ? await openSession(ports, verified.cookie) : null;
  expect(session?.membership).toMatchObject({ role: 'owner', practice: { name: 'Praxis am See', state: 'active' } });
  expect(await verifyAddress(ports, null, { token, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
  expect(await signIn(ports, null, input, HERE)).toMatchObject({ ok: true });
});

test('M2.6 an expired verification link verifies nothing', async () => {
  const email = 'late@praxis.example';
  await register({ email });
  const account = await house.ports.store.accounts.byEmail(email);
  const token = await verificationToken(house.ports, account?.id ?? '', 0);
  expect(await verifyAddress(house.ports, null, { token, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
});

test('M2.6 the link opens nothing for a password that is not the one of the registration, and stays for the right one', async () => {
  const email = 'typo@praxis.example';
  const token = await register({ email });
  expect(await verifyAddress(house.ports, null, { token, password: 'ein anderer Schlüssel' }, HERE)).toEqual({ refused: 'wrong' });
  expect(await house.ports.store.accounts.byEmail(email)).toMatchObject({ state: 'unverified' });
  expect(await verifyAddress(house.ports, null, { token, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
});

test('M2.6 nobody prepares an account for somebody else: who registers later has her own, whoever was first', async () => {
  const { ports, db } = house;
  const email = 'victim@praxis.example';
  const first = await register({ ...MALLORY, email });
  const second = await register({ email });
  expect(await verifyAddress(ports, null, { token: first, password: MALLORY.password }, HERE)).toEqual({ refused: 'unknown' });
  expect(await verifyAddress(ports, null, { token: second, password: MALLORY.password }, HERE)).toEqual({ refused: 'wrong' });
  expect(await verifyAddress(ports, null, { token: second, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
  expect(await ports.store.accounts.byEmail(email)).toMatchObject({ firstName: 'Jana', state: 'active' });
  expect(await signIn(ports, null, { email, password: MALLORY.password }, HERE)).toEqual({ refused: 'wrong' });
  expect(await db.selectFrom('practice').select('name').where('name', '=', MALLORY.practiceName).execute()).toEqual([]);
});

test('M2.6 who comes between the registration and the click opens nothing either, and she registers again', async () => {
  const { ports } = house;
  const email = 'between@praxis.example';
  const hers = await register({ email });
  const mallorys = await register({ ...MALLORY, email });
  expect(await verifyAddress(ports, null, { token: hers, password: PASSWORD }, HERE)).toEqual({ refused: 'unknown' });
  expect(await verifyAddress(ports, null, { token: mallorys, password: PASSWORD }, HERE)).toEqual({ refused: 'wrong' });
  const again = await register({ email });
  expect(await verifyAddress(ports, null, { token: again, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
});

test('M2.6 a mail that was not sent yet when somebody registered anew is not sent any more', async () => {
  const email = 'waiting@praxis.example';
  for (const change of [MALLORY, {}]) await registerProvider(house.ports, orderOf({ ...change, email }), HERE);
  expect(await mailedTokens(email)).toHaveLength(1);
});

test('M2.6 many registrations of one address at once leave one account with one practice', async () => {
  const email = 'often@praxis.example';
  await Promise.all(Array.from({ length: 5 }, (_, at) => registerProvider(house.ports, orderOf({ email, practiceName: `Often ${at}` }), HERE)));
  const practices = await house.db.selectFrom('practice').select('name').where('name', 'like', 'Often %').execute();
  expect(practices).toHaveLength(1);
});

test('M1.4 guessing the password behind a link is slowed like signing in', async () => {
  const token = await register({ email: 'guessed@praxis.example' });
  const attempt = (password: string) => verifyAddress(house.ports, null, { token, password }, HERE);
  for (let i = 0; i < 5; i++) expect(await attempt('wrong wrong wrong')).toEqual({ refused: 'wrong' });
  expect(await attempt(PASSWORD)).toEqual({ refused: 'limited' });
  house.advance(30_000);
  expect(await attempt(PASSWORD)).toMatchObject({ ok: true });
});
