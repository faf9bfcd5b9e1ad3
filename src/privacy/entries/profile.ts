import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What people show of themselves, and what they ask of their data. */
export const PROFILE = {
  photo: {
    where: [{ kind: 'table', table: 'photo', columns: ['account_id', 'stamp', 'small', 'large', 'consented_at', 'consent_version'] }],
    subjects: ['provider', 'client', 'operator'],
    controller: 'operator',
    bases: ['6-1-a'],
    purposes: ['show-face'],
    recipients: ['hosting', 'practice', 'participants'],
    terms: ['photo'],
  },
  'data-request': {
    where: [
      {
        kind: 'table',
        table: 'data_request',
        columns: ['id', 'account_id', 'kind', 'datum', 'text_sealed', 'state', 'received_at', 'answered_at', 'answer_sealed'],
      },
    ],
    subjects: ['provider', 'client', 'operator'],
    controller: 'operator',
    bases: ['6-1-c'],
    purposes: ['answer'],
    recipients: ['hosting'],
    terms: ['data-request'],
  },
  'request-mail': {
    where: [{ kind: 'mail', mail: 'request-answered' }],
    subjects: ['provider', 'client', 'operator'],
    controller: 'operator',
    bases: ['6-1-c'],
    purposes: ['answer'],
    recipients: ['mail'],
    terms: ['mail-sent'],
  },
} as const satisfies Record<string, Entry<TermId>>;
