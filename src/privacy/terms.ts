/**
 * Every term of the house. Retention numbers stand here and nowhere else: the erasure job, the policy and whoever issues a token read them here.
 * The order is the order of erasure: what belongs to something goes before it.
 */
import type { Length, Rows, Term, Unit } from './entry.ts';

function lengthOf<U extends Unit>(count: number, unit: U): Length<U> {
  return { count, unit };
}
const seconds = (count: number) => lengthOf(count, 'seconds');
const minutes = (count: number) => lengthOf(count, 'minutes');
const hours = (count: number) => lengthOf(count, 'hours');
const days = (count: number) => lengthOf(count, 'days');
const months = (count: number) => lengthOf(count, 'months');

function rows<Table extends string, Clock extends Rows['clock']>(table: Table, clock: Clock, holds: Rows['holds'] = 'start') {
  return { table, clock, holds } as const;
}

/** Upper limit: records of who was treated when are to be kept three months at the most (Anlage 31b BMV-Ä); the lower one lets a provider write up the day. */
const EVENT = { length: days(30), limits: { by: 'practice', shortest: hours(1), longest: days(90) } } as const;
const REGISTRATION = hours(48);
const TICKET = seconds(30);

export const TERMS = {
  // Visiting.
  'address-ring': { clock: 'request', length: minutes(60), act: 'forget', source: 'promised' },
  'rate-limit': { clock: 'last-hit', length: minutes(60), act: 'forget', source: 'promised' },
  'access-record': { clock: 'request', length: days(90), act: 'fold', source: 'choice', rows: rows('access_record', 'access_record.minute') },
  'daily-count': { clock: 'day', length: months(25), act: 'erase', source: 'choice', rows: rows('daily_count', 'daily_count.day') },
  'session-cookie': { clock: 'visit', length: 'until-browser-closed', act: 'expire', source: 'promised' },
  'framework-in-tab': { clock: 'visit', length: 'until-tab-closed', act: 'expire', source: 'choice' },
  unsaved: { clock: 'made', length: 'until-saved', act: 'forget', source: 'choice' },
  'log-line': { clock: 'written', length: days(30), act: 'erase', source: 'choice' },

  // Signing in.
  'session-open-page': { clock: 'visit', length: 'until-page-left', act: 'forget', source: 'choice' },
  // An open page of the account, and hosting, count as use.
  'session-idle': { clock: 'last-use', length: hours(8), act: 'erase', source: 'promised', rows: rows('session', 'session.seen_at') },
  'session-idle-one-factor': { clock: 'last-use', length: minutes(30), act: 'erase', source: 'choice', rows: rows('session', 'session.seen_at') },
  'session-absolute': { clock: 'sign-in', length: hours(24), act: 'erase', source: 'choice', rows: rows('session', 'session.created_at') },
  'failed-login': { clock: 'last-failure', length: hours(24), act: 'erase', source: 'choice', rows: rows('failed_login', 'failed_login.last_at') },
  'known-network': { clock: 'last-use', length: days(30), act: 'erase', source: 'choice', rows: rows('known_network', 'known_network.last_at') },
  'email-change': { clock: 'issue', length: hours(24), act: 'erase', source: 'choice', rows: rows('email_change', 'email_change.created_at') },
  'reset-token': { clock: 'issue', length: minutes(60), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  'email-change-token': { clock: 'issue', length: hours(24), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  'second-step-token': { clock: 'issue', length: minutes(5), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  'passkey-challenge': { clock: 'issue', length: minutes(5), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  'second-factor': { clock: 'made', length: 'until-removed-by-hand', act: 'erase', source: 'choice' },
  'verification-token': { clock: 'issue', length: hours(24), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  'set-up-token': { clock: 'issue', length: hours(24), act: 'erase', source: 'choice', rows: rows('token', 'token.expires_at', 'end') },
  // As long as a ticket lives that the session could still have fetched.
  'session-ended': { clock: 'sign-out', length: TICKET, act: 'forget', source: 'choice' },
  'alerts-in-tab': { clock: 'visit', length: 'until-tab-closed', act: 'expire', source: 'choice' },

  // Appointments. A guest who was inside finds the way back until the consultation is over, which can be after its planned end.
  'grant-host-ended': { clock: 'host-end', length: minutes(60), act: 'erase', source: 'promised', rows: rows('session_grant', 'event.host_ended_at') },
  'grant-planned-end': { clock: 'planned-end', length: hours(24), act: 'erase', source: 'choice', rows: rows('session_grant', 'event.planned_end') },
  'session-guest': { clock: 'visit', length: hours(24), act: 'erase', source: 'choice', rows: rows('session', 'session.created_at') },
  'task-open': { clock: 'made', length: 'until-done', act: 'erase', source: 'choice' },
  'task-done': { clock: 'done', length: days(30), act: 'erase', source: 'choice', rows: rows('task', 'task.done_at') },
  'invitation-revoked': { clock: 'uninvited', length: hours(24), act: 'erase', source: 'promised', rows: rows('invitation', 'invitation.revoked_at') },
  'invitation-with-event': { clock: 'planned-end', ...EVENT, act: 'erase', source: 'choice', rows: rows('invitation', 'event.planned_end') },
  event: { clock: 'planned-end', ...EVENT, act: 'erase', source: 'choice', rows: rows('event', 'event.planned_end') },
  'outbox-accepted': { clock: 'accepted', length: hours(72), act: 'erase', source: 'choice', rows: rows('outbox', 'outbox.accepted_at') },
  'outbox-failed': { clock: 'last-attempt', length: hours(72), act: 'erase', source: 'choice', rows: rows('outbox', 'outbox.next_attempt_at') },
  'mail-sent': { clock: 'made', length: 'until-accepted', act: 'forget', source: 'promised' },
  'outbox-folder': { clock: 'made', length: 'until-removed-by-hand', act: 'none', source: 'choice' },

  'contact-accepted': { clock: 'accepted', length: 'until-accepted', act: 'erase', source: 'promised' },
  // Longer than any outage that is noticed; afterwards the writer has long asked elsewhere.
  'contact-undelivered': { clock: 'made', length: days(30), act: 'erase', source: 'choice', rows: rows('contact_message', 'contact_message.created_at') },

  'blocked-line': { clock: 'request', length: minutes(60), act: 'forget', source: 'promised' },
  // Long enough for whoever tries out doors to have moved on, and for the addresses of a network to have passed to others.
  'blocked-network': { clock: 'made', length: days(30), act: 'erase', source: 'choice', rows: rows('blocked_network', 'blocked_network.created_at') },

  // Consultations.
  'waiting-room': { clock: 'line-broken', length: seconds(60), act: 'forget', source: 'promised' },
  relay: { clock: 'made', length: 'until-passed-on', act: 'forget', source: 'promised' },
  ticket: { clock: 'issue', length: TICKET, act: 'expire', source: 'choice' },
  'turn-credential': { clock: 'issue', length: minutes(10), act: 'expire', source: 'choice' },
  'visit-in-tab': { clock: 'visit', length: 'until-tab-closed', act: 'expire', source: 'promised' },
  'link-in-address': { clock: 'visit', length: 'until-check-in', act: 'expire', source: 'promised' },
  'invitation-in-address': { clock: 'visit', length: 'until-tab-closed', act: 'expire', source: 'choice' },
  conversation: { clock: 'made', length: 'until-page-left', act: 'forget', source: 'promised' },

  // Practices and accounts.
  'practice-unverified': { clock: 'registration', length: REGISTRATION, act: 'erase', source: 'choice', rows: rows('practice', 'practice.created_at') },
  'practice-ended': { clock: 'contract-end', length: days(30), act: 'erase', source: 'promised', rows: rows('practice', 'practice.ended_at') },
  'account-unverified': { clock: 'registration', length: REGISTRATION, act: 'erase', source: 'choice', rows: rows('account', 'account.created_at') },
  'account-without-practice': { clock: 'registration', length: REGISTRATION, act: 'erase', source: 'promised', rows: rows('account', 'account.created_at') },
  'account-ended': { clock: 'account-end', length: hours(24), act: 'erase', source: 'promised', rows: rows('account', 'account.ended_at') },
  'operator-account': { clock: 'made', length: 'until-portal-ends', act: 'none', source: 'choice' },
  'member-invitation': {
    clock: 'issue',
    length: days(7),
    act: 'erase',
    source: 'choice',
    rows: rows('member_invitation', 'member_invitation.expires_at', 'end'),
  },
  'event-type': { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'choice' },
  'working-hours': { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'choice' },
  // Who was away when is nobody's business afterwards.
  'hours-exception': { clock: 'day', length: days(1), act: 'erase', source: 'choice', rows: rows('hours_exception', 'hours_exception.ends_at') },
  membership: { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'promised' },
  contract: { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'choice' },
  'order-in-tab': { clock: 'visit', length: 'until-tab-closed', act: 'expire', source: 'choice' },
  mandate: { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'choice' },
  'practice-words': { clock: 'made', length: 'until-practice-erased', act: 'erase', source: 'choice' },
  photo: { clock: 'made', length: 'until-withdrawn', act: 'erase', source: 'promised' },
  'calendar-feed': { clock: 'made', length: 'until-withdrawn', act: 'erase', source: 'choice' },
  // Claims from a right that was refused or granted late lapse at the end of the third year (sections 195 and 199 of the German Civil Code).
  'data-request': { clock: 'answer', length: months(36), act: 'erase', source: 'choice', rows: rows('data_request', 'data_request.answered_at') },
  // What was agreed is to be proven until claims from it lapse, at the end of the third year (sections 195 and 199 of the German Civil Code).
  acceptance: { clock: 'contract-end', length: months(36), act: 'erase', source: 'law', rows: rows('acceptance', 'acceptance.year_over_at') },
  audit: { clock: 'deed', length: months(12), act: 'erase', source: 'choice', rows: rows('audit', 'audit.hour') },

  // The portal itself.
  'operator-setting': { clock: 'made', length: 'until-replaced', act: 'none', source: 'choice' },
  supplier: { clock: 'made', length: 'until-replaced', act: 'none', source: 'choice' },
  // As long as somebody may ask in whose hands their data were.
  'supplier-ended': { clock: 'supplier-end', length: months(36), act: 'erase', source: 'choice', rows: rows('supplier', 'supplier.ended_at') },
  'set-up-link': { clock: 'made', length: 'until-removed-by-hand', act: 'none', source: 'choice' },
  'erasure-run': { clock: 'made', length: 'until-replaced', act: 'none', source: 'choice' },
  'queue-job': { clock: 'job-done', length: hours(1), act: 'erase', source: 'choice' },
  schema: { clock: 'made', length: 'until-portal-ends', act: 'none', source: 'choice' },
} as const satisfies Record<string, Term>;

export type TermId = keyof typeof TERMS;
/** Those that the erasure job carries out. */
export type ErasedTerm = { [Id in TermId]: (typeof TERMS)[Id] extends { readonly rows: Rows } ? Id : never }[TermId];
/** Those with a length in milliseconds; a calendar's months have none. */
export type FixedTerm = { [Id in TermId]: (typeof TERMS)[Id]['length'] extends Length<Exclude<Unit, 'months'>> ? Id : never }[TermId];

export const ERASED_TERMS = (Object.keys(TERMS) as TermId[]).filter((id): id is ErasedTerm => 'rows' in TERMS[id]);

const UNIT_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const satisfies Record<Exclude<Unit, 'months'>, number>;

/** In milliseconds. */
export function term(id: FixedTerm): number {
  return lengthMs(TERMS[id].length);
}

export function lengthMs({ count, unit }: Length<Exclude<Unit, 'months'>>): number {
  return count * UNIT_MS[unit];
}
