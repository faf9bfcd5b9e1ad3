import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type MailWords = Shape<typeof de>;

export const mailWords: Readonly<Record<Language, MailWords>> = { de, en, fr: french(fr) };
