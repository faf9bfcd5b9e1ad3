import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What a practice tells its clients in words of its own. */
export const PRACTICE_WORDS = {
  'practice-words': {
    where: [
      {
        kind: 'table',
        table: 'practice_words',
        columns: [
          'practice_id',
          'waiting_de_sealed',
          'waiting_en_sealed',
          'waiting_fr_sealed',
          'privacy_text_sealed',
          'privacy_link_sealed',
          'imprint_text_sealed',
          'imprint_link_sealed',
        ],
      },
    ],
    subjects: ['provider'],
    controller: 'practice',
    bases: ['6-1-c'],
    purposes: ['inform'],
    recipients: ['hosting', 'participants'],
    terms: ['practice-words'],
  },
} as const satisfies Record<string, Entry<TermId>>;
