/** Events whose host ended: the receipts of their admissions are void at once, also while the database cannot be told. */

/** After this long the database is told again, also when it has not answered at all. */
const RETRY_MS = 10_000;

export interface Endings {
  /** The host ended this event now. */
  add(event: string): void;
  /** Receipts of admissions up to then are void, whatever the database says yet; null: the database knows all there is. */
  at(event: string): number | null;
  /** Time has passed. */
  tick(): void;
}

export interface EndingsOptions {
  readonly save: (event: string) => Promise<void>;
  readonly saved: (event: string) => void;
  readonly failed: () => void;
  readonly time: () => number;
}

export function createEndings({ save, saved, failed, time }: EndingsOptions): Endings {
  const unsaved = new Map<string, { readonly at: number; triedAt: number }>();

  function keep(event: string, ending: { readonly at: number; triedAt: number }): void {
    ending.triedAt = time();
    unsaved.set(event, ending);
    save(event).then(() => {
      // The host may have ended a second time meanwhile.
      if (unsaved.get(event) === ending) unsaved.delete(event);
      saved(event);
    }, failed);
  }

  return {
    add: (event) => keep(event, { at: time(), triedAt: 0 }),
    at: (event) => unsaved.get(event)?.at ?? null,
    tick() {
      for (const [event, ending] of unsaved) if (time() - ending.triedAt >= RETRY_MS) keep(event, ending);
    },
  };
}
