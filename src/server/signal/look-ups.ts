/** The looks into the database that are under way: one that a change overtakes is made again, because its answer may be from before. */
import type { Rechecked, Who } from '../use/recheck.ts';

export interface LookUps {
  /** Answers with what held after the last change. */
  ask(who: Who): Promise<Rechecked>;
  /** This event, or an invitation to it, has changed now. */
  outdate(event: string): void;
  /** Since when each look has been under way, in ms since the epoch. */
  held(): readonly number[];
}

export function createLookUps(recheck: (who: Who) => Promise<Rechecked>, time: () => number): LookUps {
  const running = new Set<{ readonly event: string | null; readonly since: number; stale: boolean }>();
  return {
    async ask(who) {
      const look = { event: who.event, since: time(), stale: false };
      running.add(look);
      try {
        for (;;) {
          look.stale = false;
          const checked = await recheck(who);
          if (!look.stale) return checked;
        }
      } finally {
        running.delete(look);
      }
    },
    outdate(event) {
      for (const look of running) if (look.event === event) look.stale = true;
    },
    held: () => [...running].map(({ since }) => since),
  };
}
