import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Who is kept out, because irregular requests came from there. */
export const IRREGULAR = {
  'blocked-line': {
    where: [{ kind: 'memory', name: 'blocked-lines' }],
    subjects: ['visitor', 'client', 'provider'],
    controller: 'operator',
    bases: ['6-1-f'],
    purposes: ['defend'],
    recipients: ['hosting', 'signalling'],
    terms: ['blocked-line'],
    objection: 'compelling',
  },
  'blocked-network': {
    where: [
      { kind: 'table', table: 'blocked_network', columns: ['id', 'network', 'created_at'] },
      { kind: 'memory', name: 'blocked-networks' },
    ],
    subjects: ['visitor', 'client', 'provider'],
    controller: 'operator',
    bases: ['6-1-f'],
    purposes: ['defend'],
    recipients: ['hosting', 'signalling'],
    terms: ['blocked-network'],
    objection: 'compelling',
  },
} as const satisfies Record<string, Entry<TermId>>;
