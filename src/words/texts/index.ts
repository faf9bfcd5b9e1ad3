import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type TextWords = Shape<typeof de>;

/** The texts that people agree to: reading them, agreeing, writing them. */
export const textWords: Readonly<Record<Language, TextWords>> = { de, en, fr: french(fr) };
