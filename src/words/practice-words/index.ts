import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type PracticeWordsWords = Shape<typeof de>;

/** Where a practice writes what it tells its clients. */
export const practiceWordsWords: Readonly<Record<Language, PracticeWordsWords>> = { de, en, fr: french(fr) };
