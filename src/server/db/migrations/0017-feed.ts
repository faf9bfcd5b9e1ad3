import { sql, type Kysely } from 'kysely';

/**
 * A person's calendar for their calendar program, and when an event last changed for who comes to it (calendar programs ask). To the hour, as all
 * that is told of deeds; kept by the database itself, so that no deed can forget it. Noting that it was held is no change.
 * A title is sealed anew each time it is saved, so that saving counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_feed (
      account_id uuid primary key references account on delete cascade,
      token_hash bytea not null unique,
      wording text not null check (wording in ('neutral', 'title')),
      created_at timestamptz not null
    );
    alter table event add column changed_at timestamptz not null default date_trunc('hour', now());
    update event set changed_at = created_at;
    create function note_event_change() returns trigger language plpgsql as $$
      begin
        new.changed_at := date_trunc('hour', now());
        return new;
      end
    $$;
    create trigger event_changed before update on event for each row
      when (
        (old.starts_at, old.zone, old.minutes, old.extended_minutes, old.state)
        is distinct from (new.starts_at, new.zone, new.minutes, new.extended_minutes, new.state)
        or (new.title_sealed <> old.title_sealed and new.held is not distinct from old.held)
      )
      execute function note_event_change();
  `.execute(db);
}
