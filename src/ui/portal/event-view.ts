/** What the pages of the account area show of an event: plain values, so that a page's data and the waiting room's answer have one shape. */
import type { Language } from '#lib/words/fill.ts';

export interface EventView {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** ms since the epoch. */
  readonly startsAt: number;
  readonly plannedEnd: number;
  readonly zone: string;
  /** Local wall-clock start in `zone`, `YYYY-MM-DDTHH:mm`. */
  readonly localStart: string;
  readonly minutes: number;
  readonly extendedMinutes: number;
  readonly size: 'single' | 'group';
  readonly state: 'draft' | 'published' | 'cancelled';
  readonly held: 'held' | 'did-not-come' | null;
}

export interface InvitationRow {
  readonly id: string;
  readonly label: string;
  readonly email: string;
  readonly language: 'de' | 'en' | 'fr';
  readonly state: 'planned' | 'sent' | 'revoked';
  readonly reply: 'none' | 'confirmed' | 'declined';
  /** ms since the epoch, to the hour. null: nothing was said. */
  readonly repliedAt: number | null;
  readonly delivery: 'waiting' | 'accepted' | 'failed' | null;
  readonly remindersStopped: boolean;
}

export type ShownState = 'draft' | 'published' | 'cancelled' | 'running' | 'over' | 'held' | 'did-not-come';

/** In one word, what a person wants to know of it now. The provider's own note outweighs the clock. */
export function shownState(event: Pick<EventView, 'state' | 'held' | 'startsAt' | 'plannedEnd'>, now: number): ShownState {
  if (event.state === 'cancelled') return 'cancelled';
  if (event.held !== null) return event.held;
  if (now >= event.plannedEnd) return 'over';
  if (event.state === 'draft') return 'draft';
  return now >= event.startsAt ? 'running' : 'published';
}

/** The room is worth a button from a quarter of an hour before. */
const NEAR_MS = 15 * 60_000;

export function isRoomNear(event: Pick<EventView, 'state' | 'startsAt' | 'plannedEnd'>, now: number): boolean {
  return event.state === 'published' && now < event.plannedEnd && now >= event.startsAt - NEAR_MS;
}

export type DeliveryState = 'planned' | 'waiting' | 'accepted' | 'failed' | 'revoked' | 'none';

/** How far the mail of an invitation is. `none`: invited, and nothing is known of a mail any more. */
export function deliveryOf(row: Pick<InvitationRow, 'state' | 'delivery'>): DeliveryState {
  if (row.state !== 'sent') return row.state;
  return row.delivery ?? 'none';
}

/** `YYYY-MM-DD` of an instant on the calendar of a zone. */
export function dayOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

export interface Day<T> {
  readonly day: string;
  readonly events: readonly T[];
}

/** By the calendar day on which each begins in `zone`; the events come in order and stay in it. */
export function byDay<T extends Pick<EventView, 'startsAt'>>(events: readonly T[], zone: string): readonly Day<T>[] {
  const days = new Map<string, T[]>();
  for (const event of events) {
    const day = dayOf(event.startsAt, zone);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, found]) => ({ day, events: found }));
}

/** `Mi., 25. Nov., 09 Uhr`: for what is known to the hour alone. */
export function hourOf(language: Language, at: number, zone: string): string {
  const locale = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' }[language];
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    hour12: language === 'en',
  }).format(at);
}
