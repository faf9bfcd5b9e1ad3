import { sql, type Kysely } from 'kysely';
import type { Topic } from '../../rules/contact.ts';
import type { ContactStore } from '../use/ports-contact.ts';
import type { Keyring, Language } from '../use/ports.ts';
import type { Database } from './schema.ts';

const PORTAL = 'portal';

export function contactStore(db: Kysely<Database>, keyring: Keyring): ContactStore {
  const seal = (field: string, id: string, text: string) => Buffer.from(keyring.seal(`contact_message.${field}`, PORTAL, id, text));
  const open = (field: string, id: string, sealed: Uint8Array) => keyring.open(`contact_message.${field}`, PORTAL, id, sealed);
  return {
    async insert({ id, topic, name, email, text, language, createdAt }) {
      const inserted = await db
        .insertInto('contact_message')
        .values({
          id,
          topic,
          name_sealed: seal('name', id, name),
          email_sealed: seal('email', id, email),
          text_sealed: seal('text', id, text),
          language,
          created_at: createdAt,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async byId(id) {
      const row = await db.selectFrom('contact_message').selectAll().where('id', '=', id).executeTakeFirst();
      return row
        ? {
            id,
            topic: row.topic as Topic,
            name: open('name', id, row.name_sealed),
            email: open('email', id, row.email_sealed),
            text: open('text', id, row.text_sealed),
            language: row.language as Language,
            createdAt: row.created_at,
          }
        : null;
    },
    async remove(id) {
      await db.deleteFrom('contact_message').where('id', '=', id).execute();
    },
    async waiting() {
      const row = await db
        .selectFrom('contact_message')
        .select([sql<number>`count(*)::integer`.as('count'), sql<Date | null>`min(created_at)`.as('since')])
        .executeTakeFirstOrThrow();
      return row.since === null ? null : { count: row.count, since: row.since };
    },
  };
}
