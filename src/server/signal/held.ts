/** What the hub holds, in numbers: for the job that compares it with the register. Nothing in it says whose it is. */
import type { Holding } from '../use/ports.ts';
import { TICKET_LIFE_MS } from '../use/tickets.ts';
import type { Room } from './room.ts';

export interface Memory {
  readonly rooms: Iterable<Room>;
  /** `checkedAt`: when they came, or were last looked up while they were here. `signedIn`: whose page it is; null: a guest's. */
  readonly people: Iterable<{ readonly participant: string; readonly checkedAt: number; readonly signedIn: string | null }>;
  /** Whether somebody's socket is here; nobody stays without one. */
  readonly isHere: (participant: string) => boolean;
  /** Moments since which these have been held, in ms since the epoch. */
  readonly lookUps: readonly number[];
  readonly endings: readonly number[];
  readonly sessionsEnded: Iterable<number>;
  readonly credentials: readonly number[];
  /** When each would expire. */
  readonly usedTickets: Iterable<number>;
}

export function heldBy(memory: Memory, now: number): readonly Holding[] {
  const rooms = [...memory.rooms];
  const holding = (place: Holding['place'], count: number, since: readonly number[]): Holding => ({
    place,
    count,
    oldestMs: since.reduce((oldest, moment) => Math.max(oldest, now - moment), 0),
  });
  const timed = (place: Holding['place'], since: readonly number[]) => holding(place, since.length, since);
  // Whoever's line is here has no term yet. A place that nobody's line keeps, and that was not noticed as left, has been one since it was taken.
  const left = rooms.flatMap(({ guests, hosts }) =>
    [...guests, ...hosts].flatMap((each) => {
      const since = 'waitingSince' in each ? each.waitingSince : each.since;
      return each.awaySince !== null ? [each.awaySince] : memory.isHere(each.participant) ? [] : [since];
    }),
  );
  const people = [...memory.people];
  const ghostsOf = (some: typeof people) => some.flatMap(({ participant, checkedAt }) => (memory.isHere(participant) ? [] : [checkedAt]));
  const pages = people.filter(({ signedIn }) => signedIn !== null);
  return [
    holding('rooms', rooms.length, left),
    holding('people', people.length, ghostsOf(people)),
    holding('open-pages', pages.length, ghostsOf(pages)),
    timed('relayed-messages', memory.lookUps),
    timed('endings', memory.endings),
    timed('sessions-ended', [...memory.sessionsEnded]),
    timed(
      'used-tickets',
      [...memory.usedTickets].map((expiresAt) => expiresAt - TICKET_LIFE_MS),
    ),
    timed('turn-credentials', memory.credentials),
  ];
}
