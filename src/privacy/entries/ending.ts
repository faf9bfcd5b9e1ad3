import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Word of an end that comes or was taken back; and whom the operator lets work for it. */
export const ENDING = {
  'ending-mails': {
    where: [
      { kind: 'mail', mail: 'account-ended' },
      { kind: 'mail', mail: 'account-restored' },
      { kind: 'mail', mail: 'trial-ends-tomorrow' },
    ],
    subjects: ['provider', 'client'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['inform'],
    recipients: ['mail'],
    terms: ['mail-sent'],
  },
  supplier: {
    where: [{ kind: 'table', table: 'supplier', columns: ['id', 'role', 'name', 'address', 'country', 'since', 'changed_at', 'ended_at'] }],
    subjects: ['operator'],
    controller: 'operator',
    bases: ['6-1-c'],
    purposes: ['inform'],
    recipients: ['hosting'],
    terms: ['supplier', 'supplier-ended'],
  },
} as const satisfies Record<string, Entry<TermId>>;
