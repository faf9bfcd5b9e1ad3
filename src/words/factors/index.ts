import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type FactorWords = Shape<typeof de>;

export const factorWords: Readonly<Record<Language, FactorWords>> = { de, en, fr: french(fr) };
