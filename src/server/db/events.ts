/** Events and invitations. Every query is scoped to a practice and, inside it, to the provider who owns the event; those for the door say so. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { addressKey } from '../../rules/person.ts';
import type { EventRecord, Invitation, Keyring, Language, Scope, Store } from '../use/ports.ts';
import { hourOf } from './hour.ts';
import type { Database } from './schema.ts';

/** Invitations are found by whom they went to; the address itself is sealed. */
export function addressIndex(keyring: Keyring, email: string): Buffer {
  return Buffer.from(keyring.blindIndex('invitation.email', 'portal', addressKey(email)));
}

/** Those that are not under restriction, each with the name of its type; for `eventReader`. */
export function fencedEvents(db: Kysely<Database>) {
  return db
    .selectFrom('event')
    .selectAll('event')
    .select((select) => select.selectFrom('event_type').select('event_type.name').whereRef('event_type.id', '=', 'event.event_type_id').as('type_name'))
    .where('restricted_at', 'is', null);
}

export function eventReader(keyring: Keyring): (row: Selectable<Database['event']> & { readonly type_name: string | null }) => EventRecord {
  return (row) => ({
    id: row.id,
    practice: row.practice_id,
    owner: row.owner_id,
    type: row.type_name ?? row.type ?? '',
    typeId: row.event_type_id,
    title: keyring.open('event.title', row.practice_id, row.id, row.title_sealed),
    localStart: row.local_start,
    zone: row.zone,
    minutes: row.minutes,
    extendedMinutes: row.extended_minutes,
    startsAt: row.starts_at,
    plannedEnd: row.planned_end,
    size: row.size,
    state: row.state,
    hostEndedAt: row.host_ended_at,
    held: row.held,
  });
}

export function eventStore(db: Kysely<Database>, keyring: Keyring): Store['events'] {
  const toEvent = eventReader(keyring);
  const changeable = (event: EventRecord) => ({
    // By reference, so that another name is seen everywhere.
    type: event.typeId === null ? event.type : null,
    event_type_id: event.typeId,
    title_sealed: Buffer.from(keyring.seal('event.title', event.practice, event.id, event.title)),
    local_start: event.localStart,
    zone: event.zone,
    minutes: event.minutes,
    extended_minutes: event.extendedMinutes,
    starts_at: event.startsAt,
    planned_end: event.plannedEnd,
    size: event.size,
    state: event.state,
    held: event.held,
  });
  const inScope = (scope: Scope) => {
    const query = fencedEvents(db).where('practice_id', '=', scope.practice);
    return scope.owner === null ? query : query.where('owner_id', '=', scope.owner);
  };
  return {
    async insert(event, now) {
      await db
        .insertInto('event')
        .values({ id: event.id, practice_id: event.practice, owner_id: event.owner, created_at: hourOf(now), ...changeable(event) })
        .execute();
    },
    async update(scope, event) {
      let query = db
        .updateTable('event')
        .set(changeable(event))
        .where('id', '=', event.id)
        .where('practice_id', '=', scope.practice)
        .where('restricted_at', 'is', null);
      if (scope.owner !== null) query = query.where('owner_id', '=', scope.owner);
      return (await query.executeTakeFirst()).numUpdatedRows === 1n;
    },
    async byId(scope, id) {
      const row = await inScope(scope).where('id', '=', id).executeTakeFirst();
      return row ? toEvent(row) : null;
    },
    async between(scope, from, to) {
      return (await inScope(scope).where('planned_end', '>=', from).where('starts_at', '<', to).orderBy('starts_at').orderBy('id').execute()).map(toEvent);
    },
    async atTheDoor(id) {
      const row = await fencedEvents(db).where('id', '=', id).executeTakeFirst();
      return row ? toEvent(row) : null;
    },
    async hostEnded(id, now) {
      await db.updateTable('event').set({ host_ended_at: now }).where('id', '=', id).execute();
    },
    async remove(scope, id) {
      let query = db.deleteFrom('event').where('id', '=', id).where('practice_id', '=', scope.practice);
      if (scope.owner !== null) query = query.where('owner_id', '=', scope.owner);
      return (await query.executeTakeFirst()).numDeletedRows === 1n;
    },
  };
}

export function invitationStore(db: Kysely<Database>, keyring: Keyring): Store['invitations'] {
  const toInvitation = (row: Selectable<Database['invitation']>): Invitation => ({
    id: row.id,
    practice: row.practice_id,
    event: row.event_id,
    email: keyring.open('invitation.email', row.practice_id, row.id, row.email_sealed),
    label: keyring.open('invitation.label', row.practice_id, row.id, row.label_sealed),
    language: row.language as Language,
    version: row.version,
    state: row.state,
    reply: row.reply,
    removedAt: row.removed_at,
    repliedAt: row.replied_at,
    remindersStopped: row.reminders_stopped_at !== null,
  });
  const fenced = () => db.selectFrom('invitation').selectAll('invitation').where('invitation.restricted_at', 'is', null);
  const inScope = (scope: Scope) => {
    const query = fenced()
      .innerJoin('event', 'event.id', 'invitation.event_id')
      .where('invitation.practice_id', '=', scope.practice)
      .where('event.restricted_at', 'is', null);
    return scope.owner === null ? query : query.where('event.owner_id', '=', scope.owner);
  };
  return {
    async insert(invitation, codeIndex, now) {
      const done = await db
        .insertInto('invitation')
        .values({
          id: invitation.id,
          practice_id: invitation.practice,
          event_id: invitation.event,
          email_sealed: Buffer.from(keyring.seal('invitation.email', invitation.practice, invitation.id, invitation.email)),
          email_index: addressIndex(keyring, invitation.email),
          label_sealed: Buffer.from(keyring.seal('invitation.label', invitation.practice, invitation.id, invitation.label)),
          language: invitation.language,
          version: invitation.version,
          code_index: Buffer.from(codeIndex),
          state: invitation.state,
          reply: invitation.reply,
          created_at: hourOf(now),
        })
        .onConflict((conflict) => conflict.column('code_index').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n ? 'ok' : 'code-taken';
    },
    async byId(scope, id) {
      const row = await inScope(scope).where('invitation.id', '=', id).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async ofEvent(scope, event) {
      return (await inScope(scope).where('invitation.event_id', '=', event).orderBy('invitation.created_at').orderBy('invitation.id').execute()).map(
        toInvitation,
      );
    },
    async ofEvents(scope, events) {
      if (events.length === 0) return [];
      return (
        await inScope(scope)
          .where('invitation.event_id', 'in', [...events])
          .orderBy('invitation.created_at')
          .orderBy('invitation.id')
          .execute()
      ).map(toInvitation);
    },
    async markSent(id) {
      await db.updateTable('invitation').set({ state: 'sent' }).where('id', '=', id).where('state', '=', 'planned').execute();
    },
    async revoke(scope, id, now) {
      if (!(await inScope(scope).where('invitation.id', '=', id).executeTakeFirst())) return false;
      const done = await db
        .updateTable('invitation')
        .set({ state: 'revoked', revoked_at: now })
        .where('id', '=', id)
        .where('state', '!=', 'revoked')
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async atTheDoor(id) {
      const row = await fenced().where('invitation.id', '=', id).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async byCode(codeIndex) {
      const row = await fenced().where('invitation.code_index', '=', Buffer.from(codeIndex)).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async guestRemoved(id, at) {
      await db
        .updateTable('invitation')
        .set({ removed_at: sql<Date>`greatest(removed_at, ${at})` })
        .where('id', '=', id)
        .execute();
    },
    async forgetReplies(event) {
      await db.updateTable('invitation').set({ reply: 'none', replied_at: null }).where('event_id', '=', event).where('reply', '!=', 'none').execute();
    },
  };
}
