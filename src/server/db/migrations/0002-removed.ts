import { sql, type Kysely } from 'kysely';

/** When the host took the guest out of the consultation: receipts of admissions up to then are void, also after the room is gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invitation add column removed_at timestamptz`.execute(db);
}
