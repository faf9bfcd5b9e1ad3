import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type ProfileWords = Shape<typeof de>;

export const profileWords: Readonly<Record<Language, ProfileWords>> = { de, en, fr: french(fr) };
