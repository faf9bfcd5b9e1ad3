/** The form of an event at the door, and what else stands in the calendar at that time. */
import { isUuid } from '#lib/rules/uuid.ts';
import { fullName } from '#lib/rules/person.ts';
import { may } from '#lib/rules/authority.ts';
import { actorBefore } from '#lib/server/use/actor.ts';
import { hostsOf } from '#lib/server/use/members.ts';
import type { offeredTypes } from '#lib/server/use/event-types.ts';
import { hoursOf } from '#lib/server/use/hours.ts';
import { planWarnings } from '#lib/server/use/plan-warnings.ts';
import { fillByType } from '#lib/rules/event-type.ts';
import type { Hours } from '#lib/rules/hours.ts';
import type { SessionView } from '#lib/server/use/session.ts';
import type { EventRecord, Ports } from '#lib/server/use/ports.ts';
import type { EventView } from '#lib/ui/portal/event-view.ts';
import { planOf, type PersonTyped, type PlanTyped } from '#lib/ui/portal/plan-form.ts';
import { localOf } from '#lib/rules/zoned-time.ts';
import { type Fields } from '../form-fields.server.ts';
import { eventView } from './event-views.server.ts';

export function typedPlan(fields: Fields): PlanTyped {
  const [emails, labels, languages] = [fields.all('email'), fields.all('label'), fields.all('invitationLanguage')];
  // A kind by its name is understood too.
  const type = fields.text('type');
  const people = emails.map((email, row): PersonTyped => ({ email, label: labels[row] ?? '', language: languages[row] ?? '' }));
  return {
    type: isUuid(type) ? type : '',
    typeWords: isUuid(type) ? '' : type === '' ? fields.text('typeWords') : type,
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
  return {
    type: event.typeId ?? '',
    typeWords: event.typeId === null ? event.type : '',
    title: event.title,
    date,
    time,
    zone: event.zone,
    minutes: String(event.minutes),
    size: event.size,
    people: [],
  };
}

const QUARTER_MS = 15 * 60_000;

/** The next full quarter of an hour, an hour from now: near enough to correct, far enough not to be over while typing. */
export function emptyPlan(now: Date, zone: string, language: string, offered: Awaited<ReturnType<typeof offeredTypes>>): PlanTyped {
  const start = new Date(Math.ceil((now.getTime() + 4 * QUARTER_MS) / QUARTER_MS) * QUARTER_MS);
  const [date = '', time = ''] = localOf(start, zone).split('T');
  const empty = { type: offered.usual, typeWords: '', title: '', date, time, zone, minutes: '', size: '', people: [{ email: '', label: '', language }] };
  const { minutes, size, ...plan } = fillByType(empty, offered.types, '');
  return { ...plan, minutes: minutes === '' ? String(offered.usualMinutes) : minutes, size: size === '' ? 'single' : size };
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

/** What is said before saving, as the form shows it. */
export interface Warnings {
  readonly conflicts: readonly EventView[];
  readonly near: readonly EventView[];
  readonly outside: { readonly nextFree: number | null } | null;
  /** What the person saves despite. */
  readonly tokens: readonly string[];
}
export const NO_WARNINGS: Warnings = { conflicts: [], near: [], outside: null, tokens: [] };

export async function warningsOf(ports: Ports, session: SessionView, typed: PlanTyped, except: string | null, owner: string): Promise<Warnings> {
  const plan = planOf(typed);
  const { conflicts, near, outside } = await planWarnings(ports, session, plan, owner, except);
  const tokens = [...conflicts, ...near].map(({ id }) => id);
  // Of this very time: another one outside is another question.
  return {
    conflicts: conflicts.map(eventView),
    near: near.map(eventView),
    outside,
    tokens: outside ? [...tokens, `outside:${plan.localStart}+${plan.minutes}`] : tokens,
  };
}

/** The person saw exactly these warnings and saves despite them; one that is new is shown first. */
export function areAccepted(warnings: Warnings, despite: string): boolean {
  const seen = new Set(despite.split(' '));
  return warnings.tokens.every((token) => seen.has(token));
}

/** Working hours of those for whom may be planned, by account; on the clock of the practice. */
export async function hoursFor(ports: Ports, practice: string, owners: readonly { readonly value: string }[]): Promise<Readonly<Record<string, Hours>>> {
  const found = await Promise.all(owners.map(async ({ value }) => [value, await hoursOf(ports, practice, value)] as const));
  return Object.fromEntries(found.flatMap(([account, hours]) => (hours ? [[account, hours] as const] : [])));
}
