import { isUuid } from '../../rules/uuid.ts';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { EventType } from '../../rules/event-type.ts';
import type { EventTypeStore } from '../use/ports-event-types.ts';
import type { Database } from './schema.ts';

type Row = Selectable<Database['event_type']>;

const toType = (row: Row): EventType => ({
  id: row.id,
  name: row.name,
  minutes: row.minutes,
  size: row.size,
  colour: row.colour,
  before: row.before_minutes,
  after: row.after_minutes,
  archived: row.archived_at !== null,
});
const columns = (type: Omit<EventType, 'id' | 'archived'>) => ({
  name: type.name,
  minutes: type.minutes,
  size: type.size,
  colour: type.colour,
  before_minutes: type.before,
  after_minutes: type.after,
});

export function eventTypeStore(db: Kysely<Database>): EventTypeStore {
  const ofPractice = (practice: string) => db.selectFrom('event_type').selectAll().where('practice_id', '=', practice);
  /** Names are given one after another, so that a name that is taken is an answer and not a broken transaction. */
  const isTaken = async (practice: string, name: string, except: string | null): Promise<boolean> => {
    await sql`select 1 from practice where id = ${practice} for update`.execute(db);
    const query = ofPractice(practice).where(sql`lower(name)`, '=', sql`lower(${name})`);
    return (await (except === null ? query : query.where('id', '!=', except)).executeTakeFirst()) !== undefined;
  };
  return {
    async all(practice) {
      const rows = await ofPractice(practice)
        .select((select) =>
          select
            .exists(select.selectFrom('event').select('event.id').whereRef('event.event_type_id', '=', 'event_type.id'))
            .$castTo<boolean>()
            .as('used'),
        )
        .orderBy(sql`lower(name)`)
        .execute();
      return rows.map((row) => ({ ...toType(row), used: row.used }));
    },
    async chosen(practice, idOrName) {
      const query = ofPractice(practice).forKeyShare();
      const row = await (
        isUuid(idOrName) ? query.where('id', '=', idOrName) : query.where(sql`lower(name)`, '=', sql`lower(${idOrName})`).where('archived_at', 'is', null)
      ).executeTakeFirst();
      return row ? toType(row) : null;
    },
    async insert(practice, type) {
      if (await isTaken(practice, type.name, null)) return 'taken';
      await db
        .insertInto('event_type')
        .values({ id: type.id, practice_id: practice, ...columns(type), archived_at: null })
        .execute();
      return 'ok';
    },
    async change(practice, type) {
      if (await isTaken(practice, type.name, type.id)) return 'taken';
      const done = await db.updateTable('event_type').set(columns(type)).where('practice_id', '=', practice).where('id', '=', type.id).executeTakeFirst();
      return done.numUpdatedRows === 1n ? 'ok' : null;
    },
    async archive(practice, id, at) {
      const done = await db.updateTable('event_type').set({ archived_at: at }).where('practice_id', '=', practice).where('id', '=', id).executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async remove(practice, id) {
      // Waits for whoever is planning one; the next statement sees what they planned.
      if (!(await ofPractice(practice).where('id', '=', id).forUpdate().executeTakeFirst())) return null;
      const gone = await db
        .deleteFrom('event_type')
        .where('id', '=', id)
        .where((where) => where.not(where.exists(where.selectFrom('event').select('event.id').where('event.event_type_id', '=', id))))
        .executeTakeFirst();
      return gone.numDeletedRows === 1n ? 'ok' : 'used';
    },
  };
}
