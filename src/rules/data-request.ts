/** What somebody asks of their own data: that one of them be corrected or deleted (Art. 16 and 17 GDPR). */
export const REQUEST_KINDS = ['correct', 'delete'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const DATA = ['name', 'title', 'form-of-address', 'email', 'photo', 'sign-in', 'other'] as const;
export type Datum = (typeof DATA)[number];

export const REQUEST_ANSWERS = ['done', 'refused'] as const;
export type RequestAnswer = (typeof REQUEST_ANSWERS)[number];

export const MAX_REQUEST_TEXT = 2_000;
/** Nobody has more in earnest; whoever wants to say more has the contact form. */
export const MAX_OPEN_REQUESTS = 10;

/**
 * One month from receipt (Art. 12(3) GDPR): the same day of the next month, or its last where that day is missing (Regulation 1182/71, Art. 3(2)(c)),
 * to the end of that day in UTC.
 */
export function deadlineOf(receivedAt: Date): Date {
  const [year, month, day] = [receivedAt.getUTCFullYear(), receivedAt.getUTCMonth(), receivedAt.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 1, Math.min(day, lastDay), 23, 59, 59, 999));
}
