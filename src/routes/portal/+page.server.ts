import { redirect } from '@sveltejs/kit';
import { listEvents } from '#lib/server/use/events.ts';
import { ownEvents } from '#lib/server/use/own-events.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import { listedView } from './events/event-views.server.ts';
import { calendarWords } from '#lib/words/calendar/index.ts';
import { replyAction } from './reply-action.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 24 * 3_600_000;
/** A working week and the weekend before it. */
const DAYS_SHOWN = 8;

export const load: PageServerLoad = async ({ locals }) => {
  const { session, ports, language } = locals;
  if (session?.account?.kind === 'operator') redirect(303, '/portal/operator');
  const own = await ownEvents(ports, session);
  if (own !== null && session?.account) {
    const email = (await ports.store.accounts.byId(session.account.id))?.email ?? '';
    return {
      view: 'client' as const,
      words: profileWords[language].own,
      reply: calendarWords[language].reply,
      firstName: session.account.firstName,
      email,
      events: own,
      now: ports.now().getTime(),
    };
  }
  const { overview, list, states, sizes } = planningWords[language];
  const now = ports.now();
  const zone = session?.membership?.practice.zone ?? 'UTC';
  const found = session ? await listEvents(ports, session, now, new Date(now.getTime() + DAYS_SHOWN * DAY_MS)) : [];
  return {
    view: 'provider' as const,
    words: { overview, list, states, sizes },
    firstName: session?.account?.firstName ?? '',
    events: found.map(listedView).filter((each) => each.state !== 'cancelled'),
    zone,
    now: now.getTime(),
  };
};

export const actions: Actions = { reply: replyAction };
