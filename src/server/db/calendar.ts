/** A person's own calendar. What a client finds is found by the address of their account alone. */
import { sql, type Kysely } from 'kysely';
import type { CalendarStore, Feed } from '../use/ports-calendar.ts';
import type { Keyring } from '../use/ports.ts';
import { addressIndex, eventReader, fencedEvents, invitationStore } from './events.ts';
import { hourOf } from './hour.ts';
import type { Database } from './schema.ts';

const later = (...times: readonly (Date | null)[]) => new Date(Math.max(...times.map((each) => each?.getTime() ?? 0)));
/** More than a provider has in the years that can be planned; ends what a mistake would make. */
const MOST_EVENTS = 5_000;

export function calendarStore(db: Kysely<Database>, keyring: Keyring): CalendarStore {
  const toFeed = (row: { account_id: string; wording: Feed['wording']; created_at: Date }): Feed => ({
    account: row.account_id,
    wording: row.wording,
    createdAt: row.created_at,
  });
  return {
    async invitationOf(email, id) {
      const row = await db
        .selectFrom('invitation')
        .select('id')
        .where(sql<string>`invitation.id::text`, '=', id)
        .where('email_index', '=', addressIndex(keyring, email))
        .executeTakeFirst();
      return row ? invitationStore(db, keyring).atTheDoor(row.id) : null;
    },
    async reply(invitation, reply, now) {
      const done = await db
        .updateTable('invitation')
        .set({ reply, replied_at: hourOf(now) })
        .where('id', '=', invitation)
        .where('state', '=', 'sent')
        .where('reply', '!=', reply)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async ofClient(email, from, to) {
      let query = db
        .selectFrom('invitation')
        .innerJoin('event', 'event.id', 'invitation.event_id')
        .innerJoin('practice', 'practice.id', 'event.practice_id')
        .select(['invitation.id', 'invitation.version', 'invitation.reply', 'invitation.replied_at', 'invitation.revoked_at', 'invitation.state as sent'])
        .select(['event.starts_at', 'event.planned_end', 'event.zone', 'event.minutes', 'event.extended_minutes', 'event.size', 'event.owner_id'])
        .select(['event.state', 'event.changed_at', 'practice.name'])
        .where('invitation.email_index', '=', addressIndex(keyring, email))
        .where('invitation.state', '!=', 'planned')
        .where('event.state', '!=', 'draft')
        .where('practice.state', '=', 'active')
        .where('invitation.restricted_at', 'is', null)
        .where('event.restricted_at', 'is', null)
        .where('practice.restricted_at', 'is', null)
        .orderBy('event.starts_at')
        .orderBy('invitation.id')
        .limit(MOST_EVENTS);
      if (from !== null) query = query.where('event.starts_at', '>=', from);
      if (to !== null) query = query.where('event.starts_at', '<', to);
      return (await query.execute()).map((row) => ({
        invitation: { id: row.id, version: row.version, reply: row.reply },
        event: {
          startsAt: row.starts_at,
          plannedEnd: row.planned_end,
          zone: row.zone,
          minutes: row.minutes,
          extendedMinutes: row.extended_minutes,
          size: row.size,
          owner: row.owner_id,
        },
        off: row.state === 'cancelled' || row.sent === 'revoked',
        changedAt: later(row.changed_at, row.replied_at, row.revoked_at && hourOf(row.revoked_at)),
        practiceName: row.name,
      }));
    },
    async ofPractice(practice, owner, from, to) {
      let query = fencedEvents(db).where('practice_id', '=', practice).where('state', '!=', 'draft').orderBy('starts_at').orderBy('id').limit(MOST_EVENTS);
      if (owner !== null) query = query.where('owner_id', '=', owner);
      if (from !== null) query = query.where('starts_at', '>=', from);
      if (to !== null) query = query.where('starts_at', '<', to);
      const toEvent = eventReader(keyring);
      return (await query.execute()).map((row) => ({ event: toEvent(row), changedAt: row.changed_at }));
    },
    async setFeed({ account, wording, createdAt }, tokenHash) {
      const values = { token_hash: Buffer.from(tokenHash), wording, created_at: hourOf(createdAt) };
      await db
        .insertInto('calendar_feed')
        .values({ account_id: account, ...values })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute();
    },
    async feedOf(account) {
      const row = await db.selectFrom('calendar_feed').selectAll().where('account_id', '=', account).executeTakeFirst();
      return row ? toFeed(row) : null;
    },
    async feedByHash(tokenHash) {
      const row = await db.selectFrom('calendar_feed').selectAll().where('token_hash', '=', Buffer.from(tokenHash)).executeTakeFirst();
      return row ? toFeed(row) : null;
    },
    async setWording(account, wording) {
      return (await db.updateTable('calendar_feed').set({ wording }).where('account_id', '=', account).executeTakeFirst()).numUpdatedRows === 1n;
    },
    async removeFeed(account) {
      return (await db.deleteFrom('calendar_feed').where('account_id', '=', account).executeTakeFirst()).numDeletedRows === 1n;
    },
  };
}
