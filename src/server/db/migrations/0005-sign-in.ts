import { sql, type Kysely } from 'kysely';

/**
 * One's own sessions can be told apart and ended; failed sign-ins count by account and network, so that a guesser elsewhere does not lock the
 * owner out; a new address waits until it is proven. What failed before the change is forgotten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session add column id uuid not null default gen_random_uuid(), add column browser text;
    create unique index session_id on session (id);
    alter table token drop constraint token_purpose_check;
    alter table token add constraint token_purpose_check check (purpose in ('verify', 'setup', 'reset', 'email-change'));
    create table email_change (
      account_id uuid primary key references account on delete cascade,
      email_sealed bytea not null,
      state text not null check (state in ('asked', 'done')),
      created_at timestamptz not null
    );
    create index email_change_created on email_change (created_at);
    drop table failed_login;
    create table failed_login (
      account_index bytea not null,
      network_index bytea not null,
      failures integer not null,
      last_at timestamptz not null,
      primary key (account_index, network_index)
    );
    create index failed_login_last on failed_login (last_at);
    create table known_network (
      account_index bytea not null,
      network_index bytea not null,
      last_at timestamptz not null,
      primary key (account_index, network_index)
    );
    create index known_network_last on known_network (last_at);
  `.execute(db);
}
