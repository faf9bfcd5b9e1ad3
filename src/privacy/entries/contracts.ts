import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What a practice has ordered and how it pays. */
export const CONTRACTS = {
  contract: {
    where: [
      {
        kind: 'table',
        table: 'contract',
        columns: [
          'practice_id',
          'plan',
          'order_hash',
          'ordered_at',
          'confirmed_at',
          'confirmed_by',
          'trial_ends_at',
          'trial_told_at',
          'notice_received_at',
          'notice_by',
          'ends_at',
          'trial_told_again_at',
        ],
      },
    ],
    subjects: ['provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['bill'],
    recipients: ['hosting'],
    terms: ['contract'],
  },
  'order-in-tab': {
    where: [{ kind: 'tab', key: 'incamera.order' }],
    subjects: ['provider'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['comfort'],
    recipients: [],
    terms: ['order-in-tab'],
  },
  mandate: {
    where: [
      {
        kind: 'table',
        table: 'mandate',
        columns: ['practice_id', 'reference', 'holder_sealed', 'iban_sealed', 'bic_sealed', 'text_version', 'language', 'consented_at'],
      },
    ],
    subjects: ['provider'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['bill'],
    recipients: ['hosting'],
    terms: ['mandate'],
  },
} as const satisfies Record<string, Entry<TermId>>;
