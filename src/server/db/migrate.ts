import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as first from './migrations/0001-first.ts';
import * as removed from './migrations/0002-removed.ts';
import * as heldInMemory from './migrations/0003-held-in-memory.ts';
import * as contracts from './migrations/0004-contracts.ts';
import * as signIn from './migrations/0005-sign-in.ts';
import * as secondFactor from './migrations/0006-second-factor.ts';
import * as profile from './migrations/0008-profile.ts';
import * as practice from './migrations/0009-practice.ts';
import * as texts from './migrations/0010-texts.ts';
import * as eventTypes from './migrations/0011-event-types.ts';
import * as practiceWords from './migrations/0012-practice-words.ts';
import * as ending from './migrations/0013-ending.ts';
import * as reminders from './migrations/0014-reminders.ts';
import * as contact from './migrations/0015-contact.ts';
import * as statistics from './migrations/0016-statistics.ts';
import * as feed from './migrations/0017-feed.ts';
import * as tasks from './migrations/0018-tasks.ts';

/** By name, in the order they were written. A landed migration is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-removed': removed,
  '0003-held-in-memory': heldInMemory,
  '0004-contracts': contracts,
  '0005-sign-in': signIn,
  '0006-second-factor': secondFactor,
  '0008-profile': profile,
  '0009-practice': practice,
  '0010-texts': texts,
  '0011-event-types': eventTypes,
  '0012-practice-words': practiceWords,
  '0013-ending': ending,
  '0014-reminders': reminders,
  '0015-contact': contact,
  '0016-statistics': statistics,
  '0017-feed': feed,
  '0018-tasks': tasks,
};

export type Migrated = { readonly ok: true; readonly applied: readonly string[] } | { readonly refused: 'schema-newer'; readonly unknown: readonly string[] };

/** Brings the schema up to this code; refuses a schema that newer code has made, and touches nothing then. Several processes may call it at once. */
export async function migrate<T>(db: Kysely<T>): Promise<Migrated> {
  const table = await sql<{ found: string | null }>`select to_regclass('kysely_migration')::text as found`.execute(db);
  if (table.rows[0]?.found) {
    const known = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    const unknown = known.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
    if (unknown.length > 0) return { refused: 'schema-newer', unknown };
    if (known.rows.length === Object.keys(MIGRATIONS).length) return { ok: true, applied: [] };
  }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw new Error('migration failed', { cause: error });
  return { ok: true, applied: (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName) };
}

/** For `/readyz`: every migration of this code has been applied and none beyond. */
export async function isMigrated<T>(db: Kysely<T>): Promise<boolean> {
  const known = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = new Set(known.rows.map((row) => row.name));
  return names.size === Object.keys(MIGRATIONS).length && Object.keys(MIGRATIONS).every((name) => names.has(name));
}
