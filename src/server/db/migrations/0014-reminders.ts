import { sql, type Kysely } from 'kysely';

/** Which reminders a practice wants, who wants none, and which were put out: at most one of a kind for one start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table practice add column remind_day_before boolean not null default true;
    alter table practice add column remind_shortly_before boolean not null default true;
    alter table invitation add column reminders_stopped_at timestamptz;
    create table reminder (
      id uuid primary key,
      invitation_id uuid not null references invitation on delete cascade,
      kind text not null check (kind in ('day', 'shortly')),
      starts_at timestamptz not null,
      unique (invitation_id, kind, starts_at)
    );
    create index event_start on event (starts_at) where state = 'published';
  `.execute(db);
}
