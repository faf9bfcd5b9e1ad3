import { sql, type Kysely } from 'kysely';

/** What visitors write to the operator, until the mail server has taken it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contact_message (
      id uuid primary key,
      topic text not null,
      name_sealed bytea not null,
      email_sealed bytea not null,
      text_sealed bytea not null,
      language text not null,
      created_at timestamptz not null
    );
    create index contact_message_created on contact_message (created_at);
  `.execute(db);
}
