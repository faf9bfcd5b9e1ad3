/** When an appointment is, as people of each language write it, with the clock it is told by: mails are read in other zones than they were meant for. */
import type { Language } from '../use/ports.ts';
import { fill } from '../../words/fill.ts';
import { mailWords } from '../../words/mail/index.ts';
import { LOCALES, placeOf, spokenDate } from '../../words/when.ts';

/** `Dienstag, 24. November 2026`, `mardi 1er décembre 2026`. Always with the year: a mail is read again much later. */
export function dateIn(language: Language, at: Date, zone: string): string {
  const date = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at);
  return spokenDate(language, date);
}

/** `10:00`, in French `10 h 00`. */
export function timeIn(language: Language, at: Date, zone: string): string {
  const time = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return language === 'fr' ? time.replace(':', ' h ') : time;
}

/** `Dienstag, 24. November 2026, 10:00 Uhr (Berlin, MEZ)`. */
export function whenIn(language: Language, at: Date, zone: string): string {
  return fill(mailWords[language].when, {
    date: dateIn(language, at, zone),
    time: timeIn(language, at, zone),
    city: placeOf(language, zone),
    offset: offsetName(language, at, zone),
  });
}

/** What the language calls the offset in force at that moment (`MEZ`, `MESZ`, `BST`), else the offset itself (`UTC+1`). */
function offsetName(language: Language, at: Date, zone: string): string {
  const part = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? 'UTC';
}
