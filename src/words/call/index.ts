import { french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { roomDe } from './room-de.ts';
import { roomEn } from './room-en.ts';
import { roomFr } from './room-fr.ts';

export type CallWords = Shape<typeof de>;
export type RoomWords = Shape<typeof roomDe>;

export const callWords: Readonly<Record<Language, CallWords>> = { de, en, fr: french(fr) };
/** Only for the host's page. */
export const roomWords: Readonly<Record<Language, RoomWords>> = { de: roomDe, en: roomEn, fr: french(roomFr) };
