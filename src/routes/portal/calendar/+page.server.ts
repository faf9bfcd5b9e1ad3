import { error, redirect } from '@sveltejs/kit';
import { monthBefore, monthNext, parseMonth, weeksOf } from '#lib/rules/month.ts';
import { changeWording, endFeed, makeFeed, ownCalendar, type CalendarRow } from '#lib/server/use/own-calendar.ts';
import { dayOf } from '#lib/ui/portal/event-view.ts';
import { calendarWords } from '#lib/words/calendar/index.ts';
import { mailWords } from '#lib/words/mail/index.ts';
import { oneOf, readFields } from '../form-fields.server.ts';
import { replyAction } from '../reply-action.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 24 * 3_600_000;
const WORDINGS = ['neutral', 'title'] as const;

/** Told by the event's own clock, and a member's by the practice's: what stands on a day is what people there call that day. */
function rowView(row: CalendarRow, practiceZone: string | null) {
  const shared = (event: { readonly startsAt: Date; readonly plannedEnd: Date; readonly zone: string; readonly size: 'single' | 'group' }) => ({
    day: dayOf(event.startsAt.getTime(), practiceZone ?? event.zone),
    startsAt: event.startsAt.getTime(),
    plannedEnd: event.plannedEnd.getTime(),
    zone: event.zone,
    size: event.size,
  });
  if (row.kind === 'member') {
    const { event } = row;
    return { kind: 'member' as const, id: event.id, title: event.title, off: event.state === 'cancelled', ...shared(event) };
  }
  const { invitation, reply, off, practice, provider, link } = row;
  return { kind: 'client' as const, id: invitation, reply, off, practice, provider, link, ...shared(row) };
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const { session, ports, language } = locals;
  const now = ports.now();
  const zone = session?.membership?.practice.zone ?? null;
  const present = dayOf(now.getTime(), zone ?? 'UTC').slice(0, 7);
  const month = parseMonth(url.searchParams.get('month')) ?? present;
  // A day more on both sides: the month has its own beginning in each zone.
  const from = new Date(Date.parse(`${month}-01T00:00Z`) - DAY_MS);
  const to = new Date(Date.parse(`${monthNext(month)}-01T00:00Z`) + DAY_MS);
  const calendar = await ownCalendar(ports, session, from, to);
  if (calendar === null) redirect(303, '/portal');
  const rows = calendar.rows.map((row) => rowView(row, zone)).filter(({ day }) => day.startsWith(month));
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  return {
    words: calendarWords[language],
    summary: mailWords[language].calendar.summary,
    month,
    present,
    before: monthBefore(month),
    after: monthNext(month),
    weeks: weeksOf(month).map((week) => ({ ...week, listed: days.filter((day) => week.days.includes(day)) })),
    rows,
    today: dayOf(now.getTime(), zone ?? 'UTC'),
    feed: calendar.feed && { wording: calendar.feed.wording, createdAt: calendar.feed.createdAt.getTime() },
    mayTitle: calendar.mayTitle,
    now: now.getTime(),
  };
};

const wordingOf = async (request: Request) => oneOf(WORDINGS, (await readFields(request)).text('wording')) ?? 'neutral';

export const actions: Actions = {
  reply: replyAction,
  make: async ({ request, locals }) => {
    const made = await makeFeed(locals.ports, locals.session, await wordingOf(request));
    if ('refused' in made) error(403);
    return { made: new URL(`/portal/feed/${made.secret}.ics`, locals.ports.settings.publicUrl).href };
  },
  wording: async ({ request, locals }) => {
    if ('refused' in (await changeWording(locals.ports, locals.session, await wordingOf(request)))) error(403);
    return { feedDone: 'wordingSaved' as const };
  },
  end: async ({ locals }) => {
    if ('refused' in (await endFeed(locals.ports, locals.session))) error(403);
    return { feedDone: 'turnedOff' as const };
  },
};
