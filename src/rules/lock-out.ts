/**
 * Guessing a password is made slow, for the guesser and not for the owner: failures count by account and network. What comes from many networks
 * counts together, and then slows only those from which nobody signed in to this account lately.
 */

export interface Failures {
  readonly failures: number;
  readonly lastAt: Date;
}

export interface Attempts {
  /** From this network. null: none. */
  readonly here: Failures | null;
  /** From all networks together. null: none. */
  readonly everywhere: Failures | null;
  /** Somebody signed in to this account from this network lately. */
  readonly isKnown: boolean;
}

/** A person mistypes, tries an older password, presses caps lock; five times in a row is no longer that. */
export const FREE_HERE = 5;
/** Ten networks that nobody knows, each with what is free to it. */
export const FREE_EVERYWHERE = 50;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Milliseconds from `now` on during which no password is looked at; 0: it may be tried. */
export function waitMs({ here, everywhere, isKnown }: Attempts, now: Date): number {
  const forHere = left(here, FREE_HERE, now);
  return isKnown ? forHere : Math.max(forHere, left(everywhere, FREE_EVERYWHERE, now));
}

function left(failed: Failures | null, free: number, now: Date): number {
  if (!failed || failed.failures < free) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(16, failed.failures - free));
  return Math.max(0, failed.lastAt.getTime() + wait - now.getTime());
}
