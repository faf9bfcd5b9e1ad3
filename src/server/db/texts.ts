/** Published versions and drafts of the texts that people agree to. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { TextKind } from '../../rules/legal-text.ts';
import type { Language } from '../use/ports.ts';
import type { TextStore, Written, WrittenInAll } from '../use/ports-texts.ts';
import type { Database } from './schema.ts';

const LANGUAGES = ['de', 'en', 'fr'] as const satisfies readonly Language[];

/** null: not all languages are there. */
function inAllOf(rows: readonly (Written & { readonly language: Language })[]): WrittenInAll | null {
  const in_ = (language: Language) => rows.find((row) => row.language === language);
  const [de, en, fr] = LANGUAGES.map(in_);
  return de && en && fr ? { de: written(de), en: written(en), fr: written(fr) } : null;
}
const written = ({ body, changed }: Written): Written => ({ body, changed });

export function textStore(db: Kysely<Database>): TextStore {
  return {
    async versions() {
      const rows = await db
        .selectFrom('legal_text')
        .select(['kind', 'version', 'published_at'])
        .where('language', '=', 'de')
        .orderBy('kind')
        .orderBy('version', 'desc')
        .execute();
      return rows.map((row) => ({ kind: row.kind, version: row.version, publishedAt: row.published_at }));
    },
    async current() {
      const rows = await db
        .selectFrom('legal_text')
        .select((is) => ['kind' as const, is.fn.max('version').as('version')])
        .groupBy('kind')
        .execute();
      return Object.fromEntries(rows.map(({ kind, version }) => [kind, version]));
    },
    async get(kind, version, language) {
      const row = await db
        .selectFrom('legal_text')
        .selectAll()
        .where('kind', '=', kind)
        .where('version', '=', version)
        .where('language', '=', language)
        .executeTakeFirst();
      return row ? { kind, version, language, ...written(row), hash: new Uint8Array(row.hash), publishedAt: row.published_at } : null;
    },
    async inAll(kind, version) {
      return inAllOf(await db.selectFrom('legal_text').selectAll().where('kind', '=', kind).where('version', '=', version).execute());
    },
    async publish(kind, version, texts, now) {
      const rows = LANGUAGES.map((language) => {
        const { body, changed } = texts[language];
        const hash = createHash('sha256').update(body, 'utf8').digest();
        return sql`(${kind}::text, ${version}::integer, ${language}::text, ${body}::text, ${changed}::text, ${hash}::bytea, ${now}::timestamptz)`;
      });
      // One statement: of two that publish at once, the later one finds the key taken and stores nothing.
      const done = await sql`
        insert into legal_text (kind, version, language, body, changed, hash, published_at)
        select * from (values ${sql.join(rows)}) as fresh
        where ${version}::integer = (select coalesce(max(version), 0) + 1 from legal_text where kind = ${kind})
        on conflict do nothing returning version`.execute(db);
      return done.rows.length === LANGUAGES.length ? 'ok' : 'version-taken';
    },
    async draft(kind) {
      return inAllOf(await db.selectFrom('legal_draft').selectAll().where('kind', '=', kind).execute());
    },
    async saveDraft(kind, texts, now) {
      await db
        .insertInto('legal_draft')
        .values(LANGUAGES.map((language) => ({ kind, language, ...written(texts[language]), saved_at: now })))
        .onConflict((conflict) =>
          conflict
            .columns(['kind', 'language'])
            .doUpdateSet((set) => ({ body: set.ref('excluded.body'), changed: set.ref('excluded.changed'), saved_at: set.ref('excluded.saved_at') })),
        )
        .execute();
    },
    async removeDraft(kind: TextKind) {
      await db.deleteFrom('legal_draft').where('kind', '=', kind).execute();
    },
  };
}
