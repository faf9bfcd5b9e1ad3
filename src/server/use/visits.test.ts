/** The statistics on a real database, from records as visits leave them; and how fast, with as many as a busy portal has. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NOT_PAGES, rangeStart } from '../../rules/visits.ts';
import { createAccessRecorder } from '../access/record.ts';
import { insertAccessRecords } from '../db/access-records.ts';
import { openEraser } from '../db/erasure.ts';
import { countsQuery } from '../db/visits.ts';
import { createErase } from '../jobs/erase.ts';
import { dumpOf } from '../jobs/testing.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import type { SessionView } from './session.ts';
import { visitStatistics } from './visits.ts';

const NOW = '2026-11-24T13:30:00Z';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
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
  await house.db.deleteFrom('access_record').execute();
  await house.db.deleteFrom('daily_count').execute();
});

/** By the recorder of the portal, each from an address of its own. */
async function visit(route: string, times: number, at: string = NOW): Promise<void> {
  const recorder = createAccessRecorder(
    (rows) => insertAccessRecords(house.db, rows),
    () => undefined,
  );
  for (let time = 0; time < times; time++) recorder.record({ address: `203.0.113.${time % 256}`, userAgent: FIREFOX, route }, new Date(at));
  await recorder.close();
}

test('M1.3 the operator sees pages, browsers, days and hours, today’s too, and nobody else sees anything', async () => {
  await visit('/portal', 12);
  await visit('/', 30, '2026-11-23T23:59:59Z');
  await visit('/portal/help', 2);
  await visit('/_app/[file]', 400);
  const figures = await visitStatistics(house.ports, operator, 'week');
  expect(figures?.total).toBe(44);
  expect(figures?.dates.filter(({ visits }) => visits !== 0)).toEqual([
    { name: '2026-11-23', visits: 30 },
    { name: '2026-11-24', visits: 14 },
  ]);
  expect(figures?.hours.filter(({ visits }) => visits !== 0)).toEqual([
    { name: '13', visits: 14 },
    { name: '23', visits: 30 },
  ]);
  // Two visits of a page lose its name, and the rarest other page with it, so that the difference tells nothing.
  expect(figures?.pages).toEqual({ shown: [{ name: '/', visits: 30 }], rest: 14 });
  expect(figures?.families).toEqual({ shown: [{ name: 'Firefox', visits: 44 }], rest: 0 });
  expect(await visitStatistics(house.ports, jana, 'week')).toBeNull();
  expect(await visitStatistics(house.ports, null, 'week')).toBeNull();
});

test('M1.3 what is folded into daily counts stays in the figures, and is counted once', async () => {
  await visit('/portal', 10, '2026-08-20T10:00:00Z');
  await visit('/portal', 7, '2026-11-01T10:00:00Z');
  const before = await visitStatistics(house.ports, operator, 'counts');
  await createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  )(house.ports.now());
  expect(await house.db.selectFrom('daily_count').select('visits').execute()).toEqual([{ visits: 10 }]);
  const after = await visitStatistics(house.ports, operator, 'counts');
  expect([after?.total, after?.dates, after?.pages]).toEqual([before?.total, before?.dates, before?.pages]);
  expect(after?.dates.filter(({ visits }) => visits !== 0)).toEqual([
    { name: '2026-08', visits: 10 },
    { name: '2026-11', visits: 7 },
  ]);
});

test('M1.3 no address, whole or anonymised, is in what the page gets', async () => {
  await visit('/portal', 12);
  const figures = JSON.stringify(await visitStatistics(house.ports, operator, 'week'));
  const addressLike = /\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4}:/;
  expect(figures).not.toMatch(addressLike);
  expect(JSON.stringify({ planted: '203.0.0.0' })).toMatch(addressLike);
});

test('M1.2 M1.3 no table holds the full address of a visit, and the search finds one that is planted', async () => {
  await visit('/portal', 12);
  expect(await dumpOf(house.db)).not.toMatch(/203\.0\.113\./);
  await house.db.insertInto('daily_count').values({ day: '2026-11-01', route: '203.0.113.9', browser: 'other', visits: 1 }).execute();
  expect(await dumpOf(house.db)).toMatch(/203\.0\.113\./);
});

test('M1.3 ninety days with a million records are shown within three seconds, and a week is read by the index', { timeout: 120_000 }, async () => {
  await sql`
    insert into access_record (minute, browser, address, route)
    select ${NOW}::timestamptz - (n % 128000) * interval '1 minute', (array['Firefox 153', 'Chrome 140', 'Safari 18', 'other'])[1 + n % 4], '203.0.0.0', '/page/' || n % 40
    from generate_series(1, 1000000) n`.execute(house.db);
  await sql`vacuum analyze access_record`.execute(house.db);
  const began = performance.now();
  const figures = await visitStatistics(house.ports, operator, 'records');
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(figures?.total).toBe(1_000_000);
  const plan = await sql<{ 'QUERY PLAN': string }>`explain ${countsQuery(rangeStart('week', house.ports.now()), NOT_PAGES)}`.execute(house.db);
  const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines.match(/access_record_minute/g)?.length).toBeGreaterThanOrEqual(3);
  expect(lines).not.toMatch(/Seq Scan on access_record/);
});
