import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type ContactWords = Shape<typeof de>;

export const contactWords: Readonly<Record<Language, ContactWords>> = { de, en, fr: french(fr) };
