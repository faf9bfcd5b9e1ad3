import type { Kysely } from 'kysely';
import type { Deed } from '../../rules/authority.ts';
import type { PracticeWorkStore } from '../use/ports-practice.ts';
import type { Database } from './schema.ts';

export function practiceWorkStore(db: Kysely<Database>): PracticeWorkStore {
  return {
    async defaults(practice) {
      const row = await db
        .selectFrom('practice')
        .select(['default_minutes', 'joining_lead_minutes', 'event_term_hours', 'colleagues_see_clients', 'before_minutes', 'after_minutes'])
        .select(['remind_day_before', 'remind_shortly_before'])
        .where('id', '=', practice)
        .executeTakeFirstOrThrow();
      return {
        minutes: row.default_minutes,
        joiningLeadMinutes: row.joining_lead_minutes,
        eventTermHours: row.event_term_hours,
        colleaguesSeeClients: row.colleagues_see_clients,
        beforeMinutes: row.before_minutes,
        afterMinutes: row.after_minutes,
        reminders: { day: row.remind_day_before, shortly: row.remind_shortly_before },
      };
    },
    async setDefaults(practice, { minutes, joiningLeadMinutes, eventTermHours, colleaguesSeeClients, beforeMinutes, afterMinutes, reminders }) {
      await db
        .updateTable('practice')
        .set({
          default_minutes: minutes,
          joining_lead_minutes: joiningLeadMinutes,
          event_term_hours: eventTermHours,
          colleagues_see_clients: colleaguesSeeClients,
          before_minutes: beforeMinutes,
          after_minutes: afterMinutes,
          remind_day_before: reminders.day,
          remind_shortly_before: reminders.shortly,
        })
        .where('id', '=', practice)
        .where('restricted_at', 'is', null)
        .execute();
    },
    async trail({ practice, actor, from, to }, limit, offset) {
      let query = db
        .selectFrom('audit')
        .select(['id', 'actor_id', 'deed', 'object_kind', 'hour'])
        .where('practice_id', '=', practice)
        .where('hour', '>=', from)
        .where('hour', '<', to);
      if (actor !== null) query = query.where('actor_id', '=', actor);
      const rows = await query.orderBy('hour', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute();
      return rows.map((row) => ({ id: row.id, actor: row.actor_id, deed: row.deed as Deed, objectKind: row.object_kind, hour: row.hour }));
    },
  };
}
