import { sql, type Kysely } from 'kysely';

/**
 * The first schema. Every column has its entry in `src/privacy/register.ts`; a test compares both directions.
 * `*_sealed`: AES-256-GCM, key id inside; `*_index`: keyed HMAC for look-up; `*_hash`: SHA-256 of a random 256-bit value.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table practice (
      id uuid primary key,
      name text not null,
      kind text,
      telephone text,
      language text not null,
      zone text not null,
      colleagues_see_clients boolean not null default false,
      event_term_hours integer,
      joining_lead_minutes integer,
      state text not null check (state in ('unverified', 'active', 'ended')),
      created_at timestamptz not null,
      ended_at timestamptz,
      restricted_at timestamptz
    );
    create table account (
      id uuid primary key,
      kind text not null check (kind in ('provider', 'client', 'operator')),
      email_sealed bytea not null,
      email_index bytea not null unique,
      password_hash text not null,
      form_of_address text,
      title text,
      first_name_sealed bytea not null,
      last_name_sealed bytea not null,
      language text not null,
      state text not null check (state in ('unverified', 'active', 'blocked')),
      created_at timestamptz not null,
      verified_at timestamptz,
      restricted_at timestamptz
    );
    create table member (
      practice_id uuid not null references practice on delete cascade,
      account_id uuid not null references account on delete cascade,
      role text not null check (role in ('owner', 'provider', 'assistant')),
      joined_at timestamptz not null,
      primary key (practice_id, account_id)
    );
    create index member_account on member (account_id);
    create table session (
      token_hash bytea primary key,
      account_id uuid references account on delete cascade,
      language text,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      second_factor boolean not null default false
    );
    create index session_account on session (account_id);
    create table token (
      token_hash bytea primary key,
      purpose text not null check (purpose in ('verify', 'setup')),
      account_id uuid references account on delete cascade,
      expires_at timestamptz not null
    );
    create table failed_login (
      account_index bytea primary key,
      failures integer not null,
      last_at timestamptz not null
    );
    create table event (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      owner_id uuid not null references account on delete cascade,
      type text not null,
      title_sealed bytea not null,
      local_start text not null,
      zone text not null,
      minutes integer not null check (minutes between 5 and 480),
      extended_minutes integer not null default 0 check (extended_minutes between 0 and 480),
      starts_at timestamptz not null,
      planned_end timestamptz not null,
      size text not null check (size in ('single', 'group')),
      state text not null check (state in ('draft', 'published', 'cancelled')),
      host_ended_at timestamptz,
      held text check (held in ('held', 'did-not-come')),
      created_at timestamptz not null,
      restricted_at timestamptz
    );
    create index event_practice_start on event (practice_id, starts_at);
    create index event_owner_end on event (owner_id, planned_end);
    create index event_end on event (planned_end);
    create table invitation (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      event_id uuid not null references event on delete cascade,
      email_sealed bytea not null,
      email_index bytea not null,
      label_sealed bytea not null,
      language text not null,
      version integer not null,
      code_index bytea not null unique,
      state text not null check (state in ('planned', 'sent', 'revoked')),
      reply text not null default 'none' check (reply in ('none', 'confirmed', 'declined')),
      replied_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null,
      restricted_at timestamptz
    );
    create index invitation_event on invitation (event_id);
    create index invitation_email on invitation (email_index);
    create table session_grant (
      token_hash bytea not null references session on delete cascade,
      invitation_id uuid not null references invitation on delete cascade,
      version integer not null,
      granted_at timestamptz not null,
      primary key (token_hash, invitation_id)
    );
    create index session_grant_invitation on session_grant (invitation_id);
    create table outbox (
      id uuid primary key,
      practice_id uuid references practice on delete cascade,
      kind text not null,
      reference_id uuid not null,
      state text not null check (state in ('waiting', 'accepted', 'failed')),
      attempts integer not null default 0,
      failure text,
      created_at timestamptz not null,
      next_attempt_at timestamptz not null,
      accepted_at timestamptz
    );
    create index outbox_waiting on outbox (next_attempt_at) where state = 'waiting';
    create index outbox_reference on outbox (reference_id);
    create table audit (
      id uuid primary key,
      practice_id uuid,
      actor_id uuid,
      deed text not null,
      object_kind text not null,
      object_id uuid,
      hour timestamptz not null
    );
    create index audit_practice on audit (practice_id, hour);
    create index audit_hour on audit (hour);
    create table access_record (
      id bigint generated always as identity primary key,
      minute timestamptz not null,
      browser text not null,
      address text not null,
      route text not null
    );
    create index access_record_minute on access_record (minute);
    create table daily_count (
      day date not null,
      route text not null,
      browser text not null,
      visits integer not null,
      primary key (day, route, browser)
    );
    create table operator_setting (
      name text primary key,
      value text not null
    );
    create table erasure_run (
      entry text primary key,
      ran_at timestamptz not null,
      erased integer not null,
      erased_total bigint not null
    );
  `.execute(db);
}
