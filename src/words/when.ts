/** What the calendar of the runtime does not know of the three languages: shared by pages and mails, so that both say the same. */
import type { Language } from './fill.ts';

/** English as in Europe: the day before the month. */
export const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' };

/** Places that zones are named after and that a language calls otherwise; the zones themselves have English names. */
const PLACES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  de: {
    Athens: 'Athen',
    Brussels: 'Brüssel',
    Copenhagen: 'Kopenhagen',
    Lisbon: 'Lissabon',
    Luxembourg: 'Luxemburg',
    Prague: 'Prag',
    Rome: 'Rom',
    Vienna: 'Wien',
    Warsaw: 'Warschau',
    Zurich: 'Zürich',
  },
  en: {},
  fr: {
    Athens: 'Athènes',
    Brussels: 'Bruxelles',
    Copenhagen: 'Copenhague',
    Lisbon: 'Lisbonne',
    London: 'Londres',
    Vienna: 'Vienne',
    Warsaw: 'Varsovie',
  },
};

/** The place a zone is named after: "Europe/Vienna" is what people call Vienna time. */
export function placeOf(language: Language, zone: string): string {
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const own = PLACES[language];
  return Object.hasOwn(own, place) ? (own[place] ?? place) : place;
}

/** A date as `Intl` wrote it, with the one ordinal of French dates: `mardi 1er décembre`. */
export function spokenDate(language: Language, written: string): string {
  return language === 'fr' ? written.replace(/(^| )1 (?=\p{L})/u, '$11er ') : written;
}
