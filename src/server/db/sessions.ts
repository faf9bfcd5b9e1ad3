/** Sessions, grants, single-use tokens, failed sign-ins. Only hashes of what a browser or a mail carries. */
import { sql, type Kysely } from 'kysely';
import type { Keyring, Language, Store } from '../use/ports.ts';
import { emailIndex } from './people.ts';
import type { Database } from './schema.ts';

/** Times of a session are kept to five minutes: enough for its shortest idle life, too coarse to follow a person by. */
const COARSE_MS = 5 * 60_000;
const coarse = (at: Date) => new Date(Math.floor(at.getTime() / COARSE_MS) * COARSE_MS);

export function sessionStore(db: Kysely<Database>): Store['sessions'] {
  return {
    async insert(tokenHash, account, language, now) {
      await db
        .insertInto('session')
        .values({ token_hash: Buffer.from(tokenHash), account_id: account, language, created_at: coarse(now), seen_at: coarse(now) })
        .execute();
    },
    async byHash(tokenHash) {
      const hash = Buffer.from(tokenHash);
      const row = await db.selectFrom('session').selectAll().where('token_hash', '=', hash).executeTakeFirst();
      if (!row) return null;
      const grants = await db.selectFrom('session_grant').select(['invitation_id', 'version']).where('token_hash', '=', hash).execute();
      return {
        tokenHash: row.token_hash,
        account: row.account_id,
        language: row.language as Language | null,
        createdAt: row.created_at,
        seenAt: row.seen_at,
        secondFactor: row.second_factor,
        grants: grants.map((grant) => ({ invitation: grant.invitation_id, version: grant.version })),
      };
    },
    async touch(tokenHash, now) {
      await db
        .updateTable('session')
        .set({ seen_at: coarse(now) })
        .where('token_hash', '=', Buffer.from(tokenHash))
        .execute();
    },
    async setLanguage(tokenHash, language) {
      await db.updateTable('session').set({ language }).where('token_hash', '=', Buffer.from(tokenHash)).execute();
    },
    async grant(tokenHash, invitation, version, now) {
      await db
        .insertInto('session_grant')
        .values({ token_hash: Buffer.from(tokenHash), invitation_id: invitation, version, granted_at: coarse(now) })
        .onConflict((conflict) => conflict.columns(['token_hash', 'invitation_id']).doUpdateSet({ version }))
        .execute();
    },
    async remove(tokenHash) {
      await db.deleteFrom('session').where('token_hash', '=', Buffer.from(tokenHash)).execute();
    },
    async replace(from, to, account, now) {
      const swap = async (tx: Kysely<Database>) => {
        const old = await tx.selectFrom('session').select('language').where('token_hash', '=', Buffer.from(from)).executeTakeFirst();
        await tx
          .insertInto('session')
          .values({ token_hash: Buffer.from(to), account_id: account, language: old?.language ?? null, created_at: coarse(now), seen_at: coarse(now) })
          .execute();
        await tx
          .updateTable('session_grant')
          .set({ token_hash: Buffer.from(to) })
          .where('token_hash', '=', Buffer.from(from))
          .execute();
        await tx.deleteFrom('session').where('token_hash', '=', Buffer.from(from)).execute();
      };
      await (db.isTransaction ? swap(db) : db.transaction().execute(swap));
    },
  };
}

export function tokenStore(db: Kysely<Database>): Store['tokens'] {
  return {
    async insert(tokenHash, purpose, account, expiresAt) {
      await db
        .insertInto('token')
        .values({ token_hash: Buffer.from(tokenHash), purpose, account_id: account, expires_at: expiresAt })
        .execute();
    },
    async find(tokenHash, purpose, now) {
      const row = await db
        .selectFrom('token')
        .select('account_id')
        .where('token_hash', '=', Buffer.from(tokenHash))
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? { account: row.account_id } : null;
    },
    async use(tokenHash, purpose, now) {
      const row = await db
        .deleteFrom('token')
        .where('token_hash', '=', Buffer.from(tokenHash))
        .where('purpose', '=', purpose)
        .returning(['account_id', 'expires_at'])
        .executeTakeFirst();
      return row && row.expires_at > now ? { account: row.account_id } : null;
    },
    async removeOf(account, purpose) {
      await db
        .deleteFrom('token')
        .where('purpose', '=', purpose)
        .where('account_id', account === null ? 'is' : '=', account)
        .execute();
    },
  };
}

export function failedLoginStore(db: Kysely<Database>, keyring: Keyring): Store['failedLogins'] {
  return {
    async of(email) {
      const row = await db.selectFrom('failed_login').selectAll().where('account_index', '=', emailIndex(keyring, email)).executeTakeFirst();
      return row ? { failures: row.failures, lastAt: row.last_at } : null;
    },
    async add(email, now) {
      await db
        .insertInto('failed_login')
        .values({ account_index: emailIndex(keyring, email), failures: 1, last_at: now })
        .onConflict((conflict) => conflict.column('account_index').doUpdateSet({ failures: sql<number>`failed_login.failures + 1`, last_at: now }))
        .execute();
    },
    async clear(email) {
      await db.deleteFrom('failed_login').where('account_index', '=', emailIndex(keyring, email)).execute();
    },
  };
}
