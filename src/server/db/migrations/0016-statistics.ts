import { sql, type Kysely } from 'kysely';

/** Networks that the operator keeps out: anonymised, never an address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table blocked_network (
      id uuid primary key,
      network text not null unique,
      created_at timestamptz not null
    );
    create index blocked_network_created on blocked_network (created_at);
  `.execute(db);
}
