/** The durable outbox: references only. A row is claimed by moving its next attempt ahead, so that two workers never send at once. */
import { sql, type Kysely } from 'kysely';
import type { MailKind, OutboxState, Store } from '../use/ports.ts';
import type { Database } from './schema.ts';

export function outboxStore(db: Kysely<Database>): Store['outbox'] {
  const insert: Store['outbox']['insert'] = async (entry, now) => {
    await db
      .insertInto('outbox')
      .values({
        id: entry.id,
        practice_id: entry.practice,
        kind: entry.kind,
        reference_id: entry.reference,
        state: 'waiting',
        created_at: now,
        next_attempt_at: now,
      })
      .execute();
  };
  return {
    insert,
    async insertUnlessSince(entry, since, now) {
      // Held to the end of the caller's transaction: the second of two at once sees what the first has put out.
      await sql`select pg_advisory_xact_lock(hashtextextended(${entry.reference}, 0))`.execute(db);
      const recent = await db
        .selectFrom('outbox')
        .select('id')
        .where('reference_id', '=', entry.reference)
        .where('kind', '=', entry.kind)
        .where('created_at', '>=', since)
        .limit(1)
        .executeTakeFirst();
      if (recent) return false;
      await insert(entry, now);
      return true;
    },
    async claim(now, limit, leaseSeconds) {
      const until = new Date(now.getTime() + leaseSeconds * 1000);
      const rows = await db
        .updateTable('outbox')
        .set({ next_attempt_at: until, attempts: sql<number>`attempts + 1` })
        .where('id', 'in', (query) =>
          query
            .selectFrom('outbox')
            .select('id')
            .where('state', '=', 'waiting')
            .where('next_attempt_at', '<=', now)
            .orderBy('next_attempt_at')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['id', 'practice_id', 'kind', 'reference_id', 'attempts'])
        .execute();
      return rows.map((row) => ({ id: row.id, practice: row.practice_id, kind: row.kind as MailKind, reference: row.reference_id, attempts: row.attempts }));
    },
    async accepted(id, now) {
      await db.updateTable('outbox').set({ state: 'accepted', accepted_at: now, failure: null }).where('id', '=', id).where('state', '=', 'waiting').execute();
    },
    async postpone(id, nextAttemptAt, failure) {
      await db.updateTable('outbox').set({ next_attempt_at: nextAttemptAt, failure }).where('id', '=', id).where('state', '=', 'waiting').execute();
    },
    async fail(id, failure) {
      await db.updateTable('outbox').set({ state: 'failed', failure }).where('id', '=', id).where('state', '=', 'waiting').execute();
    },
    async stateOf(references) {
      if (references.length === 0) return new Map<string, OutboxState>();
      const rows = await db
        .selectFrom('outbox')
        .select(['reference_id', 'state'])
        .where('reference_id', 'in', [...references])
        .orderBy('created_at')
        .execute();
      // The newest mail of each reference decides.
      return new Map(rows.map((row) => [row.reference_id, row.state]));
    },
  };
}
