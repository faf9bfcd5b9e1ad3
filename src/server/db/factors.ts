import { sql, type Kysely } from 'kysely';
import type { FactorStore } from '../use/ports-factors.ts';
import type { Keyring } from '../use/ports.ts';
import type { Database } from './schema.ts';

const PORTAL = 'portal';

export function factorStore(db: Kysely<Database>, keyring: Keyring): FactorStore {
  const sealName = (id: string, name: string) => Buffer.from(keyring.seal('passkey.name', PORTAL, id, name));
  return {
    async standing(account) {
      const { rows } = await sql<{ totp: boolean; passkeys: number; codes: number; verified: Date | null }>`
        select exists (select 1 from totp where account_id = account.id and confirmed_at is not null) as totp,
          (select count(*)::integer from passkey where account_id = account.id) as passkeys,
          (select count(*)::integer from recovery_code where account_id = account.id) as codes, account.verified_at as verified
        from account where account.id = ${account}`.execute(db);
      const [row] = rows;
      return { hasTotp: row?.totp ?? false, passkeys: row?.passkeys ?? 0, codes: row?.codes ?? 0, verifiedAt: row?.verified ?? null };
    },
    async startTotp(account, secret, now) {
      const fresh = { secret_sealed: Buffer.from(keyring.seal('totp.secret', PORTAL, account, secret)), created_at: now };
      const done = await db
        .insertInto('totp')
        .values({ account_id: account, ...fresh, confirmed_at: null, last_step: null })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(fresh).where('totp.confirmed_at', 'is', null))
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    async totp(account) {
      const row = await db.selectFrom('totp').selectAll().where('account_id', '=', account).executeTakeFirst();
      return row ? { secret: keyring.open('totp.secret', PORTAL, account, row.secret_sealed), isConfirmed: row.confirmed_at !== null } : null;
    },
    async confirmTotp(account, step, now) {
      const done = await db
        .updateTable('totp')
        .set({ confirmed_at: now, last_step: String(step) })
        .where('account_id', '=', account)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async spendStep(account, step) {
      const done = await db
        .updateTable('totp')
        .set({ last_step: String(step) })
        .where('account_id', '=', account)
        .where('confirmed_at', 'is not', null)
        .where((is) => is.or([is('last_step', 'is', null), is('last_step', '<', String(step))]))
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async removeTotp(account) {
      const done = await db.deleteFrom('totp').where('account_id', '=', account).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    async setCodes(account, indexes) {
      // Two who renew at once would each delete only the former list, and both new ones would stand.
      await sql`select 1 from account where id = ${account} for no key update`.execute(db);
      await db.deleteFrom('recovery_code').where('account_id', '=', account).execute();
      if (indexes.length === 0) return;
      await db
        .insertInto('recovery_code')
        .values(indexes.map((index) => ({ account_id: account, code_index: Buffer.from(index) })))
        .execute();
    },
    async spendCode(account, index) {
      const done = await db.deleteFrom('recovery_code').where('account_id', '=', account).where('code_index', '=', Buffer.from(index)).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    async passkeys(account) {
      const rows = await db
        .selectFrom('passkey')
        .select(['id', 'name_sealed', 'created_at', sql<string | null>`used_on::text`.as('used')])
        .where('account_id', '=', account)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: keyring.open('passkey.name', PORTAL, row.id, row.name_sealed),
        createdAt: row.created_at,
        usedOn: row.used,
      }));
    },
    async passkeyBy(credentialId) {
      const row = await db.selectFrom('passkey').selectAll().where('credential_id', '=', Buffer.from(credentialId)).executeTakeFirst();
      if (!row) return null;
      const transports = row.transports.split(' ').filter((each) => each !== '');
      return { id: row.id, account: row.account_id, credentialId: row.credential_id, publicKey: row.public_key, counter: Number(row.counter), transports };
    },
    async addPasskey(passkey, name, now) {
      const done = await db
        .insertInto('passkey')
        .values({
          id: passkey.id,
          account_id: passkey.account,
          credential_id: Buffer.from(passkey.credentialId),
          public_key: Buffer.from(passkey.publicKey),
          counter: String(passkey.counter),
          transports: passkey.transports.join(' '),
          name_sealed: sealName(passkey.id, name),
          created_at: now,
          used_on: null,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    async usePasskey(id, counter, now) {
      const done = await db
        .updateTable('passkey')
        .set({ counter: String(counter), used_on: now.toISOString().slice(0, 10) })
        .where('id', '=', id)
        .where((is) => is.or([is('counter', '<', String(counter)), is.and([is('counter', '=', '0'), is.val(counter === 0)])]))
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async renamePasskey(account, id, name) {
      const done = await db
        .updateTable('passkey')
        .set({ name_sealed: sealName(id, name) })
        .where('account_id', '=', account)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async removePasskey(account, id) {
      const done = await db.deleteFrom('passkey').where('account_id', '=', account).where('id', '=', id).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
  };
}
