import { sql, type Kysely } from 'kysely';
import type { BlockStore } from '../use/ports-irregular.ts';
import type { Database } from './schema.ts';

export function blockStore(db: Kysely<Database>): BlockStore {
  return {
    async networks() {
      const rows = await db.selectFrom('blocked_network').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
      return rows.map(({ id, network, created_at: createdAt }) => ({ id, network, createdAt }));
    },
    async insert({ id, network, createdAt }) {
      const inserted = await db
        .insertInto('blocked_network')
        .values({ id, network, created_at: createdAt })
        .onConflict((conflict) => conflict.column('network').doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async remove(id) {
      return (await db.deleteFrom('blocked_network').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
    },
    async failedSince(since, { here, everywhere }) {
      const { rows } = await sql<{ accounts: number; slowed: number }>`
        select count(*)::integer as accounts, (count(*) filter (where most >= ${here} or failures >= ${everywhere}))::integer as slowed from (
          select max(failures) as most, sum(failures) as failures from failed_login group by account_index having max(last_at) > ${since}
        ) failed`.execute(db);
      return rows[0] ?? { accounts: 0, slowed: 0 };
    },
  };
}
