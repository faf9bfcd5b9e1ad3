import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type IrregularWords = Shape<typeof de>;

export const irregularWords: Readonly<Record<Language, IrregularWords>> = { de, en, fr: french(fr) };
