import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { changeBank, contractPage } from './contract.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await house.ports.store.settings.set('operator-name', 'Incamera GmbH');
  await house.ports.store.settings.set('creditor-id', 'DE98ZZZ09999999999');
});
afterAll(() => house.close());

const bank = { holder: 'Jana Krüger', iban: 'DE89 3704 0044 0532 0130 00', bic: '', mandate: true, password: PASSWORD } as const;

test('M3.10 the owner sees plan, state and the account masked, and another practice’s owner only the own', async () => {
  const [jana, otto] = [await house.provider('Jana'), await house.provider('Otto')];
  expect(await contractPage(house.ports, jana.session)).toMatchObject({ contract: { plan: 'trial' }, state: 'active', mandate: null });
  expect(await changeBank(house.ports, jana.session, bank, 'de', '')).toEqual({ ok: true });
  const seen = await contractPage(house.ports, jana.session);
  expect(seen?.mandate).toMatchObject({ iban: 'DE89 •••• •••• •••• ••30 00', holder: 'Jana Krüger' });
  expect(JSON.stringify(seen)).not.toContain('0532');
  expect((await contractPage(house.ports, otto.session))?.mandate).toBeNull();
});

test('M2.4 other bank details are another mandate; they need the password, and faults change nothing', async () => {
  const { session } = await house.provider('Mara');
  await changeBank(house.ports, session, bank, 'de', '');
  const before = await contractPage(house.ports, session);
  const other = { ...bank, iban: 'FR1420041010050500013M02606' };
  expect(await changeBank(house.ports, session, { ...other, password: 'wrong wrong wrong' }, 'de', '')).toEqual({ refused: 'wrong' });
  expect(await changeBank(house.ports, session, { ...other, iban: 'FR14', password: '' }, 'de', '')).toMatchObject({
    refused: 'invalid',
    fields: { iban: 'iban-length', password: 'missing' },
  });
  expect(await contractPage(house.ports, session)).toEqual(before);
  expect(await changeBank(house.ports, session, other, 'fr', '')).toEqual({ ok: true });
  const after = await contractPage(house.ports, session);
  expect(after?.mandate?.reference).not.toBe(before?.mandate?.reference);
  expect(after?.mandate?.iban).toMatch(/^FR14 .*06$/);
  const trail = await house.db
    .selectFrom('audit')
    .select('object_id')
    .where('deed', '=', 'contract.change')
    .where('actor_id', '=', session.account?.id ?? '')
    .execute();
  expect(trail).toHaveLength(2);
});
