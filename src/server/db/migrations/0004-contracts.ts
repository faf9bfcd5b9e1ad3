import { sql, type Kysely } from 'kysely';

/**
 * What a practice orders and how it pays. `order_hash`: SHA-256 of the value drawn with the order's form, so that an order sent twice is one.
 * A practice in the state `requested` is ordered and verified and waits for the operator.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table practice
      add column street text,
      add column postal_code text,
      add column city text,
      add column country text check (country ~ '^[A-Z]{2}$'),
      add column contact_name_sealed bytea,
      add column contact_telephone_sealed bytea,
      add column contact_email_sealed bytea,
      drop constraint practice_state_check,
      add constraint practice_state_check check (state in ('unverified', 'requested', 'active', 'ended'));
    create table contract (
      practice_id uuid primary key references practice on delete cascade,
      plan text not null,
      order_hash bytea unique,
      ordered_at timestamptz,
      confirmed_at timestamptz,
      confirmed_by uuid,
      trial_ends_at timestamptz,
      trial_told_at timestamptz,
      notice_received_at timestamptz,
      notice_by text check (notice_by in ('practice', 'operator')),
      ends_at timestamptz
    );
    create table mandate (
      practice_id uuid primary key references practice on delete cascade,
      reference text not null unique,
      holder_sealed bytea not null,
      iban_sealed bytea not null,
      bic_sealed bytea,
      text_version integer not null,
      language text not null,
      consented_at timestamptz not null
    );
  `.execute(db);
}
