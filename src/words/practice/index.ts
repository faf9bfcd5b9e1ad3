import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type PracticeWords = Shape<typeof de>;

/** How a practice works: defaults for its appointments, and what was done in it. */
export const practiceWords: Readonly<Record<Language, PracticeWords>> = { de, en, fr: french(fr) };
