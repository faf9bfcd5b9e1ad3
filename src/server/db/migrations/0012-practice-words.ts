import { sql, type Kysely } from 'kysely';

/** What a practice tells its clients: a text in the waiting room, its privacy notice and its imprint. A notice is a text or a link, never both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table practice_words (
      practice_id uuid primary key references practice on delete cascade,
      waiting_de_sealed bytea,
      waiting_en_sealed bytea,
      waiting_fr_sealed bytea,
      privacy_text_sealed bytea,
      privacy_link_sealed bytea,
      imprint_text_sealed bytea,
      imprint_link_sealed bytea,
      check (privacy_text_sealed is null or privacy_link_sealed is null),
      check (imprint_text_sealed is null or imprint_link_sealed is null)
    );
  `.execute(db);
}
