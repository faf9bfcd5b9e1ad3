import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Public texts, which name nobody, and who accepted which of them. */
export const TEXTS = {
  'legal-text': {
    where: [
      { kind: 'table', table: 'legal_text', columns: ['kind', 'version', 'language', 'body', 'changed', 'hash', 'published_at'] },
      { kind: 'table', table: 'legal_draft', columns: ['kind', 'language', 'body', 'changed', 'saved_at'] },
    ],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['inform'],
    recipients: ['hosting'],
    terms: ['schema'],
  },
  acceptance: {
    where: [
      {
        kind: 'table',
        table: 'acceptance',
        columns: ['id', 'account_id', 'practice_id', 'kind', 'version', 'language', 'hash', 'party_sealed', 'accepted_at', 'year_over_at'],
      },
    ],
    subjects: ['provider', 'client'],
    controller: 'operator',
    bases: ['6-1-b', '6-1-c'],
    purposes: ['account-for'],
    recipients: ['hosting'],
    terms: ['acceptance'],
  },
} as const satisfies Record<string, Entry<TermId>>;
