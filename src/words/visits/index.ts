import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type VisitWords = Shape<typeof de>;

export const visitWords: Readonly<Record<Language, VisitWords>> = { de, en, fr: french(fr) };
