import type { Language } from '#lib/words/fill.ts';

/** Each in itself: who looks for French does not know the German word for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English', fr: 'Français' };
