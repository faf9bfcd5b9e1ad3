/** The form of an event at the door, and what else stands in the calendar at that time. */
import { fullName } from '#lib/rules/person.ts';
import { may } from '#lib/rules/authority.ts';
import { actorBefore } from '#lib/server/use/actor.ts';
import { hostsOf } from '#lib/server/use/members.ts';
import { listEvents } from '#lib/server/use/events.ts';
import type { SessionView } from '#lib/server/use/session.ts';
import type { EventRecord, Ports } from '#lib/server/use/ports.ts';
import { checkPlan } from '#lib/rules/event.ts';
import type { EventView } from '#lib/ui/portal/event-view.ts';
import { planOf, type PersonTyped, type PlanTyped } from '#lib/ui/portal/plan-form.ts';
import { localOf } from '#lib/rules/zoned-time.ts';
import type { Fields } from '../form-fields.server.ts';
import { eventView } from './event-views.server.ts';

export function typedPlan(fields: Fields): PlanTyped {
  const [emails, labels, languages] = [fields.all('email'), fields.all('label'), fields.all('invitationLanguage')];
  const people = emails.map((email, row): PersonTyped => ({ email, label: labels[row] ?? '', language: languages[row] ?? '' }));
  return {
    type: fields.text('type'),
    title: fields.text('title'),
    date: fields.text('date'),
    time: fields.text('time'),
    zone: fields.text('zone'),
    minutes: fields.text('minutes'),
    size: fields.text('size'),
    people,
  };
}

export function typedFrom(event: EventRecord): PlanTyped {
  const [date = '', time = ''] = event.localStart.split('T');
  return { type: event.type, title: event.title, date, time, zone: event.zone, minutes: String(event.minutes), size: event.size, people: [] };
}

/** An hour of therapy, as it is billed. */
const USUAL_MINUTES = 50;
const QUARTER_MS = 15 * 60_000;

/** The next full quarter of an hour, an hour from now: near enough to correct, far enough not to be over while typing. */
export function emptyPlan(now: Date, zone: string, language: string, type: string, minutes: number | null): PlanTyped {
  const start = new Date(Math.ceil((now.getTime() + 4 * QUARTER_MS) / QUARTER_MS) * QUARTER_MS);
  const [date = '', time = ''] = localOf(start, zone).split('T');
  return { type, title: '', date, time, zone, minutes: String(minutes ?? USUAL_MINUTES), size: 'single', people: [{ email: '', label: '', language }] };
}

/** For whom this person may plan; one alone is no choice. */
export async function plannedFor(ports: Ports, session: SessionView): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const { membership, account } = session;
  if (!membership || !account) return [];
  const hosts = await hostsOf(ports, membership.practice.id);
  return hosts
    .filter((each) => may(actorBefore(session, membership.practice.id, each.account), 'event.plan'))
    .sort((a, b) => Number(b.account === account.id) - Number(a.account === account.id))
    .map((each) => ({ value: each.account, text: fullName(each) }));
}

/** The owner's events that overlap with the plan; another provider's events are nobody's conflict. `except`: the event that is being changed. */
export async function conflictsOf(ports: Ports, session: SessionView, typed: PlanTyped, except: string | null, owner: string): Promise<readonly EventView[]> {
  const planned = checkPlan(planOf(typed), ports.now());
  if ('refused' in planned) return [];
  const near = await listEvents(ports, session, planned.startsAt, planned.plannedEnd);
  return near
    .map((each) => each.event)
    .filter(
      (event) =>
        event.owner === owner &&
        event.id !== except &&
        event.state !== 'cancelled' &&
        event.startsAt < planned.plannedEnd &&
        event.plannedEnd > planned.startsAt,
    )
    .map(eventView);
}

/** The person saw exactly these conflicts and saves despite them; one that is new is shown first. */
export function areAccepted(conflicts: readonly EventView[], despite: string): boolean {
  const seen = new Set(despite.split(' '));
  return conflicts.every((each) => seen.has(each.id));
}
