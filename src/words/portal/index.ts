import { french, type Language, type Shape } from '../fill.ts';
import { accountDe } from './account-de.ts';
import { accountEn } from './account-en.ts';
import { accountFr } from './account-fr.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { planningDe } from './planning-de.ts';
import { planningEn } from './planning-en.ts';
import { planningFr } from './planning-fr.ts';

export type PortalWords = Shape<typeof de>;
export type AccountWords = Shape<typeof accountDe>;
export type PlanningWords = Shape<typeof planningDe>;

/** On every page of the account area. */
export const portalWords: Readonly<Record<Language, PortalWords>> = { de, en, fr: french(fr) };
export const accountWords: Readonly<Record<Language, AccountWords>> = { de: accountDe, en: accountEn, fr: french(accountFr) };
export const planningWords: Readonly<Record<Language, PlanningWords>> = { de: planningDe, en: planningEn, fr: french(planningFr) };
