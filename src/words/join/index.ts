import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type JoinWords = Shape<typeof de>;
/** What the guest's page needs; the system test is another page. */
export type GuestWords = Omit<JoinWords, 'test'>;

export const joinWords: Readonly<Record<Language, JoinWords>> = { de, en, fr: french(fr) };
