/** M1.3: the operator's statistics, from records that name nobody. */
import { NOT_PAGES, rangeStart, visitFigures, type Range, type VisitFigures } from '../../rules/visits.ts';
import { memberlessMay } from './actor.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** null: not for this person. */
export async function visitStatistics(ports: Pick<Ports, 'store' | 'now'>, session: SessionView | null, range: Range): Promise<VisitFigures | null> {
  if (memberlessMay(session, 'operator.visits') === null) return null;
  const now = ports.now();
  return visitFigures(await ports.store.visits.counts(rangeStart(range, now), NOT_PAGES), range, now);
}
