import type { Language, Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type SiteWords = Shape<typeof de>;

export const siteWords: Readonly<Record<Language, SiteWords>> = { de, en, fr };
