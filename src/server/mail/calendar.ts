/**
 * The calendar entry of an appointment (RFC 5545, RFC 5546). It is published, not requested: the portal hears nothing from calendars, and a
 * request would have to carry the client's address and would offer answers that nobody receives. Calendars are shared with families and
 * employers, so the entry names neither practice nor provider and is marked private; the link's page says who is waiting.
 */
import type { AppointmentContent } from '../use/mail-content.ts';
import { fill } from '../../words/fill.ts';
import { mailWords } from '../../words/mail/index.ts';
import type { CalendarPart } from './render.ts';
import { calendarText, escapeText, sequenceAt } from '../../rules/ical.ts';
import { timeZoneLines, utcStamp, zonedLine } from '../../rules/time-zone-lines.ts';

export interface Organizer {
  readonly name: string | null;
  readonly address: string;
}

const MINUTE_MS = 60_000;

export function appointmentCalendar(content: AppointmentContent, organizer: Organizer, now: Date): CalendarPart {
  const words = mailWords[content.language].calendar;
  const method = content.kind === 'cancelled' ? 'CANCEL' : 'PUBLISH';
  const ends = new Date(content.startsAt.getTime() + content.minutes * MINUTE_MS);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Incamera//Incamera//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...timeZoneLines(content.zone, content.startsAt, ends),
    'BEGIN:VEVENT',
    `UID:${content.invitation}`,
    `DTSTAMP:${utcStamp(now)}`,
    // An entry is made anew for each mail from what is true then, so that the later mail is the later revision.
    `SEQUENCE:${sequenceAt(now)}`,
    organizerLine(organizer),
    zonedLine('DTSTART', content.startsAt, content.zone),
    zonedLine('DTEND', ends, content.zone),
    `SUMMARY:${escapeText(words.summary)}`,
    ...(content.link === null ? [] : [`DESCRIPTION:${escapeText(fill(words.description, { link: content.link }))}`, `URL:${content.link}`]),
    `STATUS:${content.kind === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, fileName: words.file, text: calendarText(lines) };
}

/** RFC 5546, 3.2.1: whoever publishes is named. A parameter's value cannot hold quotes, so they are left out. */
function organizerLine({ name, address }: Organizer): string {
  const cleanName = (name ?? '').replace(/["\p{Cc}]/gu, '').trim();
  return cleanName === '' ? `ORGANIZER:mailto:${address}` : `ORGANIZER;CN="${cleanName}":mailto:${address}`;
}
