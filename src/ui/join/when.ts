/** Dates, times and durations as people of each language write them. */
import { plural, type Language, type PluralForms } from '#lib/words/fill.ts';

const LOCALE: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' };

/** "Dienstag, 24. November, 10:00 Uhr (Berlin)": weekday, local time and zone. The year is told when it is not this one. */
export function whenWithZone(language: Language, at: Date, zone: string, now: Date): string {
  return `${when(language, at, zone, now)} (${zoneName(zone)})`;
}

export function when(language: Language, at: Date, zone: string, now: Date): string {
  const year = (date: Date) => new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(date);
  const date = new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year(at) === year(now) ? {} : { year: 'numeric' }),
  }).format(at);
  return `${date}, ${clock(language, at, zone)}`;
}

export function clock(language: Language, at: Date, zone: string): string {
  const time = new Intl.DateTimeFormat(LOCALE[language], { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return language === 'de' ? `${time} Uhr` : language === 'fr' ? time.replace(':', ' h ') : time;
}

/** The place a zone is named after: "Europe/Berlin" is what people call Berlin time. */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** What the person's own clock shows at that moment, when it is another time than in `zone`; null: the same. */
export function onOwnClock(language: Language, at: Date, zone: string, ownZone: string, now: Date): string | null {
  const own = when(language, at, ownZone, now);
  return own === when(language, at, zone, now) ? null : own;
}

/** Whole minutes since then, never negative: two clocks may differ. */
export function minutesSince(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / 60_000));
}

/** "23:07", with hours only when there are some. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  return (parts[0] === '00' ? parts.slice(1) : parts).join(':');
}

/** "30 days", or "36 hours" where it is no whole number of days. */
export function span(language: Language, words: { readonly hours: PluralForms; readonly days: PluralForms }, hours: number): string {
  return hours % 24 === 0 ? plural(language, words.days, hours / 24) : plural(language, words.hours, hours);
}
