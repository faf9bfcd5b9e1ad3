/** Dates, times and durations as people of each language write them. */
import { plural, type Language, type PluralForms } from '#lib/words/fill.ts';
import { LOCALES, placeOf, spokenDate } from '#lib/words/when.ts';

/** "Dienstag, 24. November, 10:00 Uhr (Berlin)": weekday, local time and zone. The year is told when it is not this one. */
export function whenWithZone(language: Language, at: Date, zone: string, now: Date): string {
  return `${when(language, at, zone, now)} (${placeOf(language, zone)})`;
}

export function when(language: Language, at: Date, zone: string, now: Date): string {
  const year = format('en', zone, 'year');
  const date = format(LOCALES[language], zone, year.format(at) === year.format(now) ? 'day' : 'day of a year').format(at);
  return `${spokenDate(language, date)}, ${clock(language, at, zone)}`;
}

export function clock(language: Language, at: Date, zone: string): string {
  const time = format(LOCALES[language], zone, 'time').format(at);
  return language === 'de' ? `${time} Uhr` : language === 'fr' ? time.replace(':', ' h ') : time;
}

/** The zone this computer is set to. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Makes what writing dates takes, while a page waits for something else anyway: the first time costs a slow telephone a tenth of a second. */
export function readyDates(language: Language): void {
  const now = new Date();
  when(language, now, ownZone(), now);
}

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const SHAPES = {
  year: { year: 'numeric' },
  day: DAY,
  'day of a year': { ...DAY, year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Kept, because making one takes longer than all it ever writes. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${shape}`;
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone: zone });
  formats.set(key, kept);
  return kept;
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
