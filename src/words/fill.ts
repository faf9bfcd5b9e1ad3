/** How the interface's texts are shaped and completed. They are plain data, so that a page sends only its reader's language. */

export const LANGUAGES = ['de', 'en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts that differ with a number; `{count}` stands for it. None of the three languages needs more than these two for whole numbers of everyday size. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** The same keys with any text: what German has, every other language must have, and nothing beyond. */
export type Shape<T> = T extends string ? string : T extends readonly (infer Item)[] ? readonly Shape<Item>[] : { readonly [Key in keyof T]: Shape<T[Key]> };

/**
 * French sets a space before high punctuation and inside guillemets, at which no line may break. Written with ordinary spaces, which one sees;
 * every French word goes through here.
 */
export function french<T>(words: T): T {
  if (typeof words === 'string') return words.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0') as typeof words;
  if (typeof words !== 'object' || words === null) return words;
  const entries = Object.entries(words).map(([key, value]) => [key, french(value as unknown)] as const);
  return (Array.isArray(words) ? entries.map(([, value]) => value) : Object.fromEntries(entries)) as typeof words;
}

/** Puts values in place of `{name}`, once: a value that looks like a placeholder stays as it is. A name without a value stays visible. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : placeholder));
}

/** The form for that number in that language, with the number written as the language writes it. French counts 0 and 1.5 as one. */
export function plural(language: Language, forms: PluralForms, count: number): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other;
  return fill(form, { count: new Intl.NumberFormat(language).format(count) });
}
