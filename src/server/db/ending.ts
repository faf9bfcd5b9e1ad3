/** Accounts that have ended and wait to be erased; suppliers. */
import { sql, type Kysely } from 'kysely';
import { SUPPLIER_ROLES } from '../../rules/supplier.ts';
import type { EndingStore, Supplier, SupplierStore } from '../use/ports-ending.ts';
import type { Keyring } from '../use/ports.ts';
import { emailIndex } from './people.ts';
import type { Database } from './schema.ts';

export function endingStore(db: Kysely<Database>, keyring: Keyring): EndingStore {
  return {
    async end(account, now) {
      const done = await db
        .updateTable('account')
        .set({ state: 'blocked', ended_at: now })
        .where('id', '=', account)
        .where('state', '=', 'active')
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async restore(account) {
      const done = await db
        .updateTable('account')
        .set({ state: 'active', ended_at: null })
        .where('id', '=', account)
        .where('ended_at', 'is not', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async endedAt(account) {
      const row = await db.selectFrom('account').select('ended_at').where('id', '=', account).executeTakeFirst();
      return row?.ended_at ?? null;
    },
    async forgetNetworks(email) {
      const index = emailIndex(keyring, email);
      await db.deleteFrom('failed_login').where('account_index', '=', index).execute();
      await db.deleteFrom('known_network').where('account_index', '=', index).execute();
    },
  };
}

export function supplierStore(db: Kysely<Database>): SupplierStore {
  return {
    async all() {
      const rows = await db
        .selectFrom('supplier')
        .select(['id', 'role', 'name', 'address', 'country', 'changed_at', 'ended_at'])
        .select(sql<string>`to_char(since, 'YYYY-MM-DD')`.as('day'))
        .orderBy((is) => is.fn('lower', ['name']))
        .orderBy('id')
        .execute();
      return rows.flatMap(({ id, role, name, address, country, day, changed_at: changedAt, ended_at: endedAt }): Supplier[] => {
        const known = SUPPLIER_ROLES.find((each) => each === role);
        return known === undefined ? [] : [{ id, role: known, name, address, country, since: day, changedAt, endedAt }];
      });
    },
    async lock() {
      await sql`lock table supplier in share row exclusive mode`.execute(db);
    },
    async insert(id, details, now) {
      await db
        .insertInto('supplier')
        .values({ id, ...details, changed_at: now })
        .execute();
    },
    async change(id, details, now) {
      const done = await db
        .updateTable('supplier')
        .set({ ...details, changed_at: now })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async end(id, now) {
      const done = await db
        .updateTable('supplier')
        .set({ ended_at: now, changed_at: now })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}
