import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type SiteWords = Shape<typeof de>;

export const siteWords: Readonly<Record<Language, SiteWords>> = { de, en, fr: french(fr) };

/** What the foot of the guest's page needs of the frame. */
export type FootWords = Pick<SiteWords['frame'], 'footer' | 'privacy' | 'imprint' | 'accessibility' | 'language'>;
