/** What the page about ending an account says against what hangs on what in the database. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endingOf, fateOf, TABLES_OF_ACCOUNT, TABLES_OF_PRACTICE } from '../../privacy/ending.ts';
import { ENTRY_IDS, REGISTER } from '../../privacy/register.ts';
import { connect, type Connection } from './connection.ts';
import { migratedDatabase, type FreshDatabase } from './testing.ts';

let database: FreshDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await migratedDatabase();
  connection = connect(database.url, () => undefined);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Tables whose rows fall with those of `parent`, directly. */
async function falling(parent: string): Promise<readonly string[]> {
  const { rows } = await sql<{ child: string }>`
    select distinct conrelid::regclass::text as child from pg_constraint
    where contype = 'f' and confdeltype = 'c' and confrelid = ${parent}::regclass`.execute(connection.db);
  return rows.map(({ child }) => child);
}
async function allFalling(parent: string): Promise<ReadonlySet<string>> {
  const found = new Set([parent]);
  for (const each of found) for (const child of await falling(each)) found.add(child);
  return found;
}

/** Of people who may end an account; sessions and tokens go before, by the deed. */
const tables = [
  ...new Set(
    ENTRY_IDS.filter((id) => fateOf(id) !== 'at-once' && REGISTER[id].subjects.some((each) => each === 'client' || each === 'provider')).flatMap((id) =>
      REGISTER[id].where.flatMap((place) => (place.kind === 'table' ? [place.table] : [])),
    ),
  ),
];

describe('M10.3 what is said of an end is what the database does', () => {
  test('M10.3 every table about people falls with the account, is the practice’s, or has a term of its own', async () => {
    const [ofAccount, ofPractice] = [await allFalling('account'), await allFalling('practice')];
    const wrong = tables.filter((table) => {
      if (TABLES_OF_ACCOUNT.includes(table)) return !ofAccount.has(table);
      return TABLES_OF_PRACTICE.includes(table) !== ofPractice.has(table) && table !== 'outbox';
    });
    expect(wrong).toEqual([]);
    // Not one that falls with the account is told to have a term of its own.
    expect(tables.filter((table) => ofAccount.has(table) && !TABLES_OF_ACCOUNT.includes(table) && !TABLES_OF_PRACTICE.includes(table))).toEqual([]);
  });

  test('M10.3 each thing held of a person in a table is told once, in one of the four parts', () => {
    for (const kind of ['client', 'provider'] as const) {
      const told = endingOf(kind).flatMap(({ entries }) => entries.map(({ id }) => id));
      const held = ENTRY_IDS.filter((id) => REGISTER[id].subjects.includes(kind) && REGISTER[id].where.some((place) => place.kind === 'table'));
      expect([...told].sort()).toEqual([...held].sort());
    }
    expect(
      endingOf('client')
        .find(({ fate }) => fate === 'with-account')
        ?.entries.map(({ id }) => id),
    ).toEqual(['calendar-feed', 'account', 'email-change', 'data-request']);
    expect(fateOf('photo')).toBe('at-once');
    expect(fateOf('audit')).toBe('own-term');
    expect(fateOf('acceptance')).toBe('own-term');
    expect(fateOf('waiting-room')).toBeNull();
  });
});
