/**
 * The calendar entry of an appointment (RFC 5545, RFC 5546). It is published, not requested: the portal hears nothing from calendars, and a
 * request would have to carry the client's address and would offer answers that nobody receives. Calendars are shared with families and
 * employers, so the entry names neither practice nor provider and is marked private; the link's page says who is waiting.
 */
import type { AppointmentContent } from '../use/mail-content.ts';
import { fill } from '../../words/fill.ts';
import { mailWords } from '../../words/mail/index.ts';
import type { CalendarPart } from './render.ts';
import { timeZoneLines, utcStamp, zonedLine } from './time-zone.ts';

export interface Organizer {
  readonly name: string | null;
  readonly address: string;
}

const MINUTE_MS = 60_000;
/** RFC 5545, 3.1: lines of at most 75 octets without their end. */
const LINE_OCTETS = 75;
/** The year the portal's first mail could have left; keeps SEQUENCE far below 2^31 for decades. */
const SEQUENCE_EPOCH_S = Date.UTC(2026, 0, 1) / 1000;

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
    `SEQUENCE:${Math.max(0, Math.floor(now.getTime() / 1000) - SEQUENCE_EPOCH_S)}`,
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
  return { method, fileName: words.file, text: lines.map((line) => `${fold(line)}\r\n`).join('') };
}

/** RFC 5546, 3.2.1: whoever publishes is named. A parameter's value cannot hold quotes, so they are left out. */
function organizerLine({ name, address }: Organizer): string {
  const cleanName = (name ?? '').replace(/["\p{Cc}]/gu, '').trim();
  return cleanName === '' ? `ORGANIZER:mailto:${address}` : `ORGANIZER;CN="${cleanName}":mailto:${address}`;
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n');
}

/** Folded between characters, never inside one. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
