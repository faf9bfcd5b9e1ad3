import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type ScheduleWords = Shape<typeof de>;

/** Kinds of appointment, working hours, and what is said of both while planning. */
export const scheduleWords: Readonly<Record<Language, ScheduleWords>> = { de, en, fr: french(fr) };
