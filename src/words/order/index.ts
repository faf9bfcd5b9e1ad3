import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type OrderWords = Shape<typeof de>;

/** Registering a practice, and its contract. */
export const orderWords: Readonly<Record<Language, OrderWords>> = { de, en, fr: french(fr) };
