import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** What a portal begins with; see `server/use/first-texts.ts`. */
export const firstTexts: Readonly<Record<Language, Shape<typeof de>>> = { de, en, fr: french(fr) };
