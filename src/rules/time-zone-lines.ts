/** VTIMEZONE (RFC 5545, 3.6.5) from the runtime's own zone data: the observances around one or more appointments, each with its onset. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Every zone that has summer time changes its clock within this time. */
const HORIZON_MS = 400 * DAY_MS;
/** No zone changes its clock twice within a week. */
const STEP_MS = 7 * DAY_MS;
/** Antarctica/Troll puts its clock back by two hours, nobody by more. */
const LONGEST_CHANGE_MS = 120 * MINUTE_MS;

interface Change {
  /** The first instant at which the new offset holds. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Covers the time from `starts` to `ends`. */
export function timeZoneLines(zone: string, starts: Date, ends: Date): readonly string[] {
  const offset = offsetIn(zone);
  const changes = changesOf(offset, starts.getTime() - HORIZON_MS, ends.getTime() + HORIZON_MS);
  const before = changes.filter((change) => change.at <= starts.getTime()).slice(-1);
  const during = changes.filter((change) => change.at > starts.getTime() && change.at <= ends.getTime());
  const after = changes.filter((change) => change.at > ends.getTime()).slice(0, 1);
  const constant = offset(starts.getTime());
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...(before.length === 0 ? observance('STANDARD', '19700101T000000', constant, constant) : []),
    ...[...before, ...during, ...after].flatMap(({ at, from, to }) => observance(to > from ? 'DAYLIGHT' : 'STANDARD', stamp(at + from), from, to)),
    'END:VTIMEZONE',
  ];
}

/** A date-time property, on the zone's wall clock; in UTC when the clock shows that time twice. RFC 5545, 3.3.5 means the first then, but readers differ. */
export function zonedLine(property: string, at: Date, zone: string): string {
  const offset = offsetIn(zone);
  const time = at.getTime();
  const [before, now, after] = [offset(time - LONGEST_CHANGE_MS), offset(time), offset(time + LONGEST_CHANGE_MS)];
  const shownBefore = before > now && offset(time - (before - now)) === before;
  const shownAgain = now > after && offset(time + (now - after)) === after;
  return shownBefore || shownAgain ? `${property}:${utcStamp(at)}` : `${property};TZID=${zone}:${stamp(time + now)}`;
}

export function utcStamp(at: Date): string {
  return `${stamp(at.getTime())}Z`;
}

function observance(kind: 'STANDARD' | 'DAYLIGHT', onset: string, from: number, to: number): readonly string[] {
  return [`BEGIN:${kind}`, `DTSTART:${onset}`, `TZOFFSETFROM:${utcOffset(from)}`, `TZOFFSETTO:${utcOffset(to)}`, `END:${kind}`];
}

function changesOf(offset: (at: number) => number, from: number, until: number): readonly Change[] {
  const changes: Change[] = [];
  for (let low = from; low < until; low += STEP_MS) {
    const before = offset(low);
    const after = offset(low + STEP_MS);
    if (before !== after) changes.push({ at: firstAt(low, low + STEP_MS, (at) => offset(at) === after), from: before, to: after });
  }
  return changes;
}

/** The first whole minute in (low, high] for which `holds` is true; it is false at `low` and true from there on. */
function firstAt(low: number, high: number, holds: (at: number) => boolean): number {
  let no = Math.floor(low / MINUTE_MS);
  let yes = Math.ceil(high / MINUTE_MS);
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle * MINUTE_MS)) yes = middle;
    else no = middle;
  }
  return yes * MINUTE_MS;
}

/** Milliseconds that the zone's clock is ahead of UTC. One formatter is made for many questions: making it is what costs. */
function offsetIn(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    // `GMT`, `GMT+01:00`, `GMT-03:30`
    const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  };
}

function utcOffset(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE_MS;
  const pad = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(minutes / 60)}${pad(minutes % 60)}`;
}

function stamp(asIfUtc: number): string {
  return new Date(asIfUtc).toISOString().replace(/[-:]|\.\d+Z$/g, '');
}
