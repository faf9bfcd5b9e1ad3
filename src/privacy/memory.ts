/** What lies in the memory of servers, and when it is to be gone: the erasure job compares this with what they say they hold. */
import { ENTRY_IDS, REGISTER, type EntryId, type MemoryPlace } from './register.ts';
import { TERMS, lengthMs, type FixedTerm, type TermId } from './terms.ts';

/** One place of one process. Nothing in it says whose it is. */
export interface Holding {
  readonly place: MemoryPlace;
  readonly count: number;
  /** For how long the term of the oldest has been running, in milliseconds; 0: no term runs yet, or nothing is held. */
  readonly oldestMs: number;
}

/** What ends each. What only passes through has no length: it is due from its first moment. */
export const MEMORY_TERMS: Readonly<Record<MemoryPlace, FixedTerm | Extract<TermId, 'relay' | 'unsaved' | 'session-open-page'>>> = {
  'address-ring': 'address-ring',
  'rate-limit': 'rate-limit',
  'access-records': 'unsaved',
  'blocked-lines': 'blocked-line',
  'blocked-networks': 'blocked-network',
  'sessions-ended': 'session-ended',
  rooms: 'waiting-room',
  people: 'waiting-room',
  'open-pages': 'session-open-page',
  'relayed-messages': 'relay',
  endings: 'unsaved',
  'used-tickets': 'ticket',
  'turn-credentials': 'turn-credential',
};
export const MEMORY_PLACES = Object.keys(MEMORY_TERMS) as readonly MemoryPlace[];

/** How an entry stands in the memory of all processes. */
export interface Confirmation {
  readonly entry: EntryId;
  /** null: nobody told of it. */
  readonly held: number | null;
  /** In how many places something is there that should be gone. */
  readonly overdue: number;
}

/** Of each entry that lies in memory. `graceMs`: what is no later than this is not overdue yet. */
export function confirm(holdings: readonly Holding[], graceMs: number): readonly Confirmation[] {
  return ENTRY_IDS.flatMap((entry): Confirmation[] => {
    const places = REGISTER[entry].where.flatMap((place) => (place.kind === 'memory' ? [place.name] : []));
    if (places.length === 0) return [];
    const told = holdings.filter(({ place }) => places.includes(place));
    const overdue = told.filter((holding) => holding.count > 0 && holding.oldestMs >= termMs(holding.place) + graceMs);
    return [{ entry, held: told.length === 0 ? null : told.reduce((sum, { count }) => sum + count, 0), overdue: overdue.length }];
  });
}

function termMs(place: MemoryPlace): number {
  const { length } = TERMS[MEMORY_TERMS[place]];
  return typeof length === 'string' ? 0 : lengthMs(length);
}
