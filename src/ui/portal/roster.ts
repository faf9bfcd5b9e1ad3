/** What the waiting strip makes of the signalling server's roster. Pure: the clock and the practice's own words are handed in. */
import type { Person, PresenceState } from '../../call/index.ts';
import { ASK_TO_EXTEND_MS } from '../../rules/event.ts';

export type RosterEvent = PresenceState['events'][number];

/** What the web role knows of an event that somebody waits for. */
export interface WaitingEvent {
  readonly id: string;
  readonly title: string;
  readonly size: 'single' | 'group';
  readonly zone: string;
  /** ms since the epoch */
  readonly startsAt: number;
  readonly mayHost: boolean;
  /** The practice's own label by invitation. */
  readonly labels: Readonly<Record<string, string>>;
}
export type Known = ReadonlyMap<string, WaitingEvent>;

export interface QueueRow {
  readonly participant: string;
  readonly event: string;
  /** null: not told yet, or not this person's to see. */
  readonly label: string | null;
  readonly about: WaitingEvent | null;
  readonly since: number;
  readonly twice: boolean;
  readonly away: boolean;
}

/** Who waits, the longest first. */
export function queueRows(roster: readonly RosterEvent[], known: Known): readonly QueueRow[] {
  return roster
    .flatMap(({ event, waiting }) =>
      waiting.map(({ participant, invitation, since, twice, away }): QueueRow => {
        const about = known.get(event) ?? null;
        return { participant, event, label: (invitation !== null && about?.labels[invitation]) || null, about, since, twice, away };
      }),
    )
    .sort((a, b) => a.since - b.since);
}

/** Events of which something is still to be asked: new ones, and those with an invitation that was made since. */
export function unknownEvents(roster: readonly RosterEvent[], known: Known): readonly string[] {
  const told = (event: string, person: Person) => person.invitation === null || Object.hasOwn(known.get(event)?.labels ?? {}, person.invitation);
  return roster
    .filter(({ event, waiting, inside }) => !known.has(event) || ![...waiting, ...inside].every((person) => told(event, person)))
    .map(({ event }) => event);
}

/** Who waits now and did not before. Coming back after a broken line is not news. */
export function newcomers(before: readonly RosterEvent[], after: readonly RosterEvent[]): readonly { readonly event: string; readonly participant: string }[] {
  const present = new Set(before.flatMap(({ waiting, inside }) => [...waiting, ...inside].map((person) => person.participant)));
  return after.flatMap(({ event, waiting }) =>
    waiting.filter((person) => !present.has(person.participant) && !person.away).map(({ participant }) => ({ event, participant })),
  );
}

/** Somebody is being spoken with, by this person as far as is known: every sound could be overheard by another client. */
export function isInConsultation(roster: readonly RosterEvent[], known: Known): boolean {
  return roster.some(({ event, hostParticipant, inside }) => hostParticipant !== null && inside.length > 0 && (known.get(event)?.mayHost ?? true));
}

/** The room's own page rings for those who come while it is open; here only for rooms that nobody of the practice is in. */
export function calls(roster: readonly RosterEvent[], news: readonly { readonly event: string }[]): readonly string[] {
  const unattended = new Set(roster.filter(({ hostParticipant }) => hostParticipant === null).map(({ event }) => event));
  return [...new Set(news.map(({ event }) => event))].filter((event) => unattended.has(event));
}

export interface Ending {
  readonly event: string;
  readonly plannedEnd: number;
  /** Whole minutes to the planned end; 0: it is over. */
  readonly minutes: number;
}

/** Running consultations whose planned end is near or past: the host is asked, on whatever page. */
export function endings(roster: readonly RosterEvent[], known: Known, now: number): readonly Ending[] {
  return roster
    .filter(
      ({ event, hostParticipant, inside, plannedEnd }) =>
        hostParticipant !== null && inside.length > 0 && known.get(event)?.mayHost === true && plannedEnd - now <= ASK_TO_EXTEND_MS,
    )
    .map(({ event, plannedEnd }) => ({ event, plannedEnd, minutes: Math.max(0, Math.ceil((plannedEnd - now) / 60_000)) }));
}
