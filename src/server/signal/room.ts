/**
 * The waiting room and the consultation of one event, as the server sees them: who waits, who is inside, who hosts. Pure: a decision
 * answers the next room and what is to be sent; the shell in `server.ts` carries it out. No name, no content, no address is in here.
 */
import type { ClientMessage, HostState, OverReason, Person, ServerMessage, TurnAwayReason } from '../../call/protocol.ts';

/** The norm for group therapy: eight and the therapist. */
export const MAX_INSIDE = 9;
/** Eight invitations, each on two devices, and some room for reloads. */
export const MAX_WAITING = 30;
/** A telephone, a computer, and one tab too many; beyond that one link would fill the room for everybody else. */
export const MAX_OF_ONE_INVITATION = 3;
/** A reload takes a few seconds, a change of network up to twenty; the place is kept that long. */
export const KEEP_WAITING_MS = 30_000;
export const KEEP_ADMITTED_MS = 60_000;
/** A host's reload: nobody else becomes the host endpoint meanwhile. */
export const KEEP_HOST_MS = 10_000;

export interface Guest {
  readonly participant: string;
  readonly invitation: string;
  readonly waitingSince: number;
  /** null: waiting. */
  readonly admittedAt: number | null;
  /** null: its socket is here. */
  readonly awaySince: number | null;
}
export interface HostEndpoint {
  readonly participant: string;
  readonly since: number;
  readonly elected: boolean;
  readonly awaySince: number | null;
}
export interface Room {
  readonly event: string;
  readonly owner: string;
  readonly plannedEnd: number;
  readonly guests: readonly Guest[];
  readonly hosts: readonly HostEndpoint[];
  /** Whom the host took out: receipts of these invitations from up to then open nothing any more. */
  readonly removed: readonly { readonly invitation: string; readonly at: number }[];
}

export interface Send {
  readonly to: string;
  readonly message: ServerMessage;
}
export type Effect =
  | { readonly type: 'host-ended' }
  /** Receipts of this invitation are void, also when the room is gone. */
  | { readonly type: 'removed'; readonly invitation: string }
  /** The last word was said; the shell closes this socket after what was sent. */
  | { readonly type: 'release'; readonly participant: string }
  /** The shell signs a receipt and sends `admitted`. */
  | { readonly type: 'receipt'; readonly guest: Guest };
export interface Step {
  readonly room: Room;
  readonly sends: readonly Send[];
  readonly effects: readonly Effect[];
}

export type Input =
  | {
      readonly type: 'guest';
      readonly participant: string;
      readonly invitation: string;
      readonly receipt: { readonly admittedAt: number; readonly waitingSince: number } | null;
    }
  | { readonly type: 'host'; readonly participant: string; readonly hosted: boolean }
  | { readonly type: 'dropped'; readonly participant: string }
  | { readonly type: 'tick' }
  /** `early`: whether people who wait may meet the host already, as `preconnection` told them. */
  | { readonly type: 'command'; readonly from: string; readonly message: ClientMessage; readonly early: boolean }
  | { readonly type: 'moved'; readonly startsAt: number; readonly plannedEnd: number }
  | { readonly type: 'cancelled' }
  | { readonly type: 'revoked'; readonly invitation: string }
  | { readonly type: 'expelled'; readonly participant: string; readonly reason: OverReason };

/** One for all rooms: most of them are one guest who waits. */
const NONE: readonly never[] = [];

export function openRoom(event: string, owner: string, plannedEnd: number): Room {
  return { event, owner, plannedEnd, guests: NONE, hosts: NONE, removed: NONE };
}
export function isEmpty(room: Room): boolean {
  return room.guests.length === 0 && room.hosts.length === 0;
}
export function electedHost(room: Room): HostEndpoint | null {
  return room.hosts.find((host) => host.elected) ?? null;
}

/** Decided when a guest comes. `ticket-unknown`: the participant id, which the page chose to keep, is somebody else's. */
export type NoPlace = { readonly refused: 'room-full' | 'too-many' | 'ticket-unknown' };

export function step(room: Room, input: Input, now: number): Step | NoPlace {
  switch (input.type) {
    case 'guest':
      return guestCame(room, input, now);
    case 'host':
      return hostCame(room, input, now);
    case 'dropped':
      return tell(room, { ...room, guests: away(room.guests, input.participant, now), hosts: away(room.hosts, input.participant, now) });
    case 'tick':
      return tick(room, now);
    case 'command':
      return command(room, input, now);
    case 'moved': {
      const message = { type: 'moved', event: room.event, startsAt: input.startsAt, plannedEnd: input.plannedEnd } as const;
      const next = tell(room, { ...room, plannedEnd: input.plannedEnd }, 'all');
      return { ...next, sends: [...everybody(room).map((to) => ({ to, message })), ...next.sends] };
    }
    case 'cancelled':
      return release(room, everybody(room), 'cancelled', null);
    case 'revoked':
      return release(room, room.guests.filter((guest) => guest.invitation === input.invitation).map(participantOf), 'revoked', null);
    case 'expelled':
      return release(room, [input.participant], input.reason, null);
    default:
      return input satisfies never;
  }
}

function guestCame(room: Room, input: Extract<Input, { type: 'guest' }>, now: number): Step | NoPlace {
  const known = room.guests.find((guest) => guest.participant === input.participant);
  // Everybody is told the host's id, and inside each other's: knowing one is no right to it.
  if (room.hosts.some((host) => host.participant === input.participant) || (known && known.invitation !== input.invitation))
    return { refused: 'ticket-unknown' };
  const receipt = input.receipt && !isVoid(room, input.invitation, input.receipt.admittedAt) ? input.receipt : null;
  // A reload comes under a new participant id and takes the place that the old page left; a place inside only with its receipt.
  const left = (guest: Guest) =>
    guest.participant !== input.participant && guest.invitation === input.invitation && guest.awaySince !== null && (receipt !== null || !isInside(guest));
  const predecessor = room.guests.find(left);
  const others = room.guests.filter((guest) => guest.participant !== input.participant && !left(guest));
  const admittedAt = known?.admittedAt ?? receipt?.admittedAt ?? null;
  const inside = others.filter(isInside).length;
  if (!known && others.filter((guest) => guest.invitation === input.invitation).length >= MAX_OF_ONE_INVITATION) return { refused: 'too-many' };
  if (!known && (admittedAt === null ? others.length - inside >= MAX_WAITING : inside + 1 >= MAX_INSIDE)) return { refused: 'room-full' };
  const guest: Guest = {
    participant: input.participant,
    invitation: input.invitation,
    waitingSince: known?.waitingSince ?? receipt?.waitingSince ?? predecessor?.waitingSince ?? now,
    admittedAt,
    awaySince: null,
  };
  return tell(room, { ...room, guests: others.concat(guest) }, input.participant);
}

function isVoid(room: Room, invitation: string, admittedAt: number): boolean {
  return room.removed.some((each) => each.invitation === invitation && admittedAt <= each.at);
}

/**
 * The first endpoint is elected, further ones stand by. A page that was elected before its line broke takes its place again; so does whoever
 * comes while nobody but that broken line is there, which is what a reload looks like from here. A guest that goes by the host's id is put out.
 */
function hostCame(room: Room, input: Extract<Input, { type: 'host' }>, now: number): Step {
  const known = room.hosts.find((host) => host.participant === input.participant);
  const others = room.hosts.filter((host) => host.participant !== input.participant);
  const present = others.filter((host) => host.awaySince === null);
  const held = others.some((host) => host.elected);
  const elected = !present.some((host) => host.elected) && (!held || present.length === 0 || input.hosted || known?.elected === true);
  const host: HostEndpoint = { participant: input.participant, since: known?.since ?? now, elected, awaySince: null };
  const guests = room.guests.filter((guest) => guest.participant !== input.participant);
  return tell(room, { ...room, guests, hosts: [...others.map((other) => (elected ? { ...other, elected: false } : other)), host] }, input.participant);
}

function tick(room: Room, now: number): Step {
  const gone = (awaySince: number | null, keepMs: number) => awaySince !== null && now - awaySince >= keepMs;
  const guests = room.guests.filter((guest) => !gone(guest.awaySince, isInside(guest) ? KEEP_ADMITTED_MS : KEEP_WAITING_MS));
  const hosts = withElected(room.hosts.filter((host) => !gone(host.awaySince, KEEP_HOST_MS)));
  const changed = guests.length !== room.guests.length || hosts.length !== room.hosts.length;
  const kept = changed ? tell(room, { ...room, guests, hosts }) : { room, sends: [], effects: [] };
  if (now < room.plannedEnd) return kept;
  // M4.2: nobody new after the planned end; who was admitted stays.
  const late = release(kept.room, kept.room.guests.filter((guest) => !isInside(guest)).map(participantOf), 'planned-end', null);
  return { room: late.room, sends: [...kept.sends, ...late.sends], effects: [...kept.effects, ...late.effects] };
}

function command(room: Room, { from, message, early }: Extract<Input, { type: 'command' }>, now: number): Step {
  const host = room.hosts.find((each) => each.participant === from);
  const guest = room.guests.find((each) => each.participant === from);
  const declined = (reason: 'not-host' | 'not-elected' | 'unknown-participant' | 'already'): Step => ({
    room,
    sends: [{ to: from, message: { type: 'declined', command: message.type, reason } }],
    effects: [],
  });
  switch (message.type) {
    case 'hello':
      return declined('already');
    case 'ping':
      return { room, sends: [{ to: from, message: { type: 'pong', id: message.id } }], effects: [] };
    case 'relay':
    case 'ack': {
      if (!areLinked(room, from, message.to, early)) return message.type === 'relay' ? declined('unknown-participant') : { room, sends: [], effects: [] };
      const passed: ServerMessage =
        message.type === 'relay' ? { type: 'relay', from, id: message.id, body: message.body } : { type: 'ack', from, id: message.id };
      return { room, sends: [{ to: message.to, message: passed }], effects: [] };
    }
    case 'leave':
      if (host) return leaveHost(room, from);
      return guest ? release(room, [from], 'left', null) : declined('unknown-participant');
    case 'take-over': {
      if (!host) return declined('not-host');
      if (host.elected) return declined('already');
      return tell(room, { ...room, hosts: room.hosts.map((each) => ({ ...each, elected: each.participant === from })) });
    }
    case 'preset':
      if (!host) return declined('not-host');
      return { room, sends: presetSends(room, message.preset), effects: [] };
    case 'admit':
    case 'turn-away':
    case 'remove':
    case 'end':
      if (!host) return declined('not-host');
      if (!host.elected) return declined('not-elected');
      return hostCommand(room, message, now, declined);
    default:
      return message satisfies never;
  }
}

function hostCommand(
  room: Room,
  message: Extract<ClientMessage, { type: 'admit' | 'turn-away' | 'remove' | 'end' }>,
  now: number,
  declined: (reason: 'unknown-participant' | 'already') => Step,
): Step {
  if (message.type === 'end') {
    // Who waits for the next talk of this event goes on waiting; who was inside hears the end.
    const ended = release(room, room.guests.filter(isInside).map(participantOf), 'host-ended', null);
    const left = release(ended.room, ended.room.hosts.map(participantOf), 'host-ended', null);
    return { room: left.room, sends: [...ended.sends, ...left.sends], effects: [{ type: 'host-ended' }, ...ended.effects, ...left.effects] };
  }
  const guest = room.guests.find((each) => each.participant === message.participant);
  if (!guest) return declined('unknown-participant');
  if (message.type === 'admit') {
    if (isInside(guest)) return declined('already');
    if (room.guests.filter(isInside).length + 1 >= MAX_INSIDE) return declined('already');
    const admitted: Guest = { ...guest, admittedAt: now };
    const next = tell(room, { ...room, guests: room.guests.map((each) => (each === guest ? admitted : each)) });
    return { ...next, effects: [{ type: 'receipt', guest: admitted }] };
  }
  if (message.type === 'turn-away') return isInside(guest) ? declined('already') : release(room, [guest.participant], 'turned-away', message.reason);
  const { invitation } = guest;
  const next = release({ ...room, removed: [...room.removed, { invitation, at: now }] }, [guest.participant], 'removed', null);
  return { ...next, effects: [{ type: 'removed', invitation }, ...next.effects] };
}

/** The host leaves without ending: guests stay, a standby endpoint takes over at once. */
function leaveHost(room: Room, from: string): Step {
  return release(room, [from], 'left', null);
}

/** Also sent by a provider's account page while no endpoint is there. */
export function presetSends(room: Room, preset: Extract<ClientMessage, { type: 'preset' }>['preset']): readonly Send[] {
  return room.guests.filter((guest) => !isInside(guest)).map((guest) => ({ to: guest.participant, message: { type: 'preset', preset } }));
}

/** Says the last word and takes the people out. Terminal for these participant ids. */
function release(room: Room, participants: readonly string[], reason: OverReason, turnAway: TurnAwayReason | null): Step {
  if (participants.length === 0) return { room, sends: [], effects: [] };
  const stays = (each: { readonly participant: string }) => !participants.includes(each.participant);
  const next = tell(room, { ...room, guests: room.guests.filter(stays), hosts: withElected(room.hosts.filter(stays)) });
  return {
    room: next.room,
    sends: [...participants.map((to) => ({ to, message: { type: 'over', reason, turnAway } as const })), ...next.sends],
    effects: participants.map((participant) => ({ type: 'release', participant })),
  };
}

function withElected(hosts: readonly HostEndpoint[]): readonly HostEndpoint[] {
  if (hosts.some((host) => host.elected)) return hosts;
  const heir = hosts.find((host) => host.awaySince === null);
  return heir ? hosts.map((host) => (host === heir ? { ...host, elected: true } : host)) : hosts;
}

function away<T extends Guest | HostEndpoint>(people: readonly T[], participant: string, now: number): readonly T[] {
  return people.map((each) => (each.participant === participant ? { ...each, awaySince: now } : each));
}

/** Who may send to whom: everybody inside with each other, the elected host among them; `early`: also the host and who waits. */
export function areLinked(room: Room, a: string, b: string, early: boolean): boolean {
  const one = standingOf(room, a);
  const other = standingOf(room, b);
  if (a === b || one === null || other === null) return false;
  if (one !== 'waiting' && other !== 'waiting') return true;
  return early && (one === 'host' || other === 'host');
}

/** null: not in this room, or a host endpoint that stands by. */
function standingOf(room: Room, participant: string): 'host' | 'inside' | 'waiting' | null {
  const host = electedHost(room);
  if (host?.participant === participant) return 'host';
  const guest = room.guests.find((each) => each.participant === participant);
  return guest ? (isInside(guest) ? 'inside' : 'waiting') : null;
}

/** What everybody is told of a change: guests the host's state and their peers, host endpoints the whole roster and their place. */
function tell(before: Room, next: Room, greeted: string | null = null): Step {
  const sends: Send[] = [];
  for (const guest of next.guests) {
    const message = guestRoom(next, guest);
    const earlier = before.guests.find((each) => each.participant === guest.participant);
    if (greeted === guest.participant || greeted === 'all' || !earlier || JSON.stringify(guestRoom(before, earlier)) !== JSON.stringify(message))
      sends.push({ to: guest.participant, message });
  }
  const message: ServerMessage = { type: 'roster', events: [rosterOf(next)] };
  for (const host of next.hosts) {
    const earlier = before.hosts.find((each) => each.participant === host.participant);
    if (earlier && earlier.elected !== host.elected)
      sends.push({ to: host.participant, message: { type: 'place', place: host.elected ? 'elected' : 'standby' } });
    sends.push({ to: host.participant, message });
  }
  return { room: next, sends, effects: [] };
}

function guestRoom(room: Room, guest: Guest): ServerMessage {
  const host = electedHost(room);
  const present = host !== null && host.awaySince === null;
  const others = isInside(guest) ? room.guests.filter((each) => isInside(each) && each.participant !== guest.participant).map(participantOf) : [];
  const state: HostState = !present ? 'absent' : !isInside(guest) && room.guests.some(isInside) ? 'busy' : 'here';
  return {
    type: 'room',
    host: state,
    hostParticipant: host?.participant ?? null,
    peers: [...(host ? [host.participant] : []), ...others],
    plannedEnd: room.plannedEnd,
  };
}

export type RosterEvent = Extract<ServerMessage, { type: 'roster' }>['events'][number];

export function rosterOf(room: Room): RosterEvent {
  const twice = (invitation: string) => room.guests.filter((guest) => guest.invitation === invitation).length > 1;
  const person = (guest: Guest, since: number): Person => ({
    participant: guest.participant,
    invitation: guest.invitation,
    since,
    twice: twice(guest.invitation),
    away: guest.awaySince !== null,
  });
  return {
    event: room.event,
    plannedEnd: room.plannedEnd,
    hostParticipant: electedHost(room)?.participant ?? null,
    waiting: room.guests.filter((guest) => !isInside(guest)).map((guest) => person(guest, guest.waitingSince)),
    inside: room.guests.flatMap((guest) => (guest.admittedAt === null ? [] : [person(guest, guest.admittedAt)])),
  };
}

function isInside(guest: Guest): boolean {
  return guest.admittedAt !== null;
}
function participantOf(each: { readonly participant: string }): string {
  return each.participant;
}
function everybody(room: Room): readonly string[] {
  return [...room.guests, ...room.hosts].map(participantOf);
}
