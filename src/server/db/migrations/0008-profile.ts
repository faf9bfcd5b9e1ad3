import { sql, type Kysely } from 'kysely';

/** A person's photo with the consent to it, and requests for correction or deletion of single data. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table photo (
      account_id uuid primary key references account on delete cascade,
      stamp text not null,
      small bytea not null,
      large bytea not null,
      consented_at timestamptz not null,
      consent_version integer not null
    );
    create table data_request (
      id uuid primary key,
      account_id uuid not null references account on delete cascade,
      kind text not null check (kind in ('correct', 'delete')),
      datum text not null,
      text_sealed bytea not null,
      state text not null check (state in ('open', 'done', 'refused')),
      received_at timestamptz not null,
      answered_at timestamptz,
      answer_sealed bytea,
      check ((state = 'open') = (answered_at is null))
    );
    create index data_request_account on data_request (account_id);
    create index data_request_answered on data_request (answered_at);
    create index if not exists invitation_email on invitation (email_index);
  `.execute(db);
}
