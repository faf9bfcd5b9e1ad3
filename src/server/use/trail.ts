/** Who did what, to the hour, without content. */
import { resolveLocal } from '../../rules/zoned-time.ts';
import { memberMay } from './actor.ts';
import type { TrailLine } from './ports-practice.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export const TRAIL_PAGE = 50;

/** `month`: `YYYY-MM` in the practice's zone. */
export interface TrailWish {
  readonly month: string;
  readonly actor: string | null;
  /** From 0. */
  readonly page: number;
}
export interface TrailPage {
  readonly lines: readonly TrailLine[];
  readonly hasMore: boolean;
}

function startOf(month: string, zone: string): Date {
  const start = resolveLocal(`${month}-01T00:00`, zone);
  // Where the clocks skip midnight, the month begins with the first minute there is.
  return 'at' in start ? start.at : new Date(`${month}-01T00:00Z`);
}

export function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(number + 1).padStart(2, '0')}`;
}

/** null: not theirs to read. */
export async function trailPage(ports: Pick<Ports, 'store'>, session: SessionView | null, wish: TrailWish): Promise<TrailPage | null> {
  const member = memberMay(session, 'trail.read');
  if (!member || !session?.membership) return null;
  const { zone } = session.membership.practice;
  const range = { from: startOf(wish.month, zone), to: startOf(monthAfter(wish.month), zone) };
  const lines = await ports.store.work.trail({ practice: member.practice, actor: wish.actor, ...range }, TRAIL_PAGE + 1, wish.page * TRAIL_PAGE);
  return { lines: lines.slice(0, TRAIL_PAGE), hasMore: lines.length > TRAIL_PAGE };
}
