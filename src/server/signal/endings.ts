/** Events whose host ended, and guests whom the host took out: the receipts of their admissions are void at once, also while the database cannot be told. */

/** After this long the database is told again, also when it has not answered at all. */
const RETRY_MS = 10_000;

export interface Ending {
  readonly event: string;
  /** null: the host ended for all. */
  readonly invitation: string | null;
  /** Ms since the epoch. */
  readonly at: number;
}

export interface Endings {
  /** The host ended this event, or took this guest out of it, now. */
  add(event: string, invitation: string | null): void;
  /** Receipts of this invitation's admissions up to then are void, whatever the database says yet; -Infinity: the database knows all there is. */
  at(event: string, invitation: string | null): number;
  /** The moments of those that the database does not know of, in ms since the epoch. */
  held(): readonly number[];
  /** Time has passed. */
  tick(): void;
}

export interface EndingsOptions {
  readonly save: (ending: Ending) => Promise<void>;
  readonly saved: (ending: Ending) => void;
  readonly failed: (ending: Ending) => void;
  readonly time: () => number;
}

export function createEndings({ save, saved, failed, time }: EndingsOptions): Endings {
  const unsaved = new Map<string, { readonly ending: Ending; triedAt: number }>();
  const keyOf = (event: string, invitation: string | null) => `${event} ${invitation ?? ''}`;
  const unsavedAt = (key: string) => unsaved.get(key)?.ending.at ?? -Infinity;

  function keep(ending: Ending): void {
    const key = keyOf(ending.event, ending.invitation);
    const kept = { ending, triedAt: time() };
    unsaved.set(key, kept);
    save(ending).then(
      () => {
        // The host may have ended a second time meanwhile.
        if (unsaved.get(key)?.ending === ending) unsaved.delete(key);
        saved(ending);
      },
      () => failed(ending),
    );
  }

  return {
    add: (event, invitation) => keep({ event, invitation, at: time() }),
    at: (event, invitation) => Math.max(unsavedAt(keyOf(event, null)), unsavedAt(keyOf(event, invitation))),
    held: () => [...unsaved.values()].map(({ ending }) => ending.at),
    tick() {
      for (const { ending, triedAt } of unsaved.values()) if (time() - triedAt >= RETRY_MS) keep(ending);
    },
  };
}
