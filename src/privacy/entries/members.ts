import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Who is to work with a practice. */
export const MEMBERS = {
  'member-invitation': {
    where: [
      {
        kind: 'table',
        table: 'member_invitation',
        columns: ['id', 'practice_id', 'email_sealed', 'email_index', 'role', 'language', 'token_hash', 'expires_at'],
      },
      { kind: 'mail', mail: 'member-invitation' },
    ],
    subjects: ['provider'],
    controller: 'practice',
    bases: ['6-1-f'],
    purposes: ['account'],
    recipients: ['hosting', 'practice', 'mail'],
    terms: ['member-invitation', 'mail-sent'],
    objection: 'left-out',
  },
} as const satisfies Record<string, Entry<TermId>>;
