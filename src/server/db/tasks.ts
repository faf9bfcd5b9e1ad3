import { sql, type Kysely, type Selectable } from 'kysely';
import type { Task, TaskStore } from '../use/ports-tasks.ts';
import type { Keyring, Language } from '../use/ports.ts';
import { emailIndex } from './people.ts';
import type { Database } from './schema.ts';

export function taskStore(db: Kysely<Database>, keyring: Keyring): TaskStore {
  const seal = (field: string, practice: string, id: string, text: string) => Buffer.from(keyring.seal(`task.${field}`, practice, id, text));
  const toTask = (row: Selectable<Database['task']>): Task => ({
    id: row.id,
    practice: row.practice_id,
    creator: row.creator_id,
    holder:
      row.client_email_sealed !== null && row.client_label_sealed !== null
        ? {
            kind: 'client',
            email: keyring.open('task.client_email', row.practice_id, row.id, row.client_email_sealed),
            label: keyring.open('task.client_label', row.practice_id, row.id, row.client_label_sealed),
          }
        : { kind: 'member', account: row.assignee_id ?? '' },
    event: row.event_id,
    text: keyring.open('task.text', row.practice_id, row.id, row.text_sealed),
    due: row.due_on,
    remind: row.remind,
    createdAt: row.created_at,
    doneAt: row.done_at,
  });
  /** A task falls with an event that is hidden, and with a practice that is. */
  const fenced = () =>
    db
      .selectFrom('task')
      .innerJoin('practice', 'practice.id', 'task.practice_id')
      .leftJoin('event', 'event.id', 'task.event_id')
      .selectAll('task')
      .where('practice.restricted_at', 'is', null)
      .where('event.restricted_at', 'is', null);
  return {
    async insert({ id, practice, creator, holder, event, text, due, remind, createdAt }, most) {
      // Two presses at once are counted one after the other.
      await sql`select 1 from account where id = ${creator} for update`.execute(db);
      const { open } = await db
        .selectFrom('task')
        .select(sql<number>`count(*)::integer`.as('open'))
        .where('creator_id', '=', creator)
        .where('done_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (open >= most) return false;
      const client = holder.kind === 'client' ? holder : null;
      const done = await db
        .insertInto('task')
        .values({
          id,
          practice_id: practice,
          creator_id: creator,
          assignee_id: holder.kind === 'member' ? holder.account : null,
          client_email_sealed: client && seal('client_email', practice, id, client.email),
          client_email_index: client && emailIndex(keyring, client.email),
          client_label_sealed: client && seal('client_label', practice, id, client.label),
          event_id: event,
          text_sealed: seal('text', practice, id, text),
          due_on: due,
          remind,
          reminded_at: null,
          created_at: createdAt,
          done_at: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return done !== undefined;
    },
    async change(creator, { id, text, due, remind }) {
      const row = await db
        .selectFrom('task')
        .select(['practice_id', 'due_on'])
        .where('id', '=', id)
        .where('creator_id', '=', creator)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return false;
      await db
        .updateTable('task')
        .set({ text_sealed: seal('text', row.practice_id, id, text), due_on: due, remind, ...(row.due_on !== due && { reminded_at: null }) })
        .where('id', '=', id)
        .execute();
      return true;
    },
    async remove(creator, id) {
      return (await db.deleteFrom('task').where('id', '=', id).where('creator_id', '=', creator).executeTakeFirst()).numDeletedRows === 1n;
    },
    async ofMember(practice, account) {
      const rows = await fenced()
        .where('task.practice_id', '=', practice)
        .where((eb) => eb.or([eb('task.creator_id', '=', account), eb('task.assignee_id', '=', account)]))
        .execute();
      return rows.map(toTask);
    },
    async ofClient(email) {
      const rows = await fenced()
        .select(['practice.name', 'practice.zone as practice_zone'])
        .where('task.client_email_index', '=', emailIndex(keyring, email))
        .where('practice.state', '=', 'active')
        .execute();
      return rows.map((row) => ({ ...toTask(row), practiceName: row.name, zone: row.practice_zone }));
    },
    async byId(id) {
      const row = await fenced().where('task.id', '=', id).executeTakeFirst();
      return row ? toTask(row) : null;
    },
    async tick(id, done, now) {
      const query = db.updateTable('task').where('id', '=', id);
      await (done ? query.set({ done_at: now }).where('done_at', 'is', null) : query.set({ done_at: null })).execute();
    },
    async openOf(account) {
      const { rows } = await sql<{ open: number }>`
        select count(*)::integer as open from task join account on account.id = ${account} join practice on practice.id = task.practice_id
        where task.done_at is null and practice.restricted_at is null and (
          (task.assignee_id = account.id and exists (select 1 from member where member.account_id = account.id and member.practice_id = task.practice_id))
          or (account.kind = 'client' and account.state = 'active' and task.client_email_index = account.email_index and practice.state = 'active'))`.execute(
        db,
      );
      return rows[0]?.open ?? 0;
    },
    async claimReminders(now, at) {
      const { rows } = await sql<{ id: string; practice: string }>`
        update task set reminded_at = ${now} from practice
        where practice.id = task.practice_id and practice.state = 'active' and task.remind and task.reminded_at is null and task.done_at is null
          and task.due_on = (${now}::timestamptz at time zone practice.zone)::date
          and (${now}::timestamptz at time zone practice.zone)::time >= ${at}::time
        returning task.id, task.practice_id as practice`.execute(db);
      return rows;
    },
    async recipient(id) {
      const row = await fenced()
        .select(['practice.name', 'practice.language as practice_language'])
        .where('task.id', '=', id)
        .where('task.done_at', 'is', null)
        .where('practice.state', '=', 'active')
        .executeTakeFirst();
      if (!row) return null;
      const { holder } = toTask(row);
      const active = db.selectFrom('account').selectAll().where('restricted_at', 'is', null).where('state', '=', 'active');
      const found = holder.kind === 'member' ? active.where('id', '=', holder.account) : active.where('email_index', '=', emailIndex(keyring, holder.email));
      const account = await found.executeTakeFirst();
      const language = (account?.language ?? row.practice_language) as Language;
      if (holder.kind === 'client') return { kind: 'client', email: holder.email, language, practiceName: row.name };
      return account
        ? { kind: 'member', email: keyring.open('account.email', 'portal', account.id, account.email_sealed), language, practiceName: row.name }
        : null;
    },
  };
}
