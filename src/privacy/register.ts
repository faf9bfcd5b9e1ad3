/**
 * The register of processing: everything the portal holds, whose it is, why, on what legal basis, who receives it and when it goes. What has
 * no entry here may not be held; a test compares it with the database's catalogue. The policy and the erasure job are made from it.
 */
import type { Entry } from './entry.ts';
import { APPOINTMENTS } from './entries/appointments.ts';
import { CALENDAR } from './entries/calendar.ts';
import { CONTACT } from './entries/contact.ts';
import { CONTRACTS } from './entries/contracts.ts';
import { ENDING } from './entries/ending.ts';
import { EVENT_TYPES } from './entries/event-types.ts';
import { FACTORS } from './entries/factors.ts';
import { IRREGULAR } from './entries/irregular.ts';
import { MEMBERS } from './entries/members.ts';
import { HOUSE } from './entries/house.ts';
import { PRACTICES } from './entries/practices.ts';
import { PRACTICE_WORDS } from './entries/practice-words.ts';
import { PROFILE } from './entries/profile.ts';
import { REMINDERS } from './entries/reminders.ts';
import { TASKS } from './entries/tasks.ts';
import { TEXTS } from './entries/texts.ts';
import { VISITS } from './entries/visits.ts';
import { type ErasedTerm, type TermId, ERASED_TERMS } from './terms.ts';

export { term } from './terms.ts';

const ENTRIES = {
  ...VISITS,
  ...APPOINTMENTS,
  ...PRACTICES,
  ...CONTRACTS,
  ...HOUSE,
  ...FACTORS,
  ...MEMBERS,
  ...PROFILE,
  ...CONTACT,
  ...TASKS,
  ...IRREGULAR,
  ...CALENDAR,
  ...PRACTICE_WORDS,
  ...TEXTS,
  ...ENDING,
  ...EVENT_TYPES,
  ...REMINDERS,
} as const;

export type EntryId = keyof typeof ENTRIES;
/** What lies in a server's memory alone. */
export type MemoryPlace = Extract<(typeof ENTRIES)[EntryId]['where'][number], { readonly kind: 'memory' }>['name'];
export type RegisterEntry = Entry<TermId>;

export const REGISTER: Readonly<Record<EntryId, RegisterEntry>> = ENTRIES;
export const ENTRY_IDS = Object.keys(ENTRIES) as readonly EntryId[];

/** Whose rows a term of the erasure job erases. @throws for a term without an entry: that is a hole in the register, and a test looks for it. */
export function entryOf(term: ErasedTerm): EntryId {
  const id = ENTRY_IDS.find((each) => REGISTER[each].terms.includes(term));
  if (id === undefined) throw new Error(`register: the term ${term} belongs to no entry`);
  return id;
}

/** The entries with something to erase, in the order of erasure. */
export const ERASED_ENTRIES: readonly EntryId[] = [...new Set(ERASED_TERMS.map(entryOf))];
