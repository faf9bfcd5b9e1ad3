import { sql, type Kysely } from 'kysely';

/** Invitations of new members; how long the practice's appointments usually are. An account belongs to one practice at the most. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table member_invitation (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      email_sealed bytea not null,
      email_index bytea not null,
      role text not null check (role in ('owner', 'provider', 'assistant')),
      language text not null,
      token_hash bytea unique,
      expires_at timestamptz not null,
      unique (practice_id, email_index)
    );
    alter table practice add column default_minutes integer;
    drop index member_account;
    create unique index member_account on member (account_id);
  `.execute(db);
}
