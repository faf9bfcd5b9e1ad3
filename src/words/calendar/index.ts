import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type CalendarWords = Shape<typeof de>;

export const calendarWords: Readonly<Record<Language, CalendarWords>> = { de, en, fr: french(fr) };
