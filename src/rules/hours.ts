/** Working hours on the wall clock of a zone: a week, and days that differ from it. A time is within when the clock on the wall shows it within. */
import { localOf } from './zoned-time.ts';

/** Minutes since midnight by the wall clock, the end not included; 1440 is midnight at the end of the day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** Monday first; an empty day is free. */
export type Week = readonly (readonly Span[])[];
/** Both days, `YYYY-MM-DD`, belong to it; no spans: closed. */
export interface HoursException {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly spans: readonly Span[];
}
export interface Hours {
  readonly week: Week;
  /** The first that covers a day holds for it. */
  readonly exceptions: readonly HoursException[];
}
/** Instants in ms since the epoch, the end not included. */
export interface Open {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Clocks are changed at full quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
export const DAY_MINUTES = 1440;

/** Which hours of a calendar day (`YYYY-MM-DD`). */
export function spansOn(hours: Hours, day: string): readonly Span[] {
  const exception = hours.exceptions.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
  return exception ? exception.spans : (hours.week[weekdayOf(day)] ?? []);
}

/** 0: Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** All that is open between two instants, in order and without seams. */
export function openBetween(hours: Hours, from: number, to: number, zone: string): readonly Open[] {
  const found: Open[] = [];
  for (const { start, end, wall } of stretches(from, to, zone)) {
    for (let midnight = Math.floor(wall / DAY_MS) * DAY_MS; midnight < wall + (end - start); midnight += DAY_MS) {
      for (const span of [...spansOn(hours, new Date(midnight).toISOString().slice(0, 10))].sort((a, b) => a.from - b.from)) {
        const open = {
          from: Math.max(start, start + midnight + span.from * MINUTE_MS - wall),
          to: Math.min(end, start + midnight + span.to * MINUTE_MS - wall),
        };
        const last = found.at(-1);
        if (open.from >= open.to) continue;
        if (last && last.to >= open.from) found[found.length - 1] = { from: last.from, to: Math.max(last.to, open.to) };
        else found.push(open);
      }
    }
  }
  return found;
}

export function isWithin(hours: Hours, start: Date, end: Date, zone: string): boolean {
  const [from, to] = [start.getTime(), end.getTime()];
  return openBetween(hours, from, to, zone).some((open) => open.from === from && open.to === to);
}

/** The earliest start at a full five minutes, from `after` on and within `days`, for something of that length that meets none of `busy`. null: there is none. */
export function nextFree(hours: Hours, busy: readonly Open[], after: Date, minutes: number, zone: string, days: number): Date | null {
  const step = 5 * MINUTE_MS;
  const length = minutes * MINUTE_MS;
  const taken = [...busy].sort((a, b) => a.from - b.from);
  for (const open of openBetween(hours, after.getTime(), after.getTime() + days * DAY_MS, zone)) {
    let start = Math.ceil(open.from / step) * step;
    for (const each of taken) if (each.from < start + length && start < each.to) start = Math.ceil(each.to / step) * step;
    if (start + length <= open.to) return new Date(start);
  }
  return null;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** What the clock on the wall shows at its start, as if it were UTC. */
  readonly wall: number;
}

/** Pieces within which no clock is changed. */
function* stretches(from: number, to: number, zone: string): Generator<Stretch> {
  for (let start = from; start < to; start += DAY_MS) yield* untilChanged(start, Math.min(start + DAY_MS, to), zone);
}

function* untilChanged(start: number, end: number, zone: string): Generator<Stretch> {
  if (start >= end) return;
  // Two changes within a day do not happen.
  if (offsetAt(start, zone) === offsetAt(end - 1, zone)) {
    yield { start, end, wall: start + offsetAt(start, zone) };
    return;
  }
  for (let at = start; at < end;) {
    const next = Math.min((Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS, end);
    yield { start: at, end: next, wall: at + offsetAt(at, zone) };
    at = next;
  }
}

function offsetAt(at: number, zone: string): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return Date.parse(`${localOf(new Date(minute), zone)}:00Z`) - minute;
}
