/** Carries out what the register says is due. Running twice, also at once, is running once; a run that is broken off is finished by the next. */
import { due, type Eraser } from '../../privacy/due.ts';
import { confirm, type Confirmation, type Holding } from '../../privacy/memory.ts';
import { ERASED_ENTRIES, type EntryId } from '../../privacy/register.ts';
import type { Log } from '../log.ts';

/** Small enough that nobody waits for a lock, large enough that a practice network's day is a few of them. */
const BATCH = 1_000;
/** A run ends before the next minute's begins; what is left is the next one's. */
const MOST_BATCHES = 50;
/** Erasure runs each minute. A quarter of an hour late, something is wrong with it. */
const GRACE_MS = 15 * 60_000;

export interface ErasureReport {
  /** Those that rows were erased of, with their number. */
  readonly erased: Readonly<Partial<Record<EntryId, number>>>;
  /** false: there was more than one run takes; the next goes on. */
  readonly complete: boolean;
  /** How what lies in memory alone stands. It goes by itself: this run looks whether it did. */
  readonly confirmed: readonly Confirmation[];
}

/** `memory`: what the processes of the portal hold there. @throws when the database cannot be asked or told; what was erased until then stays erased and counted. */
export function createErase(eraser: Eraser, memory: () => readonly Holding[], log: Log): (now: Date) => Promise<ErasureReport> {
  return async (now) => {
    const confirmed = confirm(memory(), GRACE_MS);
    await eraser.confirm(confirmed, now);
    const overdue = await overdueEntries(eraser, now);
    if (overdue.length > 0) log('erased-overdue', { count: overdue.length });
    const erased: Partial<Record<EntryId, number>> = {};
    let complete = true;
    for (const deed of due(now, await eraser.practiceTerms())) {
      let gone = BATCH;
      for (let batch = 0; gone === BATCH && batch < MOST_BATCHES; batch++) {
        gone = await eraser.carryOut(deed, now, BATCH);
        if (gone > 0) erased[deed.entry] = (erased[deed.entry] ?? 0) + gone;
      }
      if (gone === BATCH) complete = false;
    }
    await eraser.ran(ERASED_ENTRIES, now);
    return { erased, complete, confirmed };
  };
}

/** Entries with a row, or something in memory, whose term has been over for a quarter of an hour: for `/readyz`. */
export async function overdueEntries(eraser: Eraser, now: Date): Promise<readonly EntryId[]> {
  const late = new Set(await eraser.overdueInMemory());
  for (const deed of due(new Date(now.getTime() - GRACE_MS), await eraser.practiceTerms())) {
    if (!late.has(deed.entry) && (await eraser.remains(deed))) late.add(deed.entry);
  }
  return [...late];
}
