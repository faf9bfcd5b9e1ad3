/** Local wall-clock time in an IANA zone, and the instant it means. */

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `ambiguous`: the clock shows this time twice (end of summer time); the earlier instant is meant. */
export type Resolution = { readonly kind: 'exact' | 'ambiguous'; readonly at: Date } | { readonly kind: 'skipped' } | { readonly kind: 'malformed' };

/** An IANA name. Runtimes take bare offsets (`+01:00`) too, which know no summer time and which calendars do not understand. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `YYYY-MM-DDTHH:mm` of an instant in a zone. */
export function localOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant a wall clock in `zone` shows `local`. `zone` must be one `isZone` accepts. */
export function resolveLocal(local: string, zone: string): Resolution {
  const match = LOCAL.exec(local);
  if (!match) return { kind: 'malformed' };
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asIfUtc).toISOString().slice(0, 16) !== local) return { kind: 'malformed' };
  // Zones lie between UTC-12 and UTC+14; offsets around the wanted time are those in force a day before and a day after.
  const offsets = new Set([-24, 0, 24].map((hours) => offsetMs(asIfUtc + hours * HOUR_MS, zone)));
  const hits = [...new Set([...offsets].map((offset) => asIfUtc - offset))].filter((at) => localOf(new Date(at), zone) === local).sort((a, b) => a - b);
  const first = hits[0];
  if (first === undefined) return { kind: 'skipped' };
  return { kind: hits.length > 1 ? 'ambiguous' : 'exact', at: new Date(first) };
}

function offsetMs(at: number, zone: string): number {
  const shown = localOf(new Date(at), zone);
  return Date.parse(`${shown}:00Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
