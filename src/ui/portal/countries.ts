import { COUNTRIES } from '#lib/rules/country.ts';
import type { Language } from '#lib/words/fill.ts';

/** Those a practice can sit in, by their names in that language. */
export function countries(language: Language): readonly { readonly value: string; readonly text: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return COUNTRIES.map((value) => ({ value, text: names.of(value) ?? value })).sort((a, b) => a.text.localeCompare(b.text, language));
}
