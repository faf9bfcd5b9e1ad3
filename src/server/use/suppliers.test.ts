import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { addSupplier, changeSupplier, endSupplier, supplierPage, suppliersByRole } from './suppliers.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
let operator: SessionView;
let owner: SessionView;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
  owner = (await house.provider('Olga')).session;
  if (!owner.account) throw new Error('no account');
  operator = { ...owner, membership: null, account: { ...owner.account, kind: 'operator' } };
});
afterAll(() => house.close());

const input = { role: 'mail', name: 'Briefbote GmbH', address: 'Postweg 2\n10117 Berlin', country: 'DE', since: '2026-11-01' };
const named = async () => (await suppliersByRole(house.ports)).flatMap(({ role, suppliers }) => suppliers.map(({ name }) => `${role} ${name}`));

test('M9.1 the operator names, changes and ends suppliers; the public list follows, and every change is dated and in the trail', async () => {
  const { ports } = house;
  expect(await named()).toEqual([]);
  expect(await addSupplier(ports, owner, input)).toEqual({ refused: 'forbidden' });
  expect(await addSupplier(ports, operator, { ...input, country: 'US' })).toEqual({ refused: 'invalid', fields: { country: 'outside-eea' } });
  expect(await house.db.selectFrom('supplier').selectAll().execute()).toEqual([]);
  // Pressed twice, it is one.
  await Promise.all([1, 2, 3].map(() => addSupplier(ports, operator, input)));
  await addSupplier(ports, operator, { ...input, role: 'hosting', name: 'Rechenhaus', country: 'FR' });
  await addSupplier(ports, operator, { ...input, name: 'Später AG', since: '2027-01-01' });
  expect(await named()).toEqual(['hosting Rechenhaus', 'mail Briefbote GmbH']);
  const id = (await supplierPage(ports, operator))?.present.find(({ name }) => name === 'Briefbote GmbH')?.id ?? '';
  house.advance(60_000);
  expect(await changeSupplier(ports, operator, id, { ...input, name: 'Briefbotin GmbH' })).toEqual({ ok: true });
  expect(await changeSupplier(ports, owner, id, input)).toEqual({ refused: 'forbidden' });
  expect(await changeSupplier(ports, operator, ports.newId(), input)).toEqual({ refused: 'unknown' });
  expect((await supplierPage(ports, operator))?.present.find((each) => each.id === id)).toMatchObject({
    name: 'Briefbotin GmbH',
    changedAt: ports.now(),
    since: '2026-11-01',
  });
  expect(await endSupplier(ports, owner, id)).toEqual({ refused: 'forbidden' });
  expect(await endSupplier(ports, operator, id)).toEqual({ ok: true });
  expect(await endSupplier(ports, operator, id)).toEqual({ refused: 'unknown' });
  expect(await changeSupplier(ports, operator, id, input)).toEqual({ refused: 'unknown' });
  expect(await named()).toEqual(['hosting Rechenhaus']);
  expect((await supplierPage(ports, operator))?.former).toMatchObject([{ id, endedAt: ports.now() }]);
  const trail = await house.db.selectFrom('audit').selectAll().where('object_id', '=', id).execute();
  expect(trail.map(({ deed }) => deed)).toEqual(Array(3).fill('operator.suppliers'));
  expect(JSON.stringify(trail)).not.toContain('Brief');
});

test('B1 a former supplier is forgotten after the term of the register, a present one is not', async () => {
  const erase = createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  );
  house.setNow('2029-11-23T08:00:00Z');
  await erase(house.ports.now());
  expect((await supplierPage(house.ports, operator))?.former).toHaveLength(1);
  house.setNow('2029-11-25T08:00:00Z');
  await erase(house.ports.now());
  expect(await supplierPage(house.ports, operator)).toMatchObject({ present: [{ name: 'Rechenhaus' }, { name: 'Später AG' }], former: [] });
});
