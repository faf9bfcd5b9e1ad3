import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, orderOf, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { registerProvider } from './register-provider.ts';
import { endSession, openSession, setLanguage } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const input = orderOf();

test('M2.6 registering a verified address answers the same and changes nothing', async () => {
  const { email } = await house.provider('Jana');
  const before = await house.ports.store.accounts.byEmail(email);
  const mallory = orderOf({ email, firstName: 'Mallory', password: 'another long password' });
  expect(await registerProvider(house.ports, mallory, '192.0.2.66')).toEqual(await registerProvider(house.ports, input, '192.0.2.66'));
  expect(await house.ports.store.accounts.byEmail(email)).toEqual(before);
});

test('M2.4 faults are told at every field and nothing is stored', async () => {
  const answer = await registerProvider(
    house.ports,
    orderOf({ firstName: '', lastName: 'x'.repeat(81), email: 'nope', password: 'short', practiceName: ' ', telephone: 'call me', zone: 'Mars' }),
    '192.0.2.1',
  );
  expect(answer).toEqual({
    refused: 'invalid',
    fields: {
      firstName: 'missing',
      lastName: 'too-long',
      email: 'not-an-address',
      password: 'too-short',
      practiceName: 'missing',
      telephone: 'not-a-telephone',
      zone: 'unknown-zone',
    },
  });
});

test('M1.4 wrong passwords slow the guesser, not the owner who signed in from elsewhere lately', async () => {
  const { email } = await house.provider('Mara');
  const guess = (address: string) => signIn(house.ports, null, { email, password: 'wrong wrong wrong' }, address);
  const right = (address: string) => signIn(house.ports, null, { email, password: PASSWORD }, address);
  for (let i = 0; i < 5; i++) expect(await guess('192.0.2.66')).toEqual({ refused: 'wrong' });
  // The guesser's network waits, with the right password too; a neighbour's address is the same network.
  expect(await right('192.0.2.66')).toEqual({ refused: 'limited' });
  expect(await right('192.0.77.1')).toEqual({ refused: 'limited' });
  expect(await right('203.0.113.9')).toMatchObject({ ok: true });
  house.advance(30_000);
  expect(await right('192.0.2.66')).toMatchObject({ ok: true });
});

test('M1.4 a guesser with many networks waits in each of them, and the owner in none that is known', async () => {
  const { email } = await house.provider('Nora');
  for (let network = 0; network < 50; network++) await house.ports.store.failedLogins.add(email, `10.${network}.0.0`, house.ports.now());
  expect(await signIn(house.ports, null, { email, password: PASSWORD }, '198.51.100.1')).toEqual({ refused: 'limited' });
  expect(await signIn(house.ports, null, { email, password: PASSWORD }, '203.0.113.9')).toMatchObject({ ok: true });
});

test('M1.2 no table says from which network somebody signed in', async () => {
  await house.provider('Olga');
  const dump = JSON.stringify(await house.db.selectFrom('known_network').selectAll().execute(), (_key, value: unknown) =>
    value && typeof value === 'object' && 'data' in value ? Buffer.from(value.data as number[]).toString('latin1') : value,
  );
  expect(dump).toContain('account_index');
  expect(dump).not.toContain('203.0');
  const indexes = (await house.db.selectFrom('known_network').select('network_index').execute()).map((row) => row.network_index.toString('hex'));
  expect(new Set(indexes).size).toBe(indexes.length);
});

test('M1.5 a session ends when idle, after a day at the latest, and by signing out', async () => {
  const { cookie } = await house.provider('Ida');
  expect(await openSession(house.ports, cookie)).not.toBeNull();
  house.advance(36 * 60_000);
  expect(await openSession(house.ports, cookie)).toBeNull();
  const other = await house.provider('Ida2');
  const opened = await openSession(house.ports, other.cookie);
  if (opened) await endSession(house.ports, opened);
  expect(await openSession(house.ports, other.cookie)).toBeNull();
  expect(house.told).toContainEqual({ type: 'session-ended', account: other.session.account?.id });
});

test('M1.5 the database holds no cookie value, only its hash', async () => {
  const { cookie } = await house.provider('Hanna');
  const rows = await house.db.selectFrom('session').selectAll().execute();
  const held = JSON.stringify(rows, (_key, value: unknown) =>
    value && typeof value === 'object' && 'data' in value ? Buffer.from(value.data as number[]).toString('latin1') : value,
  );
  expect(held).not.toContain(cookie);
  expect(JSON.stringify({ planted: cookie })).toContain(cookie);
});

test('a visitor’s choice of language is kept by one session, and a sign-in takes it along under a new cookie', async () => {
  const { cookie } = await setLanguage(house.ports, null, 'fr');
  const visitor = await openSession(house.ports, cookie ?? '');
  expect(visitor).toMatchObject({ language: 'fr', account: null });
  const { email } = await house.provider('Lea');
  const signedIn = await signIn(house.ports, visitor, { email, password: PASSWORD }, '192.0.2.1');
  if (!('ok' in signedIn)) throw new Error('not signed in');
  expect(await openSession(house.ports, cookie ?? '')).toBeNull();
  expect(await openSession(house.ports, signedIn.cookie)).toMatchObject({ language: 'fr', account: { firstName: 'Lea' } });
});
