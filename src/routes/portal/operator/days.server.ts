/** Days of contracts, as the language writes them. They are counted in UTC, like the terms of the register. */
import type { Language } from '#lib/words/fill.ts';
import { LOCALES } from '#lib/words/when.ts';

export function dayWords(language: Language): (at: Date | null) => string | null {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return (at) => at && format.format(at);
}
