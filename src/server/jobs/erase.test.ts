import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { backFrom, due, type Eraser } from '../../privacy/due.ts';
import { ERASED_ENTRIES, entryOf } from '../../privacy/register.ts';
import { confirm, type Holding } from '../../privacy/memory.ts';
import { ERASED_TERMS, TERMS, type ErasedTerm } from '../../privacy/terms.ts';
import { connect, type Connection } from '../db/connection.ts';
import { openEraser } from '../db/erasure.ts';
import { migratedDatabase, type FreshDatabase } from '../db/testing.ts';
import { createErase, overdueEntries } from './erase.ts';
import { dumpOf, holds, plant } from './testing.ts';

/** Midnight, because a day's count falls due at one. */
const NOW = new Date('2026-11-24T00:00:00Z');
const logged: string[] = [];
const log = (event: string, fields?: { readonly count?: number }) => void logged.push(`${event} ${fields?.count ?? ''}`);
let database: FreshDatabase;
let connection: Connection;
let eraser: Eraser;
let held: readonly Holding[] = [];

beforeEach(async () => {
  database = await migratedDatabase();
  connection = connect(database.url, () => undefined);
  eraser = openEraser(connection.db);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
  logged.length = 0;
  held = [];
});

const erase = (now = NOW) => createErase(eraser, () => held, log)(now);
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** The last clock that is due at NOW. */
function lastDue(term: ErasedTerm): Date {
  const { length, rows } = TERMS[term];
  return rows.holds === 'end' ? NOW : backFrom(NOW, length);
}
const gone = (term: ErasedTerm) => `gone mark of ${term}`;
const kept = (term: ErasedTerm) => `kept mark of ${term}`;

async function plantAroundEachTerm(): Promise<void> {
  for (const term of ERASED_TERMS) {
    await plant(connection.db, term, { mark: gone(term), clock: lastDue(term) });
    await plant(connection.db, term, { mark: kept(term), clock: later(lastDue(term), 1) });
  }
}

describe('B1 the erasure job does what the register says', () => {
  test('B2 of every term: what is due is gone from all tables, byte for byte, and what is not yet due is there', async () => {
    await plantAroundEachTerm();
    const before = await dumpOf(connection.db);
    for (const term of ERASED_TERMS) expect([term, holds(before, gone(term)), holds(before, kept(term))]).toEqual([term, true, true]);

    const report = await erase();

    const after = await dumpOf(connection.db);
    for (const term of ERASED_TERMS) expect([term, holds(after, gone(term)), holds(after, kept(term))]).toEqual([term, false, true]);
    expect(report.complete).toBe(true);
    expect(Object.keys(report.erased).sort()).toEqual([...ERASED_ENTRIES].sort());
  });

  test('B1 erasing twice is erasing once, also when two processes do it at the same time', async () => {
    await plantAroundEachTerm();
    await Promise.all([erase(), erase(), erase()]);
    // What one of them left locked, the next minute takes.
    await erase();
    const once = await dumpOf(connection.db);
    expect((await erase()).erased).toEqual({});
    expect(await dumpOf(connection.db)).toBe(once);
    const counted = await connection.db.selectFrom('daily_count').select('visits').where('route', '=', '/').executeTakeFirst();
    expect(counted?.visits).toBe(1);
    for (const term of ERASED_TERMS) expect([term, holds(once, gone(term)), holds(once, kept(term))]).toEqual([term, false, true]);
  });

  test('B1 a run that breaks off at any deed is finished by the next, with the same end', async () => {
    const deeds = due(NOW, []).length;
    await plantAroundEachTerm();
    await erase();
    const unbroken = await dumpOf(connection.db);
    const totals = await connection.db.selectFrom('erasure_run').select(['entry', 'erased_total']).orderBy('entry').execute();
    for (const breaksAt of [0, 1, Math.floor(deeds / 2), deeds - 1]) {
      const other = await migratedDatabase();
      const second = connect(other.url, () => undefined);
      const [firstConnection, firstEraser] = [connection, eraser];
      connection = second;
      eraser = openEraser(second.db);
      try {
        await plantAroundEachTerm();
        let done = 0;
        const breaking: Eraser = {
          ...eraser,
          // The rows of the broken deed were erased and committed, or not: both happen when a process dies.
          carryOut: async (...deed) => {
            if (done++ === breaksAt) {
              if (breaksAt % 2 === 1) await eraser.carryOut(...deed);
              throw new Error('killed');
            }
            return eraser.carryOut(...deed);
          },
        };
        await expect(createErase(breaking, () => held, log)(NOW)).rejects.toThrow('killed');
        await erase();
        expect(withoutIdentities(await dumpOf(second.db))).toBe(withoutIdentities(unbroken));
        expect(await second.db.selectFrom('erasure_run').select(['entry', 'erased_total']).orderBy('entry').execute()).toEqual(totals);
      } finally {
        [connection, eraser] = [firstConnection, firstEraser];
        await second.close();
        await other.drop();
      }
    }
  });

  test('B1 a deed that fails in the middle erases and counts nothing', async () => {
    await plant(connection.db, 'access-record', { mark: 'half done', clock: lastDue('access-record') });
    await sql`alter table erasure_run add constraint nothing_more check (erased = 0)`.execute(connection.db);
    await expect(erase()).rejects.toThrow(/nothing_more/);
    expect(holds(await dumpOf(connection.db), 'half done')).toBe(true);
    expect(await connection.db.selectFrom('daily_count').selectAll().execute()).toEqual([]);
  });

  test('B1 more than a batch goes in one run, and each row is counted once', async () => {
    await sql`insert into failed_login select decode(lpad(to_hex(n), 8, '0'), 'hex'), '\\x00'::bytea, 1, ${lastDue('failed-login')}::timestamptz from generate_series(1, 2500) n`.execute(
      connection.db,
    );
    expect(await erase()).toEqual({ erased: { 'failed-login': 2500 }, complete: true, confirmed: confirm([], 0) });
    await erase(later(NOW, 60_000));
    const run = await connection.db.selectFrom('erasure_run').selectAll().where('entry', '=', 'failed-login').executeTakeFirstOrThrow();
    expect(run).toEqual({ entry: 'failed-login', ran_at: later(NOW, 60_000), erased: 0, erased_total: '2500', held: null, overdue: null });
    const noted = await connection.db.selectFrom('erasure_run').select('entry').execute();
    expect(noted.map(({ entry }) => entry).sort()).toEqual([...new Set([...ERASED_ENTRIES, ...confirm([], 0).map((each) => each.entry)])].sort());
  });

  test('M1.1 records become counts of days, pages and browsers; the address is in none of them', async () => {
    const old = lastDue('access-record');
    const record = (address: string, minute: Date, route = '/j', browser = 'Firefox 153') => ({ address, minute, route, browser });
    await connection.db.insertInto('daily_count').values({ day: '2026-08-25', route: '/j', browser: 'Firefox 153', visits: 40 }).execute();
    await connection.db
      .insertInto('access_record')
      .values([
        record('203.0.0.0', later(old, -3_600_000)),
        record('198.51.0.0', later(old, -7_200_000)),
        record('198.51.0.0', later(old, -7_200_000), '/', 'other'),
        record('192.0.0.0', later(old, 60_000)),
      ])
      .execute();
    await erase();
    const counts = await sql<{ line: string }>`select concat_ws(' ', day, route, browser, visits) as line from daily_count order by 1`.execute(connection.db);
    expect(counts.rows.map(({ line }) => line)).toEqual(['2026-08-25 / other 1', '2026-08-25 /j Firefox 153 42']);
    const dump = await dumpOf(connection.db);
    expect([holds(dump, '203.0.0.0'), holds(dump, '198.51.0.0'), holds(dump, '192.0.0.0')]).toEqual([false, false, true]);
  });

  test('B1 a practice that keeps its events for an hour forgets them after an hour, another after ninety days', async () => {
    const HOUR_MS = 3_600_000;
    for (const [hours, name] of [
      [1, 'hour'],
      [2160, 'quarter'],
      // Outside the limits, as after a restore from somewhere else.
      [99_999, 'endless'],
    ] as const) {
      const keeps = Math.min(hours, 2160) * HOUR_MS;
      for (const term of ['event', 'invitation-with-event'] as const) {
        await plant(connection.db, term, { mark: `gone ${term} ${name}`, clock: later(NOW, -keeps), eventTermHours: hours });
        await plant(connection.db, term, { mark: `kept ${term} ${name}`, clock: later(NOW, 1 - keeps), eventTermHours: hours });
      }
    }
    await erase();
    const dump = await dumpOf(connection.db);
    for (const name of ['hour', 'quarter', 'endless']) {
      for (const term of ['event', 'invitation-with-event']) {
        expect([name, term, holds(dump, `gone ${term} ${name}`), holds(dump, `kept ${term} ${name}`)]).toEqual([name, term, false, true]);
      }
    }
  });

  test('B1 a practice that lengthens its term while a run goes on keeps its events', async () => {
    await plant(connection.db, 'event', { mark: 'still wanted', clock: later(NOW, -2 * 3_600_000), eventTermHours: 1 });
    const changing: Eraser = {
      ...eraser,
      practiceTerms: async () => {
        const terms = await eraser.practiceTerms();
        await connection.db.updateTable('practice').set({ event_term_hours: 48 }).execute();
        return terms;
      },
    };
    await createErase(changing, () => held, log)(NOW);
    expect(holds(await dumpOf(connection.db), 'still wanted')).toBe(true);
  });

  test('B1 what is under restriction stays, and what it lies in; without the restriction it goes', async () => {
    const fenced = [
      'invitation-revoked',
      'invitation-with-event',
      'event',
      'practice-unverified',
      'practice-ended',
      'account-unverified',
      'account-without-practice',
      'account-ended',
    ] as const;
    for (const term of fenced) await plant(connection.db, term, { mark: kept(term), clock: lastDue(term), restricted: true });
    await erase();
    const restricted = await dumpOf(connection.db);
    for (const term of fenced) expect([term, holds(restricted, kept(term))]).toEqual([term, true]);
    expect(await connection.db.selectFrom('event').select('id').execute()).toHaveLength(3);
    expect(await overdueEntries(eraser, NOW)).toEqual([]);

    for (const table of ['account', 'practice', 'event', 'invitation'] as const) await connection.db.updateTable(table).set({ restricted_at: null }).execute();
    await erase();
    const free = await dumpOf(connection.db);
    for (const term of fenced) expect([term, holds(free, kept(term))]).toEqual([term, false]);
  });

  test('B1 with the practice go its members, their events and their invitations', async () => {
    await plant(connection.db, 'invitation-with-event', { mark: 'of a practice', clock: later(NOW, 86_400_000) });
    await connection.db
      .updateTable('practice')
      .set({ state: 'ended', ended_at: lastDue('practice-ended') })
      .execute();
    await erase();
    for (const table of ['practice', 'account', 'member', 'event', 'invitation'] as const)
      expect([table, await connection.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
  });

  test('M5.2 M6.2 M7.10 an hour after the host has ended nothing says any more who was there', async () => {
    await plant(connection.db, 'grant-host-ended', { mark: 'who was there', clock: later(NOW, -3_600_000) });
    await plant(connection.db, 'grant-host-ended', { mark: 'may come back', clock: later(NOW, 1 - 3_600_000) });
    await erase();
    const dump = await dumpOf(connection.db);
    expect([holds(dump, 'who was there'), holds(dump, 'may come back')]).toEqual([false, true]);
  });

  test('M4.2 a host who ended early may open again: until the planned end and a day the way in stays', async () => {
    await plant(connection.db, 'grant-planned-end', { mark: 'early end', clock: later(NOW, -3_600_000) });
    await connection.db
      .updateTable('event')
      .set({ host_ended_at: later(NOW, -7_200_000) })
      .execute();
    await erase();
    expect(holds(await dumpOf(connection.db), 'early end')).toBe(true);
    await erase(later(NOW, 23 * 3_600_000));
    expect(holds(await dumpOf(connection.db), 'early end')).toBe(false);
  });
});

describe('B1 erasure that stands still is seen', () => {
  test('B1 an entry whose row is a quarter of an hour late is overdue, and no longer after a run, which says so in the log', async () => {
    for (const term of ERASED_TERMS) {
      if (term === 'daily-count') continue;
      await plant(connection.db, term, { mark: gone(term), clock: lastDue(term) });
    }
    expect(await overdueEntries(eraser, later(NOW, 15 * 60_000 - 1))).toEqual([]);
    const late = await overdueEntries(eraser, later(NOW, 15 * 60_000));
    expect([...late].sort()).toEqual([...new Set(ERASED_TERMS.filter((term) => term !== 'daily-count').map(entryOf))].sort());
    await erase(later(NOW, 15 * 60_000));
    expect(logged).toEqual([`erased-overdue ${late.length}`]);
    expect(await overdueEntries(eraser, later(NOW, 15 * 60_000))).toEqual([]);
    await erase(later(NOW, 16 * 60_000));
    expect(logged).toHaveLength(1);
  });
});

describe('M6.2 M7.10 B1 the job confirms that what lies in memory alone is gone', () => {
  const GRACE_MS = 15 * 60_000;
  const noted = async () =>
    Object.fromEntries((await connection.db.selectFrom('erasure_run').selectAll().execute()).map(({ entry, held, overdue }) => [entry, [held, overdue]]));

  test('M6.2 M7.10 of each entry it notes how much is held, and that nothing of it is late', async () => {
    held = [
      { place: 'rooms', count: 0, oldestMs: 0 },
      { place: 'people', count: 0, oldestMs: 0 },
      { place: 'used-tickets', count: 2, oldestMs: 29_000 },
    ];
    const { confirmed } = await erase();
    expect(confirmed).toContainEqual({ entry: 'waiting-room', held: 0, overdue: 0 });
    expect(await noted()).toMatchObject({ 'waiting-room': [0, 0], ticket: [2, 0], 'turn-credential': [null, 0], session: [null, 0], audit: [null, null] });
    expect(await overdueEntries(eraser, NOW)).toEqual([]);
  });

  test('M6.2 M7.10 what stays in memory for longer than the register allows is overdue, until a run finds it gone', async () => {
    const late = [
      { place: 'rooms', count: 1, oldestMs: 60_000 + GRACE_MS },
      { place: 'relayed-messages', count: 1, oldestMs: GRACE_MS },
      { place: 'address-ring', count: 1, oldestMs: 3_600_000 + GRACE_MS },
    ] as const;
    held = late.map((each) => ({ ...each, oldestMs: each.oldestMs - 1 }));
    await erase();
    expect(await overdueEntries(eraser, NOW)).toEqual([]);
    held = late;
    await erase(later(NOW, 60_000));
    expect([...(await overdueEntries(eraser, NOW))].sort()).toEqual(['address-ring', 'connection-data', 'waiting-room']);
    expect(logged).toEqual(['erased-overdue 3']);
    expect(await noted()).toMatchObject({ 'waiting-room': [1, 1], 'connection-data': [1, 1], 'address-ring': [1, 1] });
    // The process that held it has ended, and its memory with it.
    held = [];
    await erase(later(NOW, 120_000));
    expect(await overdueEntries(eraser, NOW)).toEqual([]);
    expect(await noted()).toMatchObject({ 'waiting-room': [null, 0] });
  });
});

/** Identities of access records differ with the order of planting. */
function withoutIdentities(dump: string): string {
  return dump.replace(/^(public\.access_record \()\d+/gm, '$1');
}
