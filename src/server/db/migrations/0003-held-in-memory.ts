import { sql, type Kysely } from 'kysely';

/** How much of an entry lies in memory, and how much of it should be gone. null: the entry lies in no memory, or nobody told. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  await sql`alter table erasure_run add column held integer, add column overdue integer`.execute(db);
}
