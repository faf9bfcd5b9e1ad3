import { sql, type Kysely } from 'kysely';

/** Authenticator apps, recovery codes, passkeys; single-use tokens for the second step of signing in and for a passkey's challenge. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table totp (
      account_id uuid primary key references account on delete cascade,
      secret_sealed bytea not null,
      confirmed_at timestamptz,
      last_step bigint,
      created_at timestamptz not null
    );
    create table recovery_code (
      account_id uuid not null references account on delete cascade,
      code_index bytea not null,
      primary key (account_id, code_index)
    );
    create table passkey (
      id uuid primary key,
      account_id uuid not null references account on delete cascade,
      credential_id bytea not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text not null,
      name_sealed bytea not null,
      created_at timestamptz not null,
      used_on date
    );
    create index passkey_account on passkey (account_id);
    alter table token drop constraint token_purpose_check;
    alter table token add constraint token_purpose_check
      check (purpose in ('verify', 'setup', 'reset', 'email-change', 'second-step', 'passkey-challenge'));
  `.execute(db);
}
