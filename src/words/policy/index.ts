import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { entriesDe } from './entries-de.ts';
import { fr } from './fr.ts';

export type PolicyWords = Shape<typeof de>;
export type PolicyEntryWords = Shape<typeof entriesDe>;

export const policyWords: Readonly<Record<Language, PolicyWords>> = { de, en, fr: french(fr) };
