import { sql, type Kysely, type Selectable } from 'kysely';
import { readSpans, spansText } from '../../rules/hours-text.ts';
import type { Span, Week } from '../../rules/hours.ts';
import type { HoursHolder, HoursStore, StoredException } from '../use/ports-event-types.ts';
import type { Database } from './schema.ts';

/** @throws when the line is none that was written here. */
function toSpans(line: string): readonly Span[] {
  const read = readSpans(line);
  if ('refused' in read) throw new Error(`working hours that cannot be read: ${read.refused}`);
  return read.spans;
}
/** When the day is over everywhere on earth. */
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000);
const toWeek = (week: string): Week => week.split('\n').map(toSpans);
const toException = (row: Selectable<Database['hours_exception']>): StoredException => ({
  id: row.id,
  firstDay: row.first_day,
  lastDay: row.last_day,
  spans: toSpans(row.spans),
});

export function hoursStore(db: Kysely<Database>): HoursStore {
  const held = ({ practice, account }: HoursHolder) => sql<boolean>`practice_id = ${practice} and account_id is not distinct from ${account}::uuid`;
  return {
    async week(of) {
      const row = await db.selectFrom('working_hours').select('week').where(held(of)).executeTakeFirst();
      return row ? toWeek(row.week) : null;
    },
    async setWeek(of, week) {
      if (week === null) {
        await db.deleteFrom('working_hours').where(held(of)).execute();
        return;
      }
      const text = week.map(spansText).join('\n');
      await db
        .insertInto('working_hours')
        .values({ practice_id: of.practice, account_id: of.account, week: text })
        .onConflict((conflict) => conflict.columns(['practice_id', 'account_id']).doUpdateSet({ week: text }))
        .execute();
    },
    async exceptions(of) {
      return (await db.selectFrom('hours_exception').selectAll().where(held(of)).orderBy('first_day').orderBy('id').execute()).map(toException);
    },
    async addException(of, { id, firstDay, lastDay, spans }) {
      const text = spansText(spans);
      await db
        .insertInto('hours_exception')
        .values({ id, practice_id: of.practice, account_id: of.account, first_day: firstDay, last_day: lastDay, spans: text, ends_at: endOf(lastDay) })
        .onConflict((conflict) => conflict.columns(['practice_id', 'account_id', 'first_day', 'last_day']).doUpdateSet({ spans: text }))
        .execute();
    },
    async removeException(of, id) {
      return (await db.deleteFrom('hours_exception').where('id', '=', id).where(held(of)).executeTakeFirst()).numDeletedRows === 1n;
    },
    async all(practice) {
      const [weeks, exceptions] = await Promise.all([
        db.selectFrom('working_hours').selectAll().where('practice_id', '=', practice).execute(),
        db.selectFrom('hours_exception').selectAll().where('practice_id', '=', practice).orderBy('first_day').execute(),
      ]);
      return {
        weeks: weeks.map((row) => ({ account: row.account_id, week: toWeek(row.week) })),
        exceptions: exceptions.map((row) => ({ ...toException(row), account: row.account_id })),
      };
    },
  };
}
