/** Working hours: everybody who leads consultations sets their own, an owner also those of the practice, which hold for whoever has set none. */
import { isUuid } from '../../rules/uuid.ts';
import { MAX_EXCEPTIONS, readException, readSpans, type ExceptionFaults, type ExceptionInput, type SpansFault } from '../../rules/hours-text.ts';
import type { Hours, Span, Week } from '../../rules/hours.ts';
import { localOf } from '../../rules/zoned-time.ts';
import { audit, memberMay } from './actor.ts';
import type { HoursHolder, StoredException } from './ports-event-types.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export type HoursOf = 'self' | 'practice';
export interface HoursPage {
  /** null: none were set. */
  readonly week: Week | null;
  readonly exceptions: readonly StoredException[];
  /** Which hold while one has none of one's own. null: none either, or this is the practice's page. */
  readonly practiceWeek: Week | null;
}
export type HoursRefused = { readonly refused: 'forbidden' };
export type WeekChanged = { readonly ok: true } | HoursRefused | { readonly refused: 'invalid'; readonly days: readonly (SpansFault | null)[] };
export type ExceptionAdded = { readonly ok: true } | HoursRefused | { readonly refused: 'invalid'; readonly fields: ExceptionFaults };

/** The practice's hours are among what the owner lays down for its appointments. */
function holderFor(session: SessionView | null, of: HoursOf) {
  const member = memberMay(session, of === 'practice' ? 'practice.defaults' : 'hours.change');
  return member && { member, holder: { practice: member.practice, account: of === 'practice' ? null : member.account } satisfies HoursHolder };
}

export async function hoursPage(ports: Pick<Ports, 'store'>, session: SessionView | null, of: HoursOf): Promise<HoursPage | null> {
  const found = holderFor(session, of);
  if (!found) return null;
  const { hours } = ports.store;
  const [week, exceptions, practiceWeek] = await Promise.all([
    hours.week(found.holder),
    hours.exceptions(found.holder),
    of === 'self' ? hours.week({ ...found.holder, account: null }) : null,
  ]);
  return { week, exceptions, practiceWeek };
}

/** `typed`: a line for each day, Monday first. All empty: none are set any more. */
export async function changeWeek(ports: Ports, session: SessionView | null, of: HoursOf, typed: readonly string[]): Promise<WeekChanged> {
  const found = holderFor(session, of);
  if (!found) return { refused: 'forbidden' };
  const days = Array.from({ length: 7 }, (_, day) => readSpans(typed[day] ?? ''));
  const faults = days.map((day) => ('refused' in day ? day.refused : null));
  if (faults.some((fault) => fault !== null)) return { refused: 'invalid', days: faults };
  const week = days.map((day): readonly Span[] => ('ok' in day ? day.spans : []));
  await ports.store.atomically(async (store) => {
    await store.hours.setWeek(found.holder, week.every((spans) => spans.length === 0) ? null : week);
    await audit(ports, store, found.member, 'hours.change', of === 'self' ? 'account' : 'practice', found.holder.account ?? found.holder.practice);
  });
  return { ok: true };
}

/** Days that are there already get the new hours: pressing twice adds once. */
export async function addException(ports: Ports, session: SessionView | null, of: HoursOf, input: ExceptionInput): Promise<ExceptionAdded> {
  const found = holderFor(session, of);
  if (!found) return { refused: 'forbidden' };
  const zone = session?.membership?.practice.zone ?? 'UTC';
  const read = readException(input, localOf(ports.now(), zone).slice(0, 10));
  if ('refused' in read) return { refused: 'invalid', fields: read.refused };
  const added = await ports.store.atomically(async (store) => {
    const there = await store.hours.exceptions(found.holder);
    if (there.length >= MAX_EXCEPTIONS && !there.some(({ firstDay, lastDay }) => firstDay === read.exception.firstDay && lastDay === read.exception.lastDay))
      return false;
    await store.hours.addException(found.holder, { id: ports.newId(), ...read.exception });
    await audit(ports, store, found.member, 'hours.change', of === 'self' ? 'account' : 'practice', found.holder.account ?? found.holder.practice);
    return true;
  });
  return added ? { ok: true } : { refused: 'invalid', fields: { firstDay: 'too-many' } };
}

/** Taking away what is gone already is done. */
export async function removeException(ports: Ports, session: SessionView | null, of: HoursOf, id: string): Promise<{ readonly ok: true } | HoursRefused> {
  const found = holderFor(session, of);
  if (!found) return { refused: 'forbidden' };
  await ports.store.atomically(async (store) => {
    if (isUuid(id) && (await store.hours.removeException(found.holder, id)))
      await audit(ports, store, found.member, 'hours.change', of === 'self' ? 'account' : 'practice', found.holder.account ?? found.holder.practice);
  });
  return { ok: true };
}

/**
 * What holds for a provider: their own week or else the practice's; on days that differ their own word comes before the practice's. null: nobody
 * has set any. Who may plan for a provider may know it; it says nothing of clients.
 */
export async function hoursOf(ports: Pick<Ports, 'store'>, practice: string, account: string): Promise<Hours | null> {
  const { hours } = ports.store;
  const [own, shared] = [
    { practice, account },
    { practice, account: null },
  ];
  const [ownWeek, week, ownExceptions, exceptions] = await Promise.all([hours.week(own), hours.week(shared), hours.exceptions(own), hours.exceptions(shared)]);
  const holds = ownWeek ?? week;
  return holds && { week: holds, exceptions: [...ownExceptions, ...exceptions] };
}
