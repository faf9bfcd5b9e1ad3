import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type OperationWords = Shape<typeof de>;

export const operationWords: Readonly<Record<Language, OperationWords>> = { de, en, fr: french(fr) };
