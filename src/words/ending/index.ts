import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type EndingWords = Shape<typeof de>;

/** The end of accounts, and whom the operator lets work for it. */
export const endingWords: Readonly<Record<Language, EndingWords>> = { de, en, fr: french(fr) };
