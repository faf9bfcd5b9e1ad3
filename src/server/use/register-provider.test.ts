import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, orderOf, PASSWORD, type TestHouse } from '../testing.ts';
import { registerProvider } from './register-provider.ts';
import { verificationToken, verifyAddress } from './verification.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await house.ports.store.settings.set('operator-name', 'Incamera GmbH');
});
afterAll(() => house.close());

const HERE = '192.0.2.1';
const PAID = { plan: 'solo', holder: 'Jana Krüger', iban: 'de89 3704 0044 0532 0130 00', mandate: 'on' } as const;

async function practiceOf(email: string): Promise<string> {
  const account = await house.ports.store.accounts.byEmail(email);
  return (await house.ports.store.practices.membershipOf(account?.id ?? ''))?.practice.id ?? '';
}
async function verify(email: string): Promise<void> {
  const account = await house.ports.store.accounts.byEmail(email);
  const token = await verificationToken(house.ports, account?.id ?? '', 3_600_000);
  expect(await verifyAddress(house.ports, null, { token, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
}
async function rows(): Promise<readonly number[]> {
  const counts = (['account', 'practice', 'contract', 'mandate', 'outbox'] as const).map(async (table) =>
    Number((await house.db.selectFrom(table).select(house.db.fn.countAll().as('count')).executeTakeFirstOrThrow()).count),
  );
  return Promise.all(counts);
}

test('M2.4 without a creditor nothing that is paid for can be ordered, and nothing is stored', async () => {
  const before = await rows();
  expect(await registerProvider(house.ports, orderOf(PAID), HERE)).toEqual({ refused: 'unpayable' });
  expect(await rows()).toEqual(before);
  await house.ports.store.settings.set('creditor-id', 'DE98ZZZ09999999999');
});

test('M2.1 M2.4 a paid order keeps address, contact person, plan and mandate, and no bank detail or name in clear', async () => {
  const email = 'paid@praxis.example';
  expect(await registerProvider(house.ports, orderOf({ ...PAID, email, formOfAddress: 'ms', title: 'Dr.' }), HERE)).toEqual({ ok: true });
  const practice = await practiceOf(email);
  const { contracts, accounts } = house.ports.store;
  expect(await accounts.byEmail(email)).toMatchObject({ formOfAddress: 'ms', title: 'Dr.' });
  expect(await contracts.of(practice)).toMatchObject({ plan: 'solo', orderedAt: house.ports.now(), confirmedAt: null, trialEndsAt: null });
  expect(await contracts.mandateOf(practice)).toMatchObject({
    holder: 'Jana Krüger',
    iban: 'DE89370400440532013000',
    bic: null,
    textVersion: 1,
    language: 'de',
  });
  expect(await contracts.detailsOf(practice)).toEqual({
    kind: 'psychotherapy',
    street: 'Seeweg 3',
    postalCode: '14057',
    city: 'Berlin',
    country: 'DE',
    contactName: 'Jana Krüger',
    contactTelephone: '030 23125 010',
    contactEmail: 'post@praxis.example',
  });
  const held = async (): Promise<string> => {
    const found = [await house.db.selectFrom('mandate').selectAll().execute(), await house.db.selectFrom('practice').selectAll().execute()];
    return JSON.stringify(found, (_key, value: unknown) =>
      value && typeof value === 'object' && 'data' in value ? Buffer.from(value.data as number[]).toString('latin1') : value,
    );
  };
  for (const secret of ['DE89370400440532013000', 'Krüger', 'post@praxis.example']) expect(await held()).not.toContain(secret);
  await house.db.updateTable('practice').set({ city: 'post@praxis.example' }).where('id', '=', practice).execute();
  expect(await held()).toContain('post@praxis.example');
});

test('M2.4 faults of bank details are told apart', async () => {
  const faults = async (change: object): Promise<unknown> => {
    const answer = await registerProvider(house.ports, orderOf({ ...PAID, ...change }), HERE);
    return 'refused' in answer && answer.refused === 'invalid' ? answer.fields : answer;
  };
  const before = await rows();
  expect(await faults({ iban: '' })).toEqual({ iban: 'missing' });
  expect(await faults({ iban: 'DE8937040044053201300' })).toEqual({ iban: 'iban-length' });
  expect(await faults({ iban: 'DE88370400440532013000' })).toEqual({ iban: 'iban-checksum' });
  expect(await faults({ iban: 'DE8937040044053201300X' })).toEqual({ iban: 'iban-form' });
  expect(await faults({ iban: 'XX89370400440532013000' })).toEqual({ iban: 'iban-country' });
  expect(await faults({ iban: 'BR1500000000000010932840814P2' })).toEqual({ iban: 'iban-country' });
  expect(await faults({ iban: 'CH9300762011623852957' })).toEqual({ bic: 'missing' });
  expect(await faults({ bic: 'NOPE' })).toEqual({ bic: 'not-a-bic' });
  expect(await faults({ mandate: '', holder: ' ' })).toEqual({ mandate: 'not-accepted', holder: 'missing' });
  expect(await faults({ plan: 'gratis' })).toMatchObject({ plan: 'missing' });
  expect(await faults({ kind: 'alchemy', country: 'XX', postalCode: '1', terms: '' })).toEqual({
    kind: 'unknown-choice',
    country: 'unknown-choice',
    postalCode: 'not-a-postal-code',
    terms: 'not-accepted',
  });
  expect(await rows()).toEqual(before);
});

test('M2.1 an order that is sent many times at once, and again later, makes one practice and one mail', async () => {
  const before = await rows();
  const order = orderOf({ ...PAID, email: 'double@praxis.example' });
  const answers = await Promise.all(Array.from({ length: 6 }, () => registerProvider(house.ports, order, HERE)));
  const practice = await practiceOf(order.email);
  answers.push(await registerProvider(house.ports, order, HERE), await registerProvider(house.ports, { ...order, email: 'else@praxis.example' }, HERE));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true}']));
  expect(await rows()).toEqual(before.map((count) => count + 1));
  expect(await practiceOf(order.email)).toBe(practice);
});

test('M2.1 one key under two addresses at once makes one practice, and nothing of the other stays', async () => {
  const before = await rows();
  const order = orderOf({ email: 'first@praxis.example' });
  await Promise.all(['first@praxis.example', 'second@praxis.example'].map((email) => registerProvider(house.ports, { ...order, email }, HERE)));
  expect(await rows()).toEqual(before.map((count, at) => (at === 3 ? count : count + 1)));
});

test('M2.1 a trial opens with the proof of the address and counts its days from there', async () => {
  const email = 'trial@praxis.example';
  await registerProvider(house.ports, orderOf({ email, ...PAID, plan: 'trial' }), HERE);
  const practice = await practiceOf(email);
  house.advance(3_600_000);
  await verify(email);
  const { contracts, practices } = house.ports.store;
  expect(await practices.byId(practice)).toMatchObject({ state: 'active' });
  expect(await contracts.of(practice)).toMatchObject({ confirmedAt: house.ports.now(), trialEndsAt: new Date(house.ports.now().getTime() + 30 * 86_400_000) });
  // Bank details that a form carried along from another plan are not kept.
  expect(await contracts.mandateOf(practice)).toBeNull();
});

test('M2.1 where the operator confirms by hand, a verified order waits, and opens once', async () => {
  await house.ports.store.settings.set('contract-confirmation', 'by-hand');
  const email = 'waits@praxis.example';
  await registerProvider(house.ports, orderOf({ email, ...PAID }), HERE);
  const practice = await practiceOf(email);
  await verify(email);
  const { contracts, practices } = house.ports.store;
  expect(await practices.byId(practice)).toMatchObject({ state: 'requested' });
  const operator = house.ports.newId();
  await contracts.open(practice, { trialEndsAt: null, by: operator }, house.ports.now());
  house.advance(1_000);
  await contracts.open(practice, { trialEndsAt: null, by: null }, house.ports.now());
  expect(await practices.byId(practice)).toMatchObject({ state: 'active' });
  expect(await contracts.of(practice)).toMatchObject({ confirmedBy: operator });
  await house.ports.store.settings.set('contract-confirmation', 'automatic');
});
