/**
 * A person's appointments as a calendar program reads them (RFC 5545, RFC 7986). The same appointments give the same bytes, whenever they are
 * asked for: what is stamped is when they last changed, so that a program that has them hears that nothing is new.
 */
import { calendarText, escapeText, sequenceAt } from './ical.ts';
import { timeZoneLines, utcStamp, zonedLine } from './time-zone-lines.ts';

export interface FeedEntry {
  /** For a client the invitation's, as in its mails; for a member the event's. Names nobody. */
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name. */
  readonly zone: string;
  readonly summary: string;
  /** A page of the portal that asks who one is; never a link that lets in. */
  readonly url: string;
  readonly off: boolean;
  /** false: the person has declined, and the time is theirs again. */
  readonly busy: boolean;
  readonly changedAt: Date;
}
export interface FeedFrame {
  readonly name: string;
  /** How the way to the appointment's page is told. */
  readonly describe: (url: string) => string;
  /** For a calendar with nothing in it. */
  readonly zone: string;
}

/** A person who moves an appointment by an hour has told it by mail; the calendar follows within one. */
const REFRESH = 'PT1H';

export function feedText(entries: readonly FeedEntry[], frame: FeedFrame): string {
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Incamera//Incamera//EN',
    'CALSCALE:GREGORIAN',
    // Without METHOD, DTSTAMP means when the entry was last changed (RFC 5545, 3.8.7.2).
    `NAME:${escapeText(frame.name)}`,
    `X-WR-CALNAME:${escapeText(frame.name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...zones(entries, frame.zone),
    ...entries.flatMap((entry) => entryLines(entry, frame)),
    'END:VCALENDAR',
  ]);
}

/** Each zone once, around all that is in it. A calendar must have something in it (RFC 5545, 3.6): an empty one has its zone. */
function zones(entries: readonly FeedEntry[], zone: string): readonly string[] {
  const names = entries.length === 0 ? [zone] : [...new Set(entries.map((entry) => entry.zone))].sort();
  return names.flatMap((name) => {
    const within = entries.filter((entry) => entry.zone === name);
    const first = Math.min(...within.map(({ startsAt }) => startsAt.getTime()));
    const last = Math.max(...within.map(({ endsAt }) => endsAt.getTime()));
    return within.length === 0 ? timeZoneLines(name, EMPTY, EMPTY) : timeZoneLines(name, new Date(first), new Date(last));
  });
}
/** Any moment does, as long as it is always the same. */
const EMPTY = new Date(Date.UTC(2026, 0, 1));

function entryLines(entry: FeedEntry, frame: FeedFrame): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utcStamp(entry.changedAt)}`,
    `LAST-MODIFIED:${utcStamp(entry.changedAt)}`,
    `SEQUENCE:${sequenceAt(entry.changedAt)}`,
    zonedLine('DTSTART', entry.startsAt, entry.zone),
    zonedLine('DTEND', entry.endsAt, entry.zone),
    `SUMMARY:${escapeText(entry.summary)}`,
    `DESCRIPTION:${escapeText(frame.describe(entry.url))}`,
    `URL:${entry.url}`,
    `STATUS:${entry.off ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    `TRANSP:${entry.off || !entry.busy ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

/** RFC 9110, 13.1.2: whether one of the validators the asker has is this one; compared weakly. */
export function isFresh(ifNoneMatch: string | null, tag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return ifNoneMatch !== null && ifNoneMatch.split(',').some((each) => bare(each) === '*' || bare(each) === bare(tag));
}
