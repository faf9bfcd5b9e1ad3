/** Sessions, grants, single-use tokens, failed sign-ins. Only hashes of what a browser or a mail carries. */
import { sql, type Kysely } from 'kysely';
import { addressKey } from '../../rules/person.ts';
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
        browser: row.browser,
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
        const old = await tx.selectFrom('session').selectAll().where('token_hash', '=', Buffer.from(from)).executeTakeFirst();
        // The same person proved themselves once more: what they proved before still holds.
        const same = old?.account_id === account;
        await tx
          .insertInto('session')
          .values({
            token_hash: Buffer.from(to),
            account_id: account,
            language: old?.language ?? null,
            created_at: coarse(now),
            seen_at: coarse(now),
            second_factor: same && (old?.second_factor ?? false),
            browser: same ? (old?.browser ?? null) : null,
          })
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
    async markSecondFactor(tokenHash) {
      await db.updateTable('session').set({ second_factor: true }).where('token_hash', '=', Buffer.from(tokenHash)).execute();
    },
    async noteBrowser(tokenHash, browser) {
      await db.updateTable('session').set({ browser }).where('token_hash', '=', Buffer.from(tokenHash)).execute();
    },
    async ofAccount(account) {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', account)
        .orderBy('seen_at', 'desc')
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        tokenHash: row.token_hash,
        browser: row.browser,
        createdAt: row.created_at,
        seenAt: row.seen_at,
        secondFactor: row.second_factor,
      }));
    },
    async removeOne(account, id) {
      const done = await db.deleteFrom('session').where('account_id', '=', account).where('id', '=', id).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    async removeAll(account, keep) {
      const all = db.deleteFrom('session').where('account_id', '=', account);
      const done = await (keep === null ? all : all.where('token_hash', '<>', Buffer.from(keep))).executeTakeFirst();
      return Number(done.numDeletedRows);
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

export function emailChangeStore(db: Kysely<Database>, keyring: Keyring): Store['emailChanges'] {
  const seal = (account: string, email: string) => Buffer.from(keyring.seal('email_change.email', 'portal', account, email));
  return {
    async ask(account, email, now) {
      const row = { email_sealed: seal(account, email), state: 'asked', created_at: now } as const;
      await db
        .insertInto('email_change')
        .values({ account_id: account, ...row })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
        .execute();
    },
    async of(account) {
      const row = await db.selectFrom('email_change').selectAll().where('account_id', '=', account).executeTakeFirst();
      return row ? { email: keyring.open('email_change.email', 'portal', account, row.email_sealed), state: row.state } : null;
    },
    async done(account, former, now) {
      const done = await db
        .updateTable('email_change')
        .set({ email_sealed: seal(account, former), state: 'done', created_at: now })
        .where('account_id', '=', account)
        .where('state', '=', 'asked')
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}

export function failedLoginStore(db: Kysely<Database>, keyring: Keyring): Store['failedLogins'] {
  /** Bound to the account, so that nobody sees from the rows who comes from the same network. */
  const networkIndex = (email: string, network: string) =>
    Buffer.from(keyring.blindIndex('failed_login.network', 'portal', `${addressKey(email)}\n${network}`));
  const keys = (email: string, network: string) => ({ account_index: emailIndex(keyring, email), network_index: networkIndex(email, network) });
  return {
    async of(email, network) {
      const { account_index: account, network_index: from } = keys(email, network);
      const [rows, known] = await Promise.all([
        db.selectFrom('failed_login').select(['network_index', 'failures', 'last_at']).where('account_index', '=', account).execute(),
        db.selectFrom('known_network').select('last_at').where('account_index', '=', account).where('network_index', '=', from).executeTakeFirst(),
      ]);
      const here = rows.find((row) => row.network_index.equals(from));
      const lastAt = new Date(Math.max(0, ...rows.map((row) => row.last_at.getTime())));
      return {
        here: here ? { failures: here.failures, lastAt: here.last_at } : null,
        everywhere: rows.length === 0 ? null : { failures: rows.reduce((sum, row) => sum + row.failures, 0), lastAt },
        isKnown: known !== undefined,
      };
    },
    async add(email, network, now) {
      await db
        .insertInto('failed_login')
        .values({ ...keys(email, network), failures: 1, last_at: now })
        .onConflict((conflict) =>
          conflict.columns(['account_index', 'network_index']).doUpdateSet({ failures: sql<number>`failed_login.failures + 1`, last_at: now }),
        )
        .execute();
    },
    async succeeded(email, network, now) {
      const key = keys(email, network);
      await db.deleteFrom('failed_login').where('account_index', '=', key.account_index).where('network_index', '=', key.network_index).execute();
      await db
        .insertInto('known_network')
        .values({ ...key, last_at: now })
        .onConflict((conflict) => conflict.columns(['account_index', 'network_index']).doUpdateSet({ last_at: now }))
        .execute();
    },
    async clear(email) {
      await db.deleteFrom('failed_login').where('account_index', '=', emailIndex(keyring, email)).execute();
    },
  };
}
