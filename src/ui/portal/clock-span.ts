import type { Language } from '#lib/words/fill.ts';
import { clock } from '../join/when.ts';

/** "10:00–10:50 Uhr": from when to when, on the clock of `zone`; the word that German puts after a time comes once. */
export function clockSpan(language: Language, from: number, to: number, zone: string): string {
  const [start, end] = [from, to].map((at) => clock(language, new Date(at), zone));
  return `${language === 'de' ? start?.replace(/ Uhr$/, '') : start}–${end}`;
}
