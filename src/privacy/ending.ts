/** What becomes of everything held about a person when their account ends: taken from the register, so that the page that says it and what happens agree. */
import type { Subject } from './entry.ts';
import { policyOf, type PolicyEntry } from './policy.ts';
import { REGISTER, type EntryId } from './register.ts';

/**
 * `at-once`: with the end itself. `with-account`: when the account is erased. `with-practice`: it is the practice's, and stays with it.
 * `own-term`: it is kept until a term of its own is over, seen by nobody in the portal's ordinary work.
 */
export const FATES = ['at-once', 'with-account', 'with-practice', 'own-term'] as const;
export type Fate = (typeof FATES)[number];

/** The deed of ending does these itself; a test looks whether it did. */
const AT_ONCE: readonly EntryId[] = ['session', 'token', 'photo', 'failed-login', 'known-network'];
/** Rows of these hang on the account's; a test compares them with the database. */
export const TABLES_OF_ACCOUNT: readonly string[] = ['account', 'calendar_feed', 'data_request', 'email_change', 'member', 'passkey', 'recovery_code', 'totp'];
/** Rows of these hang on the practice's, or on what does. */
export const TABLES_OF_PRACTICE: readonly string[] = [
  'contract',
  'event',
  'event_type',
  'hours_exception',
  'invitation',
  'mandate',
  'member_invitation',
  'practice',
  'practice_words',
  'reminder',
  'session_grant',
  'task',
  'working_hours',
];

/** null: it lies in no table, and so has ended before or ends by itself: in memory, in the browser, in a mail. */
export function fateOf(id: EntryId): Fate | null {
  const tables = REGISTER[id].where.flatMap((place) => (place.kind === 'table' ? [place.table] : []));
  if (tables.length === 0) return null;
  if (AT_ONCE.includes(id)) return 'at-once';
  if (tables.every((table) => TABLES_OF_ACCOUNT.includes(table))) return 'with-account';
  return tables.every((table) => TABLES_OF_PRACTICE.includes(table)) ? 'with-practice' : 'own-term';
}

export interface EndingPart {
  readonly fate: Fate;
  readonly entries: readonly PolicyEntry[];
}

/** Each fate with what of a client's or a provider's data it is about; those about nothing are left out. */
export function endingOf(kind: Extract<Subject, 'client' | 'provider'>): readonly EndingPart[] {
  // What lies at a developer's machine only is nobody's data here.
  const entries = policyOf('production')
    .flatMap((section) => section.entries)
    .filter((entry) => entry.subjects.includes(kind));
  return FATES.map((fate) => ({ fate, entries: entries.filter(({ id }) => fateOf(id) === fate) })).filter((part) => part.entries.length > 0);
}
