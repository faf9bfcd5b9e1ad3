/** Members of a practice and invitations to become one. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { addressKey } from '../../rules/person.ts';
import type { MemberInvitation, MemberStore } from '../use/ports-members.ts';
import type { Keyring, Language } from '../use/ports.ts';
import type { Database } from './schema.ts';

export function memberStore(db: Kysely<Database>, keyring: Keyring): MemberStore {
  const toInvitation = (row: Selectable<Database['member_invitation']>): MemberInvitation => ({
    id: row.id,
    practice: row.practice_id,
    email: keyring.open('member_invitation.email', row.practice_id, row.id, row.email_sealed),
    role: row.role,
    language: row.language as Language,
    expiresAt: row.expires_at,
  });
  const valid = (now: Date) => db.selectFrom('member_invitation').selectAll().where('expires_at', '>', now);
  const ahead = (practice: string, account: string, now: Date) =>
    sql`practice_id = ${practice} and owner_id = ${account} and planned_end > ${now} and state <> 'cancelled'`;
  return {
    async of(practice) {
      const rows = await db
        .selectFrom('member')
        .innerJoin('account', 'account.id', 'member.account_id')
        .select(['account.id', 'member.role', 'member.joined_at', 'account.title', 'account.first_name_sealed', 'account.last_name_sealed'])
        .select(
          sql<boolean>`exists (select 1 from totp where totp.account_id = account.id and totp.confirmed_at is not null)
            or exists (select 1 from passkey where passkey.account_id = account.id)`.as('factor'),
        )
        .where('member.practice_id', '=', practice)
        .where('account.restricted_at', 'is', null)
        .where('account.ended_at', 'is', null)
        .orderBy('member.joined_at')
        .orderBy('account.id')
        .execute();
      return rows.map((row) => ({
        account: row.id,
        role: row.role,
        joinedAt: row.joined_at,
        title: row.title,
        firstName: keyring.open('account.first_name', 'portal', row.id, row.first_name_sealed),
        lastName: keyring.open('account.last_name', 'portal', row.id, row.last_name_sealed),
        hasSecondFactor: row.factor,
      }));
    },
    async count(practice) {
      const row = await db
        .selectFrom('member')
        .select((is) => is.fn.countAll<string>().as('count'))
        .where('practice_id', '=', practice)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async lock(practice) {
      await sql`select 1 from practice where id = ${practice} for update`.execute(db);
    },
    async roleOf(practice, account) {
      const row = await db
        .selectFrom('member')
        .select('role')
        .where('practice_id', '=', practice)
        .where('account_id', '=', account)
        .where((is) => is.not(is.exists(is.selectFrom('account').select('id').whereRef('id', '=', 'member.account_id').where('ended_at', 'is not', null))))
        .forShare()
        .executeTakeFirst();
      return row?.role ?? null;
    },
    async add(practice, account, role, now) {
      const done = await db
        .insertInto('member')
        .values({ practice_id: practice, account_id: account, role, joined_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    async setRole(practice, account, role) {
      await db.updateTable('member').set({ role }).where('practice_id', '=', practice).where('account_id', '=', account).execute();
    },
    async remove(practice, account) {
      await db.deleteFrom('member').where('practice_id', '=', practice).where('account_id', '=', account).execute();
    },
    async eventsAhead(practice, account, now) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::integer as count from event where ${ahead(practice, account, now)}`.execute(db);
      return rows[0]?.count ?? 0;
    },
    async moveEvents(practice, from, to, now) {
      const { rows } = await sql<{ id: string }>`
        update event set owner_id = ${to} where ${ahead(practice, from, now)} returning id`.execute(db);
      return rows.map(({ id }) => id);
    },
    async invite(invitation) {
      const index = Buffer.from(keyring.blindIndex('member_invitation.email', invitation.practice, addressKey(invitation.email)));
      await db.deleteFrom('member_invitation').where('practice_id', '=', invitation.practice).where('email_index', '=', index).execute();
      await db
        .insertInto('member_invitation')
        .values({
          id: invitation.id,
          practice_id: invitation.practice,
          email_sealed: Buffer.from(keyring.seal('member_invitation.email', invitation.practice, invitation.id, invitation.email)),
          email_index: index,
          role: invitation.role,
          language: invitation.language,
          token_hash: null,
          expires_at: invitation.expiresAt,
        })
        .execute();
    },
    async invitations(practice, now) {
      return (await valid(now).where('practice_id', '=', practice).orderBy('expires_at', 'desc').orderBy('id').execute()).map(toInvitation);
    },
    async invitation(id, now) {
      const row = await valid(now).where('id', '=', id).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async setToken(id, tokenHash) {
      await db
        .updateTable('member_invitation')
        .set({ token_hash: Buffer.from(tokenHash) })
        .where('id', '=', id)
        .execute();
    },
    async byToken(tokenHash, now) {
      const row = await valid(now).where('token_hash', '=', Buffer.from(tokenHash)).executeTakeFirst();
      return row ? toInvitation(row) : null;
    },
    async spend(id, tokenHash) {
      const done = await db.deleteFrom('member_invitation').where('id', '=', id).where('token_hash', '=', Buffer.from(tokenHash)).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    async withdraw(practice, id) {
      const done = await db.deleteFrom('member_invitation').where('practice_id', '=', practice).where('id', '=', id).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
  };
}
