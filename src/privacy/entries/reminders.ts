import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Reminders of appointments. They go with their invitation. */
export const REMINDERS = {
  reminder: {
    where: [{ kind: 'table', table: 'reminder', columns: ['id', 'invitation_id', 'kind', 'starts_at'] }],
    subjects: ['client'],
    controller: 'practice',
    bases: ['6-1-b', '9-2-h'],
    purposes: ['inform'],
    recipients: ['hosting'],
    terms: ['invitation-with-event', 'invitation-revoked'],
  },
  'reminder-mail': {
    where: [{ kind: 'mail', mail: 'reminder' }],
    subjects: ['client'],
    controller: 'practice',
    bases: ['6-1-b', '9-2-h'],
    purposes: ['inform'],
    recipients: ['mail'],
    terms: ['mail-sent'],
  },
} as const satisfies Record<string, Entry<TermId>>;
