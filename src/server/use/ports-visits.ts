/** M1.3: what the statistics are made of. No method takes or answers an address, a session or an account. */
import type { VisitCounts } from '../../rules/visits.ts';

export interface VisitStore {
  /** From `from` on, a midnight of UTC; all of one moment. `notPages`: routes that are left out of hours, days and browsers. */
  counts(from: Date, notPages: readonly string[]): Promise<VisitCounts>;
}
