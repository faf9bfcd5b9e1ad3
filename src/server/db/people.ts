/** Accounts, practices, memberships. Everyone's address and name is sealed; addresses are found by a keyed hash. */
import type { Kysely, Selectable } from 'kysely';
import { addressKey } from '../../rules/person.ts';
import type { Account, Keyring, Language, Membership, Practice, Store } from '../use/ports.ts';
import type { Database } from './schema.ts';

const PORTAL = 'portal';

export function emailIndex(keyring: Keyring, email: string): Buffer {
  return Buffer.from(keyring.blindIndex('account.email', PORTAL, addressKey(email)));
}

function sealFor(keyring: Keyring, field: string, row: string, text: string): Buffer {
  return Buffer.from(keyring.seal(field, PORTAL, row, text));
}

export function accountStore(db: Kysely<Database>, keyring: Keyring): Store['accounts'] {
  const toAccount = (row: Selectable<Database['account']>): Account => ({
    id: row.id,
    kind: row.kind,
    email: keyring.open('account.email', PORTAL, row.id, row.email_sealed),
    passwordHash: row.password_hash,
    formOfAddress: row.form_of_address,
    title: row.title,
    firstName: keyring.open('account.first_name', PORTAL, row.id, row.first_name_sealed),
    lastName: keyring.open('account.last_name', PORTAL, row.id, row.last_name_sealed),
    language: row.language as Language,
    state: row.state,
    createdAt: row.created_at,
  });
  const fenced = () => db.selectFrom('account').selectAll().where('restricted_at', 'is', null);
  return {
    async insert(account) {
      const done = await db
        .insertInto('account')
        .values({
          id: account.id,
          kind: account.kind,
          email_sealed: sealFor(keyring, 'account.email', account.id, account.email),
          email_index: emailIndex(keyring, account.email),
          password_hash: account.passwordHash,
          form_of_address: account.formOfAddress,
          title: account.title,
          first_name_sealed: sealFor(keyring, 'account.first_name', account.id, account.firstName),
          last_name_sealed: sealFor(keyring, 'account.last_name', account.id, account.lastName),
          language: account.language,
          state: account.state,
          created_at: account.createdAt,
        })
        .onConflict((conflict) => conflict.column('email_index').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n ? 'ok' : 'address-taken';
    },
    async byId(id) {
      const row = await fenced().where('id', '=', id).executeTakeFirst();
      return row ? toAccount(row) : null;
    },
    async byEmail(email) {
      const row = await fenced().where('email_index', '=', emailIndex(keyring, email)).executeTakeFirst();
      return row ? toAccount(row) : null;
    },
    async verify(id, now) {
      const done = await db
        .updateTable('account')
        .set({ state: 'active', verified_at: now })
        .where('id', '=', id)
        .where('state', '=', 'unverified')
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async removeUnverified(id) {
      const practices = await db.selectFrom('member').select('practice_id').where('account_id', '=', id).execute();
      const done = await db.deleteFrom('account').where('id', '=', id).where('state', '=', 'unverified').executeTakeFirst();
      if (done.numDeletedRows !== 1n) return false;
      for (const { practice_id: practice } of practices) {
        await db.deleteFrom('practice').where('id', '=', practice).where('state', '=', 'unverified').execute();
      }
      return true;
    },
    async setPassword(id, passwordHash) {
      await db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    },
    async setEmail(id, email) {
      const index = emailIndex(keyring, email);
      const done = await db
        .updateTable('account')
        .set({ email_sealed: sealFor(keyring, 'account.email', id, email), email_index: index })
        .where('id', '=', id)
        .where((is) =>
          is.not(is.exists(is.selectFrom('account as other').select('other.id').where('other.email_index', '=', index).where('other.id', '<>', id))),
        )
        .executeTakeFirst();
      return done.numUpdatedRows === 1n ? 'ok' : 'address-taken';
    },
    async hasOperator() {
      return (await db.selectFrom('account').select('id').where('kind', '=', 'operator').limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

function toPractice(row: Selectable<Database['practice']>): Practice {
  return {
    id: row.id,
    name: row.name,
    telephone: row.telephone,
    language: row.language as Language,
    zone: row.zone,
    colleaguesSeeClients: row.colleagues_see_clients,
    eventTermHours: row.event_term_hours,
    joiningLeadMinutes: row.joining_lead_minutes,
    state: row.state,
  };
}

export function practiceStore(db: Kysely<Database>): Store['practices'] {
  return {
    async insert(practice, owner, now) {
      await db
        .insertInto('practice')
        .values({
          id: practice.id,
          name: practice.name,
          telephone: practice.telephone,
          language: practice.language,
          zone: practice.zone,
          colleagues_see_clients: practice.colleaguesSeeClients,
          event_term_hours: practice.eventTermHours,
          joining_lead_minutes: practice.joiningLeadMinutes,
          state: practice.state,
          created_at: now,
        })
        .execute();
      await db.insertInto('member').values({ practice_id: practice.id, account_id: owner, role: 'owner', joined_at: now }).execute();
    },
    async byId(id) {
      const row = await db.selectFrom('practice').selectAll().where('id', '=', id).where('restricted_at', 'is', null).executeTakeFirst();
      return row ? toPractice(row) : null;
    },
    async membershipOf(account): Promise<Membership | null> {
      const row = await db
        .selectFrom('member')
        .innerJoin('practice', 'practice.id', 'member.practice_id')
        .selectAll('practice')
        .select('member.role')
        .where('member.account_id', '=', account)
        .where('practice.restricted_at', 'is', null)
        .orderBy('member.joined_at')
        .executeTakeFirst();
      return row ? { practice: toPractice(row), role: row.role } : null;
    },
    async stateOf(id) {
      const row = await db.selectFrom('practice').select('state').where('id', '=', id).where('restricted_at', 'is', null).forShare().executeTakeFirst();
      return row?.state ?? null;
    },
    async change(id, { name, telephone }) {
      await db.updateTable('practice').set({ name, telephone }).where('id', '=', id).where('restricted_at', 'is', null).execute();
    },
  };
}
