import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type MembersWords = Shape<typeof de>;

/** A practice's team, and joining one. */
export const membersWords: Readonly<Record<Language, MembersWords>> = { de, en, fr: french(fr) };
