import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What a practice offers, and when its people work. */
export const EVENT_TYPES = {
  'event-type': {
    where: [
      {
        kind: 'table',
        table: 'event_type',
        columns: ['id', 'practice_id', 'name', 'minutes', 'size', 'colour', 'before_minutes', 'after_minutes', 'archived_at'],
      },
    ],
    subjects: ['provider'],
    controller: 'practice',
    bases: ['6-1-b'],
    purposes: ['plan'],
    recipients: ['hosting', 'practice'],
    terms: ['event-type'],
  },
  'working-hours': {
    where: [{ kind: 'table', table: 'working_hours', columns: ['practice_id', 'account_id', 'week'] }],
    subjects: ['provider'],
    controller: 'practice',
    bases: ['6-1-b'],
    purposes: ['plan'],
    recipients: ['hosting', 'practice'],
    terms: ['working-hours'],
  },
  'hours-exception': {
    where: [{ kind: 'table', table: 'hours_exception', columns: ['id', 'practice_id', 'account_id', 'first_day', 'last_day', 'spans', 'ends_at'] }],
    subjects: ['provider'],
    controller: 'practice',
    bases: ['6-1-b'],
    purposes: ['plan'],
    recipients: ['hosting', 'practice'],
    terms: ['hours-exception'],
  },
} as const satisfies Record<string, Entry<TermId>>;
