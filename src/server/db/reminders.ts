/** Reminders that were put out, and what decides on one. Nothing here is scoped to a practice: the portal itself reminds, and pages ask for an event they were allowed to read. */
import { sql, type Kysely } from 'kysely';
import type { ReminderCandidate, ReminderStore } from '../use/ports-reminders.ts';
import { hourOf } from './hour.ts';
import type { Database } from './schema.ts';

export function reminderStore(db: Kysely<Database>): ReminderStore {
  /** What is under restriction (Art. 18 GDPR) reminds nobody. */
  const facts = () =>
    db
      .selectFrom('invitation')
      .innerJoin('event', 'event.id', 'invitation.event_id')
      .innerJoin('practice', 'practice.id', 'invitation.practice_id')
      .where('invitation.restricted_at', 'is', null)
      .where('event.restricted_at', 'is', null)
      .where('practice.restricted_at', 'is', null)
      .select((from) => [
        'invitation.id',
        'invitation.practice_id',
        'invitation.event_id',
        'invitation.state',
        'invitation.reply',
        'invitation.reminders_stopped_at',
        'event.state as event_state',
        'event.starts_at',
        'practice.state as practice_state',
        'practice.remind_day_before',
        'practice.remind_shortly_before',
        from
          .selectFrom('outbox')
          .select(({ fn }) => fn.max('outbox.created_at').as('at'))
          .whereRef('outbox.reference_id', '=', 'invitation.id')
          .where('outbox.kind', 'in', ['invitation', 'moved'])
          .as('told_at'),
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof facts>['executeTakeFirstOrThrow']>>;
  const toCandidate = (row: Row): ReminderCandidate => ({
    invitation: row.id,
    practice: row.practice_id,
    event: row.event_id,
    facts: {
      practiceIsActive: row.practice_state === 'active',
      settings: { day: row.remind_day_before, shortly: row.remind_shortly_before },
      event: { state: row.event_state, startsAt: row.starts_at },
      invitation: { state: row.state, reply: row.reply, stopped: row.reminders_stopped_at !== null, toldAt: row.told_at },
    },
  });
  const toReminder = (row: { id: string; invitation_id: string; kind: 'day' | 'shortly'; starts_at: Date }) => ({
    id: row.id,
    invitation: row.invitation_id,
    kind: row.kind,
    startsAt: row.starts_at,
  });
  return {
    async candidates(kind, from, to, after, limit) {
      let query = facts()
        .where('event.state', '=', 'published')
        .where('event.starts_at', '>', from)
        .where('event.starts_at', '<=', to)
        .where('invitation.state', '=', 'sent')
        .where('invitation.reminders_stopped_at', 'is', null)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('reminder')
                .select('reminder.id')
                .whereRef('reminder.invitation_id', '=', 'invitation.id')
                .whereRef('reminder.starts_at', '=', 'event.starts_at')
                .where('reminder.kind', '=', kind),
            ),
          ),
        );
      if (after !== null) query = query.where(sql<boolean>`(event.starts_at, invitation.id) > (${after.startsAt}, ${after.invitation}::uuid)`);
      return (await query.orderBy('event.starts_at').orderBy('invitation.id').limit(limit).execute()).map(toCandidate);
    },
    async claim({ id, invitation, kind, startsAt }) {
      const done = await db
        .insertInto('reminder')
        .values({ id, invitation_id: invitation, kind, starts_at: startsAt })
        .onConflict((conflict) => conflict.columns(['invitation_id', 'kind', 'starts_at']).doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    async byId(id) {
      const row = await db.selectFrom('reminder').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toReminder(row) : null;
    },
    async of(invitation) {
      const row = await facts().where('invitation.id', '=', invitation).executeTakeFirst();
      return row ? toCandidate(row) : null;
    },
    async ofEvent(event) {
      return (await facts().where('invitation.event_id', '=', event).orderBy('invitation.id').execute()).map(toCandidate);
    },
    async putOutFor(event) {
      const rows = await db
        .selectFrom('reminder')
        .innerJoin('invitation', 'invitation.id', 'reminder.invitation_id')
        .innerJoin('event', 'event.id', 'invitation.event_id')
        .whereRef('reminder.starts_at', '=', 'event.starts_at')
        .where('event.id', '=', event)
        .selectAll('reminder')
        .execute();
      return rows.map(toReminder);
    },
    async setStopped(invitation, at) {
      const hour = at && hourOf(at);
      const done = await db
        .updateTable('invitation')
        .set({ reminders_stopped_at: hour && sql<Date>`coalesce(reminders_stopped_at, ${hour})` })
        .where('id', '=', invitation)
        .where('state', '!=', 'revoked')
        .where('restricted_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}
