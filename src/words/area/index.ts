import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type AreaWords = Shape<typeof de>;

/** What the pages of the signed-in person's area are called in their navigation. */
export const areaWords: Readonly<Record<Language, AreaWords>> = { de, en, fr: french(fr) };
