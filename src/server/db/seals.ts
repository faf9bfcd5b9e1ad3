/**
 * Every sealed column, and what its seals are bound to. From it all seals are rewritten under the keyring's present key, in small batches of whole
 * transactions: one may stop between any two and begin again, and a portal that knows both keys serves meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Keyring } from '../use/ports.ts';
import type { Database } from './schema.ts';

export interface Seal {
  readonly table: string;
  /** Ends in `_sealed`; the field is `table.column` without that end. */
  readonly column: string;
  /** The column with the practice's id; null: sealed for the portal. */
  readonly scope: string | null;
  /** The column with the row's id. */
  readonly row: string;
}

function seals(table: string, scope: string | null, row: string, ...columns: readonly string[]): readonly Seal[] {
  return columns.map((column) => ({ table, column: `${column}_sealed`, scope, row }));
}

export const SEALS: readonly Seal[] = [
  ...seals('account', null, 'id', 'email', 'first_name', 'last_name'),
  ...seals('email_change', null, 'account_id', 'email'),
  ...seals('totp', null, 'account_id', 'secret'),
  ...seals('passkey', null, 'id', 'name'),
  ...seals('acceptance', null, 'id', 'party'),
  ...seals('data_request', null, 'id', 'text', 'answer'),
  ...seals('contact_message', null, 'id', 'name', 'email', 'text'),
  ...seals('event', 'practice_id', 'id', 'title'),
  ...seals('invitation', 'practice_id', 'id', 'email', 'label'),
  ...seals('practice', 'id', 'id', 'contact_name', 'contact_telephone', 'contact_email'),
  ...seals('member_invitation', 'practice_id', 'id', 'email'),
  ...seals('task', 'practice_id', 'id', 'client_email', 'client_label', 'text'),
  ...seals('mandate', 'practice_id', 'practice_id', 'holder', 'iban', 'bic'),
  ...seals(
    'practice_words',
    'practice_id',
    'practice_id',
    'waiting_de',
    'waiting_en',
    'waiting_fr',
    'privacy_text',
    'privacy_link',
    'imprint_text',
    'imprint_link',
  ),
];

const BATCH = 200;
/** Somebody is writing the rows that are left. */
const WAIT_MS = 200;

/** Names another key than the present one: a seal begins with its version, the length of its key's name, and the name. */
function isOld(column: string, keyId: string): RawBuilder<unknown> {
  const prefix = Buffer.concat([Buffer.from([1, keyId.length]), Buffer.from(keyId)]);
  return sql`substring(${sql.ref(column)} from 1 for ${sql.lit(prefix.length)}) <> ${prefix}`;
}

async function resealBatch(db: Kysely<Database>, keyring: Keyring, { table, column, scope, row }: Seal, limit: number): Promise<number> {
  const field = `${table}.${column.replace(/_sealed$/, '')}`;
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ scope: string; row: string; sealed: Buffer }>`
      select ${scope === null ? sql`'portal'` : sql`${sql.ref(scope)}::text`} as scope, ${sql.ref(row)}::text as row, ${sql.ref(column)} as sealed
      from ${sql.table(table)} where ${isOld(column, keyring.currentKeyId)} limit ${limit} for update skip locked`.execute(transaction);
    for (const each of rows) {
      const fresh = Buffer.from(keyring.seal(field, each.scope, each.row, keyring.open(field, each.scope, each.row, each.sealed)));
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${fresh} where ${sql.ref(row)} = ${each.row}::uuid`.execute(transaction);
    }
    return rows.length;
  });
}

/** How many seals name another key than the present one. */
export async function oldSeals(db: Kysely<Database>, keyring: Pick<Keyring, 'currentKeyId'>): Promise<number> {
  let count = 0;
  for (const { table, column } of SEALS) {
    const { rows } = await sql<{ old: number }>`
      select count(*)::integer as old from ${sql.table(table)} where ${isOld(column, keyring.currentKeyId)}`.execute(db);
    count += rows[0]?.old ?? 0;
  }
  return count;
}

/** Until none is old, or `goOn` says stop after a batch. @returns how many seals were rewritten. */
export async function reseal(db: Kysely<Database>, keyring: Keyring, goOn: () => boolean = () => true, limit: number = BATCH): Promise<number> {
  let done = 0;
  do {
    for (const seal of SEALS) {
      let batch: number;
      do {
        batch = await resealBatch(db, keyring, seal, limit);
        done += batch;
        if (!goOn()) return done;
      } while (batch > 0);
    }
    if ((await oldSeals(db, keyring)) === 0) return done;
    await delay(WAIT_MS);
  } while (goOn());
  return done;
}
