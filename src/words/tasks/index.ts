import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type TaskWords = Shape<typeof de>;

export const taskWords: Readonly<Record<Language, TaskWords>> = { de, en, fr: french(fr) };
