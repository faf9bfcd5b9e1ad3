import { sql, type Kysely } from 'kysely';

/**
 * A practice's kinds of appointment, its buffers, working hours and days that differ from them. `account_id` null: the practice's own hours.
 * Practices that there are get the kinds that a new one begins with, and their appointments keep the words they were planned with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table event_type (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      name text not null,
      minutes integer check (minutes between 5 and 480),
      size text not null check (size in ('single', 'group')),
      colour text not null check (colour in ('green', 'blue', 'violet', 'amber', 'rose', 'grey')),
      before_minutes integer check (before_minutes between 0 and 120),
      after_minutes integer check (after_minutes between 0 and 120),
      archived_at timestamptz
    );
    create unique index event_type_name on event_type (practice_id, lower(name));
    alter table practice
      add column before_minutes integer not null default 0 check (before_minutes between 0 and 120),
      add column after_minutes integer not null default 0 check (after_minutes between 0 and 120);
    alter table event add column event_type_id uuid references event_type;
    alter table event alter column type drop not null;
    alter table event add constraint event_kind check ((type is null) <> (event_type_id is null));
    create index event_event_type on event (event_type_id);

    create table working_hours (
      practice_id uuid not null references practice on delete cascade,
      account_id uuid,
      week text not null,
      unique nulls not distinct (practice_id, account_id),
      foreign key (practice_id, account_id) references member on update cascade on delete cascade
    );
    create table hours_exception (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      account_id uuid,
      first_day text not null check (first_day ~ '^\\d{4}-\\d{2}-\\d{2}$'),
      last_day text not null check (last_day ~ '^\\d{4}-\\d{2}-\\d{2}$' and last_day >= first_day),
      spans text not null,
      ends_at timestamptz not null,
      unique nulls not distinct (practice_id, account_id, first_day, last_day),
      foreign key (practice_id, account_id) references member on update cascade on delete cascade
    );

    insert into event_type (id, practice_id, name, minutes, size, colour)
    select gen_random_uuid(), practice.id, first.name, first.minutes, first.size, first.colour
    from practice join (values
      ('de', 'Videogespräch', null, 'single', 'green'), ('de', 'Kurzgespräch', 25, 'single', 'blue'), ('de', 'Gruppengespräch', 100, 'group', 'violet'),
      ('en', 'Video consultation', null, 'single', 'green'), ('en', 'Short consultation', 25, 'single', 'blue'), ('en', 'Group session', 100, 'group', 'violet'),
      ('fr', 'Entretien vidéo', null, 'single', 'green'), ('fr', 'Entretien court', 25, 'single', 'blue'), ('fr', 'Séance de groupe', 100, 'group', 'violet')
    ) as first (language, name, minutes, size, colour) on first.language = practice.language;
    update event set event_type_id = event_type.id, type = null
    from event_type where event_type.practice_id = event.practice_id and lower(event_type.name) = lower(event.type);
  `.execute(db);
}
