/** What the operator does about irregular requests, on a real database; the memory around it is tested in `access/guard.test.ts`. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { dumpOf } from '../jobs/testing.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { blockLine, blockNetwork, freeLine, freeNetwork, irregularPage } from './irregular.ts';
import type { SessionView } from './session.ts';

const NOW = '2026-11-24T08:00:00Z';
const OWN = '198.51.100.7';
const SCANNER = '203.0.113.9';
const DAY_MS = 86_400_000;
let house: TestHouse;
let jana: SessionView;
let operator: SessionView;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  operator = { ...jana, membership: null, account: jana.account && { ...jana.account, kind: 'operator' } };
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setNow(NOW);
  await house.db.deleteFrom('blocked_network').execute();
  await house.db.deleteFrom('failed_login').execute();
  await house.db.deleteFrom('audit').execute();
  for (let time = 0; time < 25; time++) house.ring.add(SCANNER, '[unknown]', house.ports.now());
});
const mark = (address: string) => house.ports.guard.markOf(address);
const page = () => irregularPage(house.ports, operator, OWN);
const trail = async () => (await house.db.selectFrom('audit').select(['object_kind', 'object_id']).execute()).map((row) => row.object_kind);

test('M1.4 the operator sees who tries out names, and a provider sees nothing', async () => {
  const seen = await page();
  expect(seen?.lines.map(({ address, isBlocked }) => ({ address, isBlocked }))).toEqual([{ address: SCANNER, isBlocked: false }]);
  expect(await irregularPage(house.ports, jana, OWN)).toBeNull();
});

test('M1.4 the operator cannot lock themselves out, by their address or its network', async () => {
  for (let time = 0; time < 25; time++) house.ring.add('198.51.100.200', '[unknown]', house.ports.now());
  expect(await blockLine(house.ports, operator, mark(OWN), OWN)).toEqual({ refused: 'own' });
  expect(await blockNetwork(house.ports, operator, mark('198.51.100.200'), OWN)).toEqual({ refused: 'own' });
  expect([(await page())?.networks, await trail()]).toEqual([[], []]);
});

test('M1.4 a line is blocked and freed, each with its line in the trail, and no table learns the address', async () => {
  expect(await blockLine(house.ports, operator, mark(SCANNER), OWN)).toEqual({ ok: true });
  expect((await page())?.lines[0]?.isBlocked).toBe(true);
  expect(await dumpOf(house.db)).not.toContain(SCANNER);
  expect(await freeLine(house.ports, operator, mark(SCANNER))).toEqual({ ok: true });
  expect((await page())?.lines[0]?.isBlocked).toBe(false);
  expect(await freeLine(house.ports, operator, mark(SCANNER))).toEqual({ refused: 'gone' });
  expect(await trail()).toEqual(['blocked-line', 'freed-line']);
  expect(JSON.stringify(house.told)).not.toContain(SCANNER);
});

test('M1.4 what nobody saw within the hour, or what is no mark, blocks nobody', async () => {
  house.setNow('2026-11-24T09:00:00Z');
  for (const each of [mark(SCANNER), '', "'; drop table audit", mark('192.0.2.1')]) {
    expect(await blockLine(house.ports, operator, each, OWN)).toEqual({ refused: 'gone' });
    expect(await blockNetwork(house.ports, operator, each, OWN)).toEqual({ refused: 'gone' });
  }
  expect(await trail()).toEqual([]);
});

test('M1.2 M1.4 a network is kept anonymised, once however often it is pressed, and goes after thirty days', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => blockNetwork(house.ports, operator, mark(SCANNER), OWN)));
  expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  const rows = await house.db.selectFrom('blocked_network').select(['network', 'created_at']).execute();
  expect(rows).toEqual([{ network: '203.0.0.0', created_at: new Date(NOW) }]);
  expect(await trail()).toEqual(['blocked-network']);
  const dump = await dumpOf(house.db);
  expect(dump).not.toContain(SCANNER);
  // The search would have found it.
  await house.db.updateTable('blocked_network').set({ network: SCANNER }).execute();
  expect(await dumpOf(house.db)).toContain(SCANNER);
  await house.db.updateTable('blocked_network').set({ network: '203.0.0.0' }).execute();
  const erase = createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  );
  await erase(new Date(Date.parse(NOW) + 30 * DAY_MS - 1));
  expect(await house.db.selectFrom('blocked_network').select('id').execute()).toHaveLength(1);
  await erase(new Date(Date.parse(NOW) + 30 * DAY_MS));
  expect(await house.db.selectFrom('blocked_network').select('id').execute()).toEqual([]);
});

test('M1.4 a network is freed once, by its operator alone', async () => {
  await blockNetwork(house.ports, operator, mark(SCANNER), OWN);
  const id = (await page())?.networks[0]?.id ?? '';
  expect(await freeNetwork(house.ports, jana, id)).toEqual({ refused: 'forbidden' });
  const answers = await Promise.all([freeNetwork(house.ports, operator, id), freeNetwork(house.ports, operator, id)]);
  expect(answers.map((answer) => 'ok' in answer).sort()).toEqual([false, true]);
  expect((await page())?.networks).toEqual([]);
  expect(await trail()).toEqual(['blocked-network', 'freed-network']);
});

test('M1.4 failed sign-ins of the hour are counted by account, without any name or address', async () => {
  const { failedLogins } = house.ports.store;
  const fail = async (email: string, network: string, times: number) => {
    for (let time = 0; time < times; time++) await failedLogins.add(email, network, house.ports.now());
  };
  await fail('old@mail.example', '203.0.0.0', 9);
  house.advance(3_600_000);
  await fail('a@mail.example', '203.0.0.0', 4);
  await fail('b@mail.example', '203.0.0.0', 5);
  for (let at = 0; at < 25; at++) await fail('c@mail.example', `10.${at}.0.0`, 2);
  expect((await page())?.signIns).toEqual({ accounts: 3, slowed: 2 });
});
