/** Profiles, photos, requests about one's data; and the events to which an address was invited. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Datum } from '../../rules/data-request.ts';
import type { Keyring } from '../use/ports.ts';
import type { DataRequest, ProfileStore, RequestStore } from '../use/ports-profile.ts';
import { addressIndex } from './events.ts';
import type { Database } from './schema.ts';

const PORTAL = 'portal';

export function profileStore(db: Kysely<Database>, keyring: Keyring): ProfileStore {
  return {
    async change(account, { formOfAddress, title, firstName, lastName, language }) {
      await db
        .updateTable('account')
        .set({
          form_of_address: formOfAddress,
          title,
          first_name_sealed: Buffer.from(keyring.seal('account.first_name', PORTAL, account, firstName)),
          last_name_sealed: Buffer.from(keyring.seal('account.last_name', PORTAL, account, lastName)),
          language,
        })
        .where('id', '=', account)
        .where('restricted_at', 'is', null)
        .execute();
    },
    async setPhoto(account, photo) {
      const values = {
        stamp: photo.stamp,
        small: Buffer.from(photo.small),
        large: Buffer.from(photo.large),
        consented_at: photo.consentedAt,
        consent_version: photo.consentVersion,
      };
      await db
        .insertInto('photo')
        .values({ account_id: account, ...values })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute();
    },
    async photoOf(account) {
      const row = await db.selectFrom('photo').selectAll().where('account_id', '=', account).executeTakeFirst();
      return row ? { stamp: row.stamp, small: row.small, large: row.large, consentedAt: row.consented_at, consentVersion: row.consent_version } : null;
    },
    async stampOf(account) {
      const row = await db.selectFrom('photo').select('stamp').where('account_id', '=', account).executeTakeFirst();
      return row?.stamp ?? null;
    },
    async picture(account, size) {
      const row = await db
        .selectFrom('photo')
        .innerJoin('account', 'account.id', 'photo.account_id')
        .select(`photo.${size} as picture`)
        .where('photo.account_id', '=', account)
        .where('account.restricted_at', 'is', null)
        .executeTakeFirst();
      return row?.picture ?? null;
    },
    async removePhoto(account) {
      return (await db.deleteFrom('photo').where('account_id', '=', account).executeTakeFirst()).numDeletedRows === 1n;
    },
    async areColleagues(one, other) {
      const row = await db
        .selectFrom('member')
        .innerJoin('member as second', 'second.practice_id', 'member.practice_id')
        .select('member.practice_id')
        .where('member.account_id', '=', one)
        .where('second.account_id', '=', other)
        .executeTakeFirst();
      return row !== undefined;
    },
    async ownEvents(email, now) {
      const rows = await db
        .selectFrom('invitation')
        .innerJoin('event', 'event.id', 'invitation.event_id')
        .innerJoin('practice', 'practice.id', 'event.practice_id')
        .select([
          'invitation.id',
          'invitation.version',
          'invitation.reply',
          'event.starts_at',
          'event.planned_end',
          'event.zone',
          'event.minutes',
          'event.size',
          'event.owner_id',
          'practice.name',
        ])
        .where('invitation.email_index', '=', addressIndex(keyring, email))
        .where('invitation.state', '=', 'sent')
        .where('event.state', '=', 'published')
        .where('event.planned_end', '>', now)
        .where('invitation.restricted_at', 'is', null)
        .where('event.restricted_at', 'is', null)
        .where('practice.restricted_at', 'is', null)
        .orderBy('event.starts_at')
        .orderBy('invitation.id')
        .execute();
      return rows.map((row) => ({
        invitation: { id: row.id, version: row.version, reply: row.reply },
        event: { startsAt: row.starts_at, plannedEnd: row.planned_end, zone: row.zone, minutes: row.minutes, size: row.size, owner: row.owner_id },
        practiceName: row.name,
      }));
    },
  };
}

export function requestStore(db: Kysely<Database>, keyring: Keyring): RequestStore {
  const seal = (field: string, id: string, text: string) => Buffer.from(keyring.seal(`data_request.${field}`, PORTAL, id, text));
  const toRequest = (row: Selectable<Database['data_request']>): DataRequest => ({
    id: row.id,
    account: row.account_id,
    kind: row.kind,
    datum: row.datum as Datum,
    text: keyring.open('data_request.text', PORTAL, row.id, row.text_sealed),
    state: row.state,
    receivedAt: row.received_at,
    answeredAt: row.answered_at,
    answer: row.answer_sealed && keyring.open('data_request.answer', PORTAL, row.id, row.answer_sealed),
  });
  return {
    async insert(request, most) {
      // Two presses at once are counted one after the other.
      await sql`select 1 from account where id = ${request.account} for update`.execute(db);
      const { open } = await db
        .selectFrom('data_request')
        .select(({ fn }) => fn.countAll<string>().as('open'))
        .where('account_id', '=', request.account)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
      if (Number(open) >= most) return false;
      await db
        .insertInto('data_request')
        .values({
          id: request.id,
          account_id: request.account,
          kind: request.kind,
          datum: request.datum,
          text_sealed: seal('text', request.id, request.text),
          state: request.state,
          received_at: request.receivedAt,
          answered_at: null,
          answer_sealed: null,
        })
        .execute();
      return true;
    },
    async ofAccount(account) {
      const rows = await db.selectFrom('data_request').selectAll().where('account_id', '=', account).orderBy('received_at', 'desc').orderBy('id').execute();
      return rows.map(toRequest);
    },
    async open() {
      return (await db.selectFrom('data_request').selectAll().where('state', '=', 'open').orderBy('received_at').orderBy('id').execute()).map(toRequest);
    },
    async answer(id, { state, text }, now) {
      const row = await db
        .updateTable('data_request')
        .set({ state, answer_sealed: seal('answer', id, text), answered_at: now })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returning('account_id')
        .executeTakeFirst();
      return row ? { account: row.account_id } : null;
    },
  };
}
