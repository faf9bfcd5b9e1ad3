/** Who accepted which version. The rows cannot be changed; those of a contract that is over answer no query and wait for the end of their term. */
import { sql, type Kysely } from 'kysely';
import type { TextKind } from '../../rules/legal-text.ts';
import type { Keyring, Language } from '../use/ports.ts';
import type { AcceptanceStore } from '../use/ports-texts.ts';
import type { Database } from './schema.ts';

const FIELD = 'acceptance.party';
const PORTAL = 'portal';
/** As times of sessions are kept: whoever signed in at the moment of publication is asked. */
const COARSE = sql`interval '5 minutes'`;

export function acceptanceStore(db: Kysely<Database>, keyring: Keyring): AcceptanceStore {
  return {
    async add({ id, account, practice, kind, version, language, hash, party, acceptedAt }) {
      await db
        .insertInto('acceptance')
        .values({
          id,
          account_id: account,
          practice_id: practice,
          kind,
          version,
          language,
          hash: Buffer.from(hash),
          party_sealed: Buffer.from(keyring.seal(FIELD, PORTAL, id, party)),
          accepted_at: acceptedAt,
          year_over_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async of(account) {
      const rows = await db
        .selectFrom('acceptance')
        .selectAll()
        .where('account_id', '=', account)
        .where('year_over_at', 'is', null)
        .orderBy('accepted_at', 'desc')
        .orderBy('kind')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        account,
        practice: row.practice_id,
        kind: row.kind,
        version: row.version,
        language: row.language as Language,
        hash: new Uint8Array(row.hash),
        party: keyring.open(FIELD, PORTAL, row.id, row.party_sealed),
        acceptedAt: row.accepted_at,
      }));
    },
    async due({ account, practice }, tokenHash, kinds) {
      if (kinds.length === 0) return [];
      const { rows } = await sql<{ kind: TextKind }>`
        select kind from (
          select distinct on (kind) kind, version, published_at from legal_text where kind in (${sql.join(kinds)}) order by kind, version desc, language
        ) as newest
        where date_bin(${COARSE}, published_at, 'epoch') <= (select created_at from session where token_hash = ${Buffer.from(tokenHash)})
        and not exists (
          select 1 from acceptance
          where acceptance.account_id = ${account} and acceptance.practice_id is not distinct from ${practice}::uuid
            and acceptance.kind = newest.kind and acceptance.version = newest.version
        )`.execute(db);
      return kinds.filter((kind) => rows.some((row) => row.kind === kind));
    },
  };
}
