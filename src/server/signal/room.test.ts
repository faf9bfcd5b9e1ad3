/** The room's decisions, one by one and over random stories. Longer than most files: they share one cast and one way to tell a story. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServerMessage } from '../../call/protocol.ts';
import {
  electedHost,
  isEmpty,
  KEEP_ADMITTED_MS,
  KEEP_HOST_MS,
  KEEP_WAITING_MS,
  MAX_INSIDE,
  MAX_OF_ONE_INVITATION,
  MAX_WAITING,
  openRoom,
  step,
  type Input,
  type Room,
  type Step,
} from './room.ts';

const EVENT = '0193b0a0-0000-7000-8000-0000000000e1';
const OWNER = '0193b0a0-0000-7000-8000-0000000000a1';
const NOON = Date.UTC(2026, 10, 24, 12);
const END = NOON + 50 * 60_000;

const participant = (name: string) => name.padEnd(22, '_');
const invitation = (number: number) => `0193b0a0-0000-7000-8000-00000000000${number}`;
/** Two devices of one person, and three other people. */
const GUESTS = [1, 1, 2, 3, 4].map((number, index) => ({ participant: participant(`guest${index}`), invitation: invitation(number) }));
const HOSTS = [participant('host0'), participant('host1')];
const EVERYBODY = [...GUESTS.map((guest) => guest.participant), ...HOSTS];

function run(room: Room, input: Input, now: number): Step {
  const decided = step(room, input, now);
  if ('refused' in decided) throw new Error(decided.refused);
  return decided;
}
const came = (index: number, receipt: { admittedAt: number; waitingSince: number } | null = null): Input => ({ type: 'guest', ...guest(index), receipt });
const hostCame = (index: number, hosted = false): Input => ({ type: 'host', participant: HOSTS[index] ?? '', hosted });
type Command = Extract<Input, { type: 'command' }>['message'];
const says = (from: string, message: Command, early = true): Input => ({ type: 'command', from, message, early });
function guest(index: number): (typeof GUESTS)[number] {
  const found = GUESTS[index];
  if (!found) throw new Error('no such guest');
  return found;
}
const id = (index: number) => guest(index).participant;
const HOST = HOSTS[0] ?? '';
const told = ({ sends }: Step, to: string): ServerMessage[] => sends.filter((send) => send.to === to).map((send) => send.message);
const insideOf = (room: Room) => room.guests.filter((each) => each.admittedAt !== null).map((each) => each.participant);
const waitingOf = (room: Room) => room.guests.filter((each) => each.admittedAt === null).map((each) => each.participant);

/** A room after these inputs, one a second. */
function after(...inputs: readonly Input[]): Room {
  return inputs.reduce((room, input, index) => run(room, input, NOON + index * 1_000).room, openRoom(EVENT, OWNER, END));
}
const offer = (to: string): Command => ({ type: 'relay', to, id: 'a', body: 'offer' });

// What can happen to a room, in any order, by honest pages and by others.

type Happening = { readonly later: number } & (
  | { readonly what: 'input'; readonly input: Input }
  /** A guest comes with the receipt last given to its invitation, whatever has happened since. */
  | { readonly what: 'with-receipt'; readonly guest: number }
);
const anybody = fc.constantFrom(...EVERYBODY);
const guestIndex = fc.nat(GUESTS.length - 1);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('relay' as const), to: anybody, id: fc.constant('a'), body: fc.constant('offer') }) },
  fc.record({ type: fc.constant('ack' as const), to: anybody, id: fc.constant('a') }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('admit' as const), participant: anybody }) },
  fc.record({ type: fc.constant('turn-away' as const), participant: anybody, reason: fc.constant('not-now' as const) }),
  fc.record({ type: fc.constant('remove' as const), participant: anybody }),
  fc.constantFrom<Command>({ type: 'end' }, { type: 'take-over' }, { type: 'leave' }, { type: 'ping', id: 'p' }),
  fc.record({ type: fc.constant('preset' as const), event: fc.constant(EVENT), preset: fc.constant('soon' as const) }),
);
const admission = anybody.map((each): Command => ({ type: 'admit', participant: each }));
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 12, arbitrary: guestIndex.map((index) => came(index)) },
  { weight: 8, arbitrary: fc.tuple(fc.nat(HOSTS.length - 1), fc.boolean()).map(([index, hosted]) => hostCame(index, hosted)) },
  // Pages choose their participant id: one that is somebody else's.
  fc.tuple(anybody, guestIndex).map(([claimed, index]): Input => ({ type: 'guest', participant: claimed, invitation: guest(index).invitation, receipt: null })),
  anybody.map((claimed): Input => ({ type: 'host', participant: claimed, hosted: true })),
  { weight: 2, arbitrary: anybody.map((each): Input => ({ type: 'dropped', participant: each })) },
  fc.constant<Input>({ type: 'tick' }),
  { weight: 12, arbitrary: fc.tuple(anybody, command, fc.boolean()).map(([from, message, early]) => says(from, message, early)) },
  { weight: 10, arbitrary: fc.tuple(fc.constantFrom(...HOSTS), fc.oneof(admission, command)).map(([from, message]) => says(from, message)) },
  fc.integer({ min: -10, max: 60 }).map((minutes): Input => ({ type: 'moved', startsAt: NOON, plannedEnd: END + minutes * 60_000 })),
  guestIndex.map((index): Input => ({ type: 'revoked', invitation: guest(index).invitation })),
  fc
    .tuple(anybody, fc.constantFrom('planned-end' as const, 'revoked' as const))
    .map(([each, reason]): Input => ({ type: 'expelled', participant: each, reason })),
  fc.constant<Input>({ type: 'cancelled' }),
);
const later = fc.oneof({ weight: 30, arbitrary: fc.nat(2_000) }, { weight: 2, arbitrary: fc.nat(70_000) }, { weight: 1, arbitrary: fc.nat(20 * 60_000) });
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ what: fc.constant('input' as const), input, later }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('with-receipt' as const), guest: guestIndex, later }) },
  ),
  { minLength: 30, maxLength: 60 },
);

interface Moment {
  readonly before: Room;
  readonly input: Input;
  readonly now: number;
  /** null: the coming was refused. */
  readonly step: Step | null;
}

function history(all: readonly Happening[]): Moment[] {
  const receipts = new Map<string, { admittedAt: number; waitingSince: number }>();
  const moments: Moment[] = [];
  let room = openRoom(EVENT, OWNER, END);
  let now = NOON;
  for (const each of all) {
    now += each.later;
    const given = each.what === 'input' ? each.input : came(each.guest, receipts.get(guest(each.guest).invitation) ?? null);
    const decided = step(room, given, now);
    const done = 'refused' in decided ? null : decided;
    moments.push({ before: room, input: given, now, step: done });
    for (const effect of done?.effects ?? []) {
      if (effect.type === 'receipt')
        receipts.set(effect.guest.invitation, { admittedAt: effect.guest.admittedAt ?? 0, waitingSince: effect.guest.waitingSince });
      // The hub gives no void receipt to the room: the database knows when the host ended.
      else if (effect.type === 'host-ended') receipts.clear();
    }
    room = done && isEmpty(done.room) ? openRoom(EVENT, OWNER, done.room.plannedEnd) : (done?.room ?? room);
  }
  return moments;
}

/** A law that holds at each moment of each history. */
function always(law: (moment: Moment) => void): void {
  fc.assert(
    fc.property(happenings, (all) => {
      for (const moment of history(all)) law(moment);
    }),
    { numRuns: 500 },
  );
}

test('M5.3 B8 nobody whom the host has not let in gets an offer, answer or candidate of anybody inside; only the host and who waits may meet early', () => {
  let relayed = 0;
  let early = 0;
  always(({ before, input: given, step: done }) => {
    for (const { to, message } of done?.sends ?? []) {
      if (message.type !== 'relay' && message.type !== 'ack') continue;
      relayed += 1;
      expect(given).toMatchObject({ type: 'command', from: message.from });
      const host = electedHost(before)?.participant;
      const pair = [message.from, to];
      if (pair.every((each) => each === host || insideOf(before).includes(each))) continue;
      early += 1;
      expect(pair).toContain(host);
      expect(pair.some((each) => waitingOf(before).includes(each))).toBe(true);
      expect(given.type === 'command' && given.early).toBe(true);
    }
  });
  // The histories do hold what the law is about.
  expect(relayed).toBeGreaterThan(20);
  expect(early).toBeGreaterThan(20);
});

test('M5.3 nobody gets inside except by the elected host, or back by the receipt of an admission', () => {
  let admissions = 0;
  let returns = 0;
  always(({ before, input: given, step: done }) => {
    for (const each of done ? insideOf(done.room) : []) {
      if (insideOf(before).includes(each)) continue;
      if (given.type === 'guest') {
        returns += 1;
        expect(given).toMatchObject({ participant: each, receipt: { admittedAt: expect.any(Number) as number } });
      } else {
        admissions += 1;
        expect(given).toMatchObject({ type: 'command', from: electedHost(before)?.participant, message: { type: 'admit', participant: each } });
      }
    }
    for (const effect of done?.effects ?? []) if (effect.type === 'receipt') expect(insideOf(before)).not.toContain(effect.guest.participant);
  });
  expect(admissions).toBeGreaterThan(20);
  expect(returns).toBeGreaterThan(5);
});

test('M5.3 only the elected host changes the room for others; whatever is declined changes nothing', () => {
  always(({ before, input: given, step: done }) => {
    if (given.type !== 'command' || !done) return;
    if (done.sends.some(({ message }) => message.type === 'declined')) {
      expect(done.room).toBe(before);
      expect(done.effects).toEqual([]);
      expect(done.sends.map((send) => send.to)).toEqual([given.from]);
    }
    const others = (room: Room) => room.guests.filter((each) => each.participant !== given.from);
    if (given.from !== electedHost(before)?.participant) expect(others(done.room)).toEqual(others(before));
  });
});

test('the last word is the last: who heard it is out of the room, is released, and hears nothing after', () => {
  let words = 0;
  always(({ step: done }) => {
    if (!done) return;
    const last = done.sends.flatMap(({ to, message }, index) => (message.type === 'over' ? [{ to, index }] : []));
    words += last.length;
    expect(done.effects.flatMap((effect) => (effect.type === 'release' ? [effect.participant] : [])).sort()).toEqual(last.map(({ to }) => to).sort());
    for (const { to, index } of last) {
      expect([...done.room.guests, ...done.room.hosts].map((each) => each.participant)).not.toContain(to);
      expect(done.sends.slice(index + 1).map((send) => send.to)).not.toContain(to);
    }
  });
  expect(words).toBeGreaterThan(20);
});

test('an id is one person: no id twice, no guest by the id of a host, none taken over by another invitation', () => {
  always(({ before, step: done }) => {
    if (!done) return;
    const all = [...done.room.guests, ...done.room.hosts].map((each) => each.participant);
    expect(new Set(all).size).toBe(all.length);
    for (const each of done.room.guests) {
      const earlier = before.guests.find(({ participant: known }) => known === each.participant);
      if (earlier) expect(each.invitation).toBe(earlier.invitation);
      expect(before.hosts.map((host) => host.participant)).not.toContain(each.participant);
    }
  });
});

test('there is one elected host or none, and one as soon as a host is there whose place nobody holds', () => {
  always(({ step: done }) => {
    if (!done) return;
    const elected = done.room.hosts.filter((host) => host.elected);
    expect(elected.length).toBeLessThanOrEqual(1);
    if (done.room.hosts.some((host) => host.awaySince === null)) expect(elected).toHaveLength(1);
  });
});

test('nobody learns of others more than their part: guests no invitation and no waiting guest, and only the host the roster', () => {
  always(({ before, step: done }) => {
    // One input can make two changes one after the other: both are told.
    const rooms = done ? [before, done.room] : [];
    const is = (list: (room: Room) => readonly (string | undefined)[], each: string) => rooms.some((room) => list(room).includes(each));
    for (const { to, message } of done?.sends ?? []) {
      const isHost = is((room) => room.hosts.map((host) => host.participant), to);
      if (message.type === 'roster') expect(isHost).toBe(true);
      if (message.type !== 'room') continue;
      expect(isHost).toBe(false);
      expect(JSON.stringify(message)).not.toContain('0193b0a0');
      for (const peer of message.peers) expect(is((room) => [electedHost(room)?.participant], peer) || (is(insideOf, peer) && is(insideOf, to))).toBe(true);
    }
  });
});

test('M4.2 after the planned end the next look ends all waiting, and nobody inside is touched', () => {
  always(({ before, input: given, now, step: done }) => {
    if (given.type !== 'tick' || now < before.plannedEnd || !done) return;
    expect(waitingOf(done.room)).toEqual([]);
    for (const each of before.guests) {
      if (each.admittedAt !== null && each.awaySince === null) expect(insideOf(done.room)).toContain(each.participant);
      if (each.admittedAt === null && each.awaySince === null)
        expect(told(done, each.participant).at(-1)).toEqual({ type: 'over', reason: 'planned-end', turnAway: null });
    }
  });
});

test('M6.2 a room whose lines are all broken is empty after a minute, whatever happened in it', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const last = history(all).at(-1);
      let room = last?.step?.room ?? openRoom(EVENT, OWNER, END);
      const now = (last?.now ?? NOON) + 1;
      for (const each of [...room.guests, ...room.hosts]) room = run(room, { type: 'dropped', participant: each.participant }, now).room;
      const gone = run(room, { type: 'tick' }, now + KEEP_ADMITTED_MS).room;
      expect(isEmpty(gone)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('M6.2 a room that everybody left is empty at once', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      let room = history(all).at(-1)?.step?.room ?? openRoom(EVENT, OWNER, END);
      for (const each of [...room.guests, ...room.hosts]) room = run(room, says(each.participant, { type: 'leave' }), NOON).room;
      expect(isEmpty(room)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('M4.2 a cancelled event and a revoked invitation end it at once, also for who is inside', () => {
  const room = after(
    hostCame(0),
    came(0),
    came(2),
    came(3),
    says(HOST, { type: 'admit', participant: id(0) }),
    says(HOST, { type: 'admit', participant: id(2) }),
  );
  const revoked = run(room, { type: 'revoked', invitation: invitation(2) }, NOON);
  expect(told(revoked, id(2))).toEqual([{ type: 'over', reason: 'revoked', turnAway: null }]);
  expect(insideOf(revoked.room)).toEqual([id(0)]);
  expect(waitingOf(revoked.room)).toEqual([id(3)]);
  const cancelled = run(room, { type: 'cancelled' }, NOON);
  expect(isEmpty(cancelled.room)).toBe(true);
  for (const each of [HOST, id(0), id(2), id(3)]) expect(told(cancelled, each)).toEqual([{ type: 'over', reason: 'cancelled', turnAway: null }]);
});

test('M4.2 who was admitted comes back inside with the receipt, under the old id or a new one, until the place is kept and after', () => {
  const room = after(hostCame(0), came(0), says(HOST, { type: 'admit', participant: id(0) }));
  const receipt = { admittedAt: NOON + 2_000, waitingSince: NOON + 1_000 };
  const dropped = run(room, { type: 'dropped', participant: id(0) }, NOON + 10_000).room;
  expect(insideOf(run(dropped, came(0), NOON + 20_000).room)).toEqual([id(0)]);
  // A reload has a new id: the place is the old one's, not a second one.
  expect(insideOf(run(dropped, came(1, receipt), NOON + 20_000).room)).toEqual([id(1)]);
  const gone = run(dropped, { type: 'tick' }, NOON + 10_000 + KEEP_ADMITTED_MS).room;
  expect(gone.guests).toEqual([]);
  const back = run(gone, came(1, receipt), END + 60_000);
  expect(insideOf(back.room)).toEqual([id(1)]);
  expect(back.room.guests[0]?.waitingSince).toBe(receipt.waitingSince);
});

test('without the receipt nobody takes the place inside that another page of the invitation left', () => {
  const room = after(hostCame(0), came(0), says(HOST, { type: 'admit', participant: id(0) }), { type: 'dropped', participant: id(0) });
  const came2 = run(room, came(1), NOON + 10_000).room;
  expect(waitingOf(came2)).toEqual([id(1)]);
});

test('M5.3 who was turned away or taken out is not inside again without being let in anew, also not with the receipt', () => {
  const receipt = { admittedAt: NOON + 2_000, waitingSince: NOON + 1_000 };
  const away = after(hostCame(0), came(0), says(HOST, { type: 'turn-away', participant: id(0), reason: 'please-call' }));
  expect(waitingOf(run(away, came(0), NOON + 10_000).room)).toEqual([id(0)]);
  const removed = after(hostCame(0), came(0), says(HOST, { type: 'admit', participant: id(0) }), says(HOST, { type: 'remove', participant: id(0) }));
  for (const page of [0, 1]) {
    const back = run(removed, came(page, receipt), NOON + 10_000).room;
    expect(waitingOf(back)).toEqual([id(page)]);
    const again = run(back, says(HOST, { type: 'admit', participant: id(page) }), NOON + 20_000).room;
    // The new admission's receipt counts.
    const dropped = run(again, { type: 'dropped', participant: id(page) }, NOON + 21_000).room;
    expect(insideOf(run(dropped, came(page, { admittedAt: NOON + 20_000, waitingSince: NOON + 10_000 }), NOON + 22_000).room)).toEqual([id(page)]);
  }
});

test('a guest that claims the id of the host or of another guest is refused', () => {
  const room = after(hostCame(0), came(0), came(2), says(HOST, { type: 'admit', participant: id(0) }), { type: 'dropped', participant: HOST });
  const claim = (claimed: string): Input => ({ type: 'guest', participant: claimed, invitation: invitation(3), receipt: null });
  for (const claimed of [HOST, id(0), id(2)]) expect(step(room, claim(claimed), NOON)).toEqual({ refused: 'ticket-unknown' });
  // Were the guest there first, the host would put it out: only the event's own account comes as host.
  const squatted = run(after(claim(HOST)), hostCame(0), NOON).room;
  expect(squatted.guests).toEqual([]);
  expect(electedHost(squatted)?.participant).toBe(HOST);
});

test('M6.2 a reloading host keeps the place, a second device stands by and takes over when the first is gone for good', () => {
  const room = after(hostCame(0), hostCame(1));
  expect(electedHost(room)?.participant).toBe(HOSTS[0]);
  const dropped = run(room, { type: 'dropped', participant: HOST }, NOON + 10_000).room;
  expect(electedHost(run(dropped, { type: 'tick' }, NOON + 10_000 + KEEP_HOST_MS - 1).room)?.participant).toBe(HOSTS[0]);
  expect(electedHost(run(dropped, { type: 'tick' }, NOON + 10_000 + KEEP_HOST_MS).room)?.participant).toBe(HOSTS[1]);
  expect(electedHost(run(dropped, hostCame(0, true), NOON + 11_000).room)?.participant).toBe(HOSTS[0]);
  const taken = run(room, says(HOSTS[1] ?? '', { type: 'take-over' }), NOON + 10_000);
  expect(electedHost(taken.room)?.participant).toBe(HOSTS[1]);
  expect(told(taken, HOST)).toContainEqual({ type: 'place', place: 'standby' });
  // The one that stands by commands nothing.
  expect(told(run(taken.room, says(HOST, { type: 'end' }), NOON), HOST)).toEqual([{ type: 'declined', command: 'end', reason: 'not-elected' }]);
});

test('M4.2 the host ends: who was inside is out, who waits for the next talk waits on', () => {
  const room = after(hostCame(0), came(0), came(2), says(HOST, { type: 'admit', participant: id(0) }));
  const ended = run(room, says(HOST, { type: 'end' }), NOON);
  expect(ended.effects[0]).toEqual({ type: 'host-ended' });
  expect(told(ended, id(0))).toEqual([{ type: 'over', reason: 'host-ended', turnAway: null }]);
  expect(told(ended, HOST).at(-1)).toEqual({ type: 'over', reason: 'host-ended', turnAway: null });
  expect(waitingOf(ended.room)).toEqual([id(2)]);
  expect(ended.room.hosts).toEqual([]);
});

test('an extended event lets people wait on, and everybody hears of the new end', () => {
  const room = after(hostCame(0), came(0));
  const moved = run(room, { type: 'moved', startsAt: NOON, plannedEnd: END + 900_000 }, NOON);
  for (const each of [HOST, id(0)]) expect(told(moved, each)).toContainEqual({ type: 'moved', event: EVENT, startsAt: NOON, plannedEnd: END + 900_000 });
  expect(waitingOf(run(moved.room, { type: 'tick' }, END).room)).toEqual([id(0)]);
  expect(waitingOf(run(moved.room, { type: 'tick' }, END + 900_000).room)).toEqual([]);
});

test('a waiting place is kept half a minute, and no longer', () => {
  const room = after(came(0), { type: 'dropped', participant: id(0) });
  const at = NOON + 1_000;
  expect(waitingOf(run(room, { type: 'tick' }, at + KEEP_WAITING_MS - 1).room)).toEqual([id(0)]);
  expect(isEmpty(run(room, { type: 'tick' }, at + KEEP_WAITING_MS).room)).toBe(true);
});

test('a full room admits nobody more, and a full waiting room takes nobody more', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index): Input => ({
      type: 'guest',
      participant: participant(`many${index}`),
      invitation: `0193b0a0-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
      receipt: null,
    }));
  const inside = Array.from({ length: MAX_INSIDE - 1 }, (_, index) => says(HOST, { type: 'admit', participant: participant(`many${index}`) }));
  const room = after(hostCame(0), ...many(MAX_INSIDE), ...inside);
  expect(insideOf(room)).toHaveLength(MAX_INSIDE - 1);
  const one = participant(`many${MAX_INSIDE - 1}`);
  expect(told(run(room, says(HOST, { type: 'admit', participant: one }), NOON), HOST)).toEqual([{ type: 'declined', command: 'admit', reason: 'already' }]);
  const waiting = after(...many(MAX_WAITING));
  expect(step(waiting, came(0), NOON)).toEqual({ refused: 'room-full' });
});

test('M5.1 one link does not fill the room for everybody else: beyond a few places it is refused, and others still come in', () => {
  const again = (index: number): Input => ({ type: 'guest', participant: participant(`again${index}`), invitation: invitation(1), receipt: null });
  const room = after(...Array.from({ length: MAX_OF_ONE_INVITATION }, (_, index) => again(index)));
  expect(step(room, again(MAX_OF_ONE_INVITATION), NOON)).toEqual({ refused: 'too-many' });
  expect(waitingOf(run(room, came(2), NOON).room)).toHaveLength(MAX_OF_ONE_INVITATION + 1);
  // Who is here already, on a line made anew, is nobody new; and a place that was left is free again.
  expect(waitingOf(run(room, again(0), NOON).room)).toHaveLength(MAX_OF_ONE_INVITATION);
  const left = run(room, { type: 'dropped', participant: participant('again0') }, NOON).room;
  expect(waitingOf(run(left, again(MAX_OF_ONE_INVITATION), NOON).room)).toHaveLength(MAX_OF_ONE_INVITATION);
});

test('without an early meeting the host and who waits cannot reach each other, and after admission they can', () => {
  const room = after(hostCame(0), came(0));
  const declined = (to: string) => [{ to, message: { type: 'declined', command: 'relay', reason: 'unknown-participant' } }];
  expect(run(room, says(id(0), offer(HOST), false), NOON).sends).toEqual(declined(id(0)));
  expect(run(room, says(HOST, offer(id(0)), false), NOON).sends).toEqual(declined(HOST));
  expect(run(room, says(id(0), offer(HOST), true), NOON).sends).toEqual([{ to: HOST, message: { type: 'relay', from: id(0), id: 'a', body: 'offer' } }]);
  const admitted = run(room, says(HOST, { type: 'admit', participant: id(0) }), NOON).room;
  expect(run(admitted, says(id(0), offer(HOST), false), NOON).sends).toEqual([{ to: HOST, message: { type: 'relay', from: id(0), id: 'a', body: 'offer' } }]);
});

test('preset words reach who waits and nobody inside', () => {
  const room = after(hostCame(0), came(0), came(2), says(HOST, { type: 'admit', participant: id(0) }));
  const { sends } = run(room, says(HOST, { type: 'preset', event: EVENT, preset: 'late-10' }), NOON);
  expect(sends).toEqual([{ to: id(2), message: { type: 'preset', preset: 'late-10' } }]);
});
