/** What falls due when: the register's terms and a moment give the deeds of erasure. Another room carries them out. */
import type { Confirmation } from './memory.ts';
import { entryOf, type EntryId } from './register.ts';
import { ERASED_TERMS, TERMS, lengthMs, type ErasedTerm } from './terms.ts';
import type { Length, Term } from './entry.ts';

/** A practice that chose a term of its own for its events. */
export interface PracticeTerm {
  readonly practice: string;
  readonly eventTermHours: number;
}

/** Erase the rows of `term` whose clock stands at or before `before`. */
export interface ErasureDeed {
  readonly entry: EntryId;
  readonly term: ErasedTerm;
  readonly before: Date;
  /**
   * `all`: whatever practice the rows belong to, or none. `without-own-term`: of practices that chose nothing. Otherwise of this practice, as long as it still
   * has this choice: whoever carries the deed out checks that again, for a practice that lengthens its term meanwhile keeps its events.
   */
  readonly of: 'all' | 'without-own-term' | PracticeTerm;
}

/** Deeds in the order in which they are to be carried out. Carrying them out twice erases nothing more than once. */
export function due(now: Date, practices: readonly PracticeTerm[], terms: Readonly<Record<ErasedTerm, Term>> = TERMS): readonly ErasureDeed[] {
  return ERASED_TERMS.flatMap((id): ErasureDeed[] => {
    const { length, limits, rows } = terms[id];
    if (typeof length === 'string') return [];
    const deed = { entry: entryOf(id), term: id };
    if (rows?.holds === 'end') return [{ ...deed, before: now, of: 'all' }];
    if (!limits) return [{ ...deed, before: backFrom(now, length), of: 'all' }];
    const own = practices.map((practice): ErasureDeed => ({ ...deed, before: backFrom(now, within(limits, practice.eventTermHours)), of: practice }));
    return [{ ...deed, before: backFrom(now, length), of: 'without-own-term' }, ...own];
  });
}

/** How long events are kept after their planned end. `own`: what the practice chose; null: nothing. */
export function eventKeptHours(own: number | null): number {
  const { length, limits } = TERMS.event;
  return lengthMs(own === null ? length : within(limits, own)) / lengthMs({ count: 1, unit: 'hours' });
}

/** A choice outside the limits counts as the limit: whatever a row says, nothing is kept longer than the register allows. */
export function within({ shortest, longest }: NonNullable<Term['limits']>, hours: number): Length<'hours'> {
  const hour = lengthMs({ count: 1, unit: 'hours' });
  return { count: Math.min(lengthMs(longest) / hour, Math.max(lengthMs(shortest) / hour, hours)), unit: 'hours' };
}

/**
 * The last moment whose term of that length is over at `now`. Calendar months keep day and time; where the earlier month has no such day, all of
 * that month is over and nothing of the next: what was recorded on 29 February falls due on 1 March.
 */
export function backFrom(now: Date, length: Length): Date {
  const { count, unit } = length;
  if (unit !== 'months') return new Date(now.getTime() - lengthMs({ count, unit }));
  const moved = new Date(now);
  moved.setUTCMonth(moved.getUTCMonth() - count);
  const endOfMonth = new Date(now);
  endOfMonth.setUTCHours(0, 0, 0, 0);
  endOfMonth.setUTCMonth(endOfMonth.getUTCMonth() - count + 1, 1);
  return new Date(Math.min(moved.getTime(), endOfMonth.getTime() - 1));
}

/** What carries deeds out and answers for them: the database. */
export interface Eraser {
  /** Those that chose a term of their own. */
  practiceTerms(): Promise<readonly PracticeTerm[]>;
  /** Erases at most `limit` rows and counts them, all or nothing. Answers how many. Rows under restriction (Art. 18 GDPR) stay. */
  carryOut(deed: ErasureDeed, now: Date, limit: number): Promise<number>;
  /** Whether a row is there that the deed would erase. */
  remains(deed: ErasureDeed): Promise<boolean>;
  /** Notes that a run over these entries came to its end. */
  ran(entries: readonly EntryId[], now: Date): Promise<void>;
  /** Notes how these entries stand in memory. */
  confirm(confirmations: readonly Confirmation[], now: Date): Promise<void>;
  /** Those that were overdue in memory when they were last confirmed. */
  overdueInMemory(): Promise<readonly EntryId[]>;
}
