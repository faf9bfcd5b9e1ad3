import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type ReminderWords = Shape<typeof de>;

/** Reminders of appointments: the mails, the page that stops them, and what the practice sees and chooses. */
export const reminderWords: Readonly<Record<Language, ReminderWords>> = { de, en, fr: french(fr) };
