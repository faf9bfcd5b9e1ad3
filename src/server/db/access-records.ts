import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Row = Readonly<Omit<Database['access_record'], 'id'>>;

/** M1.1: rows that name nobody any more (see `access/record.ts`). */
export async function insertAccessRecords(db: Kysely<Database>, rows: readonly Row[]): Promise<void> {
  await db.insertInto('access_record').values(rows).execute();
}
