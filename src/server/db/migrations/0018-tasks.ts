import { sql, type Kysely } from 'kysely';

/** Tasks: for a member of the practice, or for a client who is named by the address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table task (
      id uuid primary key,
      practice_id uuid not null references practice on delete cascade,
      creator_id uuid not null references account on delete cascade,
      assignee_id uuid references account on delete cascade,
      client_email_sealed bytea,
      client_email_index bytea,
      client_label_sealed bytea,
      event_id uuid references event on delete cascade,
      text_sealed bytea not null,
      due_on date,
      remind boolean not null,
      reminded_at timestamptz,
      created_at timestamptz not null,
      done_at timestamptz,
      check ((assignee_id is null) = (client_email_index is not null)),
      check ((client_email_index is null) = (client_email_sealed is null and client_label_sealed is null))
    );
    create index task_practice on task (practice_id);
    create index task_creator on task (creator_id);
    create index task_assignee on task (assignee_id);
    create index task_client on task (client_email_index);
    create index task_event on task (event_id);
    create index task_done on task (done_at);
    create index task_reminder on task (due_on) where remind and reminded_at is null and done_at is null;
  `.execute(db);
}
