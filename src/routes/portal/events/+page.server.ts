import { listEvents } from '#lib/server/use/events.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import { providerOf } from '../account-page.server.ts';
import { listedView } from './event-views.server.ts';
import type { PageServerLoad } from './$types';

const DAY_MS = 24 * 3_600_000;
/** Everything that lies ahead; an event further ahead than this cannot be planned. */
const AHEAD_DAYS = 11 * 366;
/** What is older is looked up rarely, and most of it is erased by then. */
const PAST_DAYS = 90;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { session, practice } = providerOf(locals);
  const past = url.searchParams.get('show') === 'past';
  const now = locals.ports.now();
  const from = past ? new Date(now.getTime() - PAST_DAYS * DAY_MS) : now;
  const to = past ? now : new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
  const found = await listEvents(locals.ports, session, from, to);
  const events = found.map(listedView).filter((event) => (past ? event.plannedEnd < now.getTime() : true));
  const { list, states, sizes } = planningWords[locals.language];
  return {
    words: { list, states, sizes },
    events: past ? events.toReversed() : events,
    past,
    pastDays: PAST_DAYS,
    zone: practice.zone,
    now: now.getTime(),
    removed: url.searchParams.get('done') === 'removed' ? planningWords[locals.language].event.done.removed : null,
  };
};
