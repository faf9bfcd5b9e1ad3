/** Whether two appointments of one provider stand in each other's way, with what is kept free before and after each. */

export interface Guarded {
  readonly start: Date;
  readonly end: Date;
  /** Minutes kept free. */
  readonly before: number;
  readonly after: number;
}
/** `overlap`: at the same time. `buffer`: one lies in what the other keeps free. null: neither. */
export type Clash = 'overlap' | 'buffer' | null;

const MINUTE_MS = 60_000;

/**
 * Two buffers may share the same minutes: ten after the one and five before the other are ten minutes apart, not fifteen. The pause is for the
 * person, and one pause serves both. Symmetric.
 */
export function clashOf(a: Guarded, b: Guarded): Clash {
  if (a.start < b.end && b.start < a.end) return 'overlap';
  return reaches(a, b) || reaches(b, a) ? 'buffer' : null;
}

function reaches(keeper: Guarded, other: Guarded): boolean {
  return keeper.start.getTime() - keeper.before * MINUTE_MS < other.end.getTime() && other.start.getTime() < keeper.end.getTime() + keeper.after * MINUTE_MS;
}
