import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** The address at which a person's calendar program reads their appointments. */
export const CALENDAR = {
  'calendar-feed': {
    where: [{ kind: 'table', table: 'calendar_feed', columns: ['account_id', 'token_hash', 'wording', 'created_at'] }],
    subjects: ['client', 'provider'],
    controller: 'operator',
    bases: ['6-1-a'],
    purposes: ['plan'],
    recipients: ['hosting'],
    terms: ['calendar-feed'],
  },
} as const satisfies Record<string, Entry<TermId>>;
