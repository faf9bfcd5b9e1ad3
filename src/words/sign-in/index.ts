import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type SignInWords = Shape<typeof de>;

export const signInWords: Readonly<Record<Language, SignInWords>> = { de, en, fr: french(fr) };
