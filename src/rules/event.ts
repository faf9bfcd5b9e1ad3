/** Rules of an event: its times, its states, and what may be done in each. */
import { nameFault } from './person.ts';
import { isZone, resolveLocal } from './zoned-time.ts';

const MINUTE_MS = 60_000;
export const MIN_MINUTES = 5;
/** Eight hours: the longest meeting a practice plans as one event. */
export const MAX_MINUTES = 480;
/** Ten years ahead is a typing error, not a plan. */
const MAX_AHEAD_MS = 10 * 366 * 24 * 60 * MINUTE_MS;
/** Before the first event there is, and after the last that can be planned: for who asks for all of them. */
export const ALL_TIMES = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2200-01-01T00:00:00Z') } as const;
export const MAX_TITLE = 120;
export const MAX_TYPE = 60;

export interface EventPlan {
  /** The id or the name of one of the practice's kinds, or words of its own. */
  readonly type: string;
  readonly title: string;
  readonly localStart: string;
  readonly zone: string;
  readonly minutes: number;
  readonly size: 'single' | 'group';
}
export type PlanFault =
  | 'missing'
  | 'too-long'
  | 'control-characters'
  | 'not-a-time'
  | 'skipped-by-clock-change'
  | 'in-the-past'
  | 'too-far-ahead'
  | 'out-of-range'
  | 'unknown-zone'
  | 'unknown-type';
export type PlanFaults = Partial<Record<keyof EventPlan, PlanFault>>;

export type Planned = { readonly ok: true; readonly startsAt: Date; readonly plannedEnd: Date; readonly ambiguous: boolean } | { readonly refused: PlanFaults };

/**
 * Checks all fields at once. An event may begin in the past by up to its own length: a consultation can be planned while it begins.
 * `extendedMinutes`: by how much the event at this time was extended already.
 */
export function checkPlan(plan: EventPlan, now: Date, extendedMinutes = 0): Planned {
  const faults: PlanFaults = {};
  for (const [field, max] of [
    ['title', MAX_TITLE],
    ['type', MAX_TYPE],
  ] as const) {
    const fault = nameFault(plan[field], max);
    if (fault !== null) faults[field] = fault;
  }
  if (!Number.isInteger(plan.minutes) || plan.minutes < MIN_MINUTES || plan.minutes > MAX_MINUTES) faults.minutes = 'out-of-range';
  if (!isZone(plan.zone)) return { refused: { ...faults, zone: 'unknown-zone' } };
  const start = resolveLocal(plan.localStart, plan.zone);
  if (start.kind === 'malformed') return { refused: { ...faults, localStart: plan.localStart.trim() === '' ? 'missing' : 'not-a-time' } };
  if (start.kind === 'skipped') return { refused: { ...faults, localStart: 'skipped-by-clock-change' } };
  const plannedEnd = plannedEndOf(start.at, plan.minutes, extendedMinutes);
  if (plannedEnd.getTime() <= now.getTime()) faults.localStart = 'in-the-past';
  else if (start.at.getTime() - now.getTime() > MAX_AHEAD_MS) faults.localStart = 'too-far-ahead';
  if (Object.keys(faults).length > 0) return { refused: faults };
  return { ok: true, startsAt: start.at, plannedEnd, ambiguous: start.kind === 'ambiguous' };
}

export function plannedEndOf(startsAt: Date, minutes: number, extendedMinutes: number): Date {
  return new Date(startsAt.getTime() + (minutes + extendedMinutes) * MINUTE_MS);
}

/** M4.2: from publication to the planned end, and not a second longer. */
export function isOver(event: { readonly plannedEnd: Date }, now: Date): boolean {
  return now.getTime() >= event.plannedEnd.getTime();
}

/** Steps a host extends by; together never over the longest event. */
export const EXTENSION_STEPS_MINUTES = [5, 10, 15, 30] as const;
/** The host is asked this long before the planned end. */
export const ASK_TO_EXTEND_MS = 5 * MINUTE_MS;

/** null: may not be extended by that. An event that is over can still be extended for its own length: the host runs late, the door opens again. */
export function extendedBy(
  event: { readonly minutes: number; readonly extendedMinutes: number; readonly startsAt: Date; readonly state: string },
  minutes: number,
): { readonly extendedMinutes: number; readonly plannedEnd: Date } | null {
  if (event.state !== 'published' || !(EXTENSION_STEPS_MINUTES as readonly number[]).includes(minutes)) return null;
  const extendedMinutes = event.extendedMinutes + minutes;
  if (event.minutes + extendedMinutes > MAX_MINUTES) return null;
  return { extendedMinutes, plannedEnd: plannedEndOf(event.startsAt, event.minutes, extendedMinutes) };
}
