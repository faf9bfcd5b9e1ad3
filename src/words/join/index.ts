import type { Language, Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type JoinWords = Shape<typeof de>;

export const joinWords: Readonly<Record<Language, JoinWords>> = { de, en, fr };
