import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What people write to the operator. */
export const CONTACT = {
  'contact-message': {
    where: [
      { kind: 'table', table: 'contact_message', columns: ['id', 'topic', 'name_sealed', 'email_sealed', 'text_sealed', 'language', 'created_at'] },
      { kind: 'mail', mail: 'contact' },
    ],
    subjects: ['visitor', 'client', 'provider'],
    controller: 'operator',
    bases: ['6-1-a'],
    purposes: ['answer'],
    recipients: ['hosting', 'mail'],
    terms: ['contact-accepted', 'contact-undelivered'],
  },
} as const satisfies Record<string, Entry<TermId>>;
