/**
 * The signalling role: sockets on one side, pure rooms on the other. It holds what a living room needs and forgets it with the last
 * socket; nothing here is logged, stored or handed to anybody but the other people of the room.
 */
import { clientMessage } from '../../call/client-message.ts';
import { CloseCode, parseMessage, PROTOCOL_VERSION, type ClientMessage, type Preconnection, type Refusal, type ServerMessage } from '../../call/protocol.ts';
import { CREDENTIAL_LIFE_MS, iceServersFor, type Turn } from '../turn/credentials.ts';
import type { BusMessage, Keyring } from '../use/ports.ts';
import type { Rechecked, Who } from '../use/recheck.ts';
import { issueReceipt, readReceipt, readTicket, TICKET_LIFE_MS, type TicketClaims } from '../use/tickets.ts';
import { createEndings } from './endings.ts';
import { takeOne } from './flood.ts';
import { createLookUps } from './look-ups.ts';
import { isEmpty, openRoom, presetSends, rosterOf, step, type Input, type NoPlace, type Room, type Send, type Step } from './room.ts';

/** One WebSocket as the hub sees it. */
export interface Line {
  send(text: string): void;
  close(code: number): void;
}
/** What the transport tells the hub about a line. */
export interface LineEvents {
  message(text: string): void;
  closed(): void;
}

export interface HubOptions {
  readonly keyring: Keyring;
  readonly recheck: (who: Who) => Promise<Rechecked>;
  readonly hostEnded: (event: string) => Promise<void>;
  readonly turn: () => Turn | null;
  /** Whether browsers reach the portal only on this machine: then a pre-connection without relay shows nobody's address. */
  readonly loopback: boolean;
  readonly now: () => Date;
  /** Codes only. */
  readonly onFailure: (code: string) => void;
}

export interface Hub {
  open(line: Line): LineEvents;
  /** From the bus. */
  hear(message: BusMessage): void;
  /** Time has passed: places run out, ends come, credentials are renewed, every socket is looked up again. */
  tick(): void;
  /** Counts only; for tests and the operator. */
  inspect(): { readonly rooms: number; readonly sockets: number; readonly nonces: number };
  close(): void;
}

/** A lost message of the bus is healed after this long at the latest. */
export const RECHECK_MS = 3 * 60_000;
/** Credentials are renewed with this much life left. */
const RENEW_MS = CREDENTIAL_LIFE_MS / 2;
/** From this long before the start on guests get relay credentials; earlier only when the host is there. */
const TURN_BEFORE_START_MS = 60 * 60_000;

/** What pages send before they are welcome: a page of ours sends nothing. */
const MOST_EARLY_MESSAGES = 16;

interface Visitor {
  readonly line: Line;
  readonly claims: TicketClaims;
  admittedAt: number | null;
  checkedAt: number;
  /** null: none were given. */
  turnAt: number | null;
}

export function createHub(options: HubOptions): Hub {
  const rooms = new Map<string, Room>();
  /** By event and participant: pages keep their participant id themselves, so in another event the same id is somebody else. */
  const visitors = new Map<string, Visitor>();
  const watchers = new Set<Visitor>();
  /** Used tickets, until they would expire anyway. */
  const nonces = new Map<string, number>();
  /** Those that are listened to. */
  const lines = new Set<Line>();
  /** Accounts whose sessions ended, until the tickets of those sessions have run out. */
  const sessionsEnded = new Map<string, number>();

  const time = () => options.now().getTime();
  const lookUps = createLookUps((who) => options.recheck(who));
  const endings = createEndings({
    save: (event) => options.hostEnded(event),
    saved: (event) => lookUps.outdate(event),
    failed: () => options.onFailure('host-ended'),
    time,
  });
  const say = (line: Line, message: ServerMessage) => line.send(JSON.stringify(message));
  const preconnection = (): Preconnection => (options.turn() ? 'relay' : options.loopback ? 'loopback' : 'none');
  const keyOf = (event: string | null, participant: string) => `${event} ${participant}`;
  const isCurrent = (visitor: Visitor) => visitors.get(keyOf(visitor.claims.event, visitor.claims.participant)) === visitor;
  const who = (visitor: Visitor): Who => ({
    role: visitor.claims.role,
    event: visitor.claims.event,
    invitation: visitor.claims.invitation,
    account: visitor.claims.account,
    admittedAt: visitor.admittedAt,
  });

  function credentials(visitor: Visitor) {
    const { claims } = visitor;
    if (claims.assistant || claims.role === 'presence' || claims.event === null) return [];
    const room = rooms.get(claims.event);
    const soon = time() >= claims.startsAt - TURN_BEFORE_START_MS;
    if (claims.role === 'guest' && !soon && !room?.hosts.some((host) => host.awaySince === null)) return [];
    const servers = iceServersFor(options.turn(), claims.participant, options.now());
    visitor.turnAt = servers.length > 0 ? time() : null;
    return servers;
  }

  function rosterFor(account: string): ServerMessage {
    return { type: 'roster', events: [...rooms.values()].filter((room) => room.owner === account).map(rosterOf) };
  }

  /** Assistants watch a whole practice; a provider's pages watch her own events. */
  function tellWatchers(room: Room, practice: string): void {
    for (const watcher of watchers) {
      if (watcher.claims.assistant ? watcher.claims.practice === practice : watcher.claims.account === room.owner)
        say(watcher.line, watcher.claims.assistant ? practiceRoster(practice) : rosterFor(room.owner));
    }
  }
  const practiceOf = new Map<string, string>();
  function practiceRoster(practice: string): ServerMessage {
    return { type: 'roster', events: [...rooms.values()].filter((room) => practiceOf.get(room.event) === practice).map(rosterOf) };
  }

  /** Nothing more is heard from this line, also when its other end does not hang up. */
  function hangUp(line: Line, code: number): void {
    lines.delete(line);
    line.close(code);
  }

  function apply(event: string, input: Input): void {
    const room = rooms.get(event);
    if (!room) return;
    const decided = step(room, input, time());
    if (!('refused' in decided)) carryOut(room, decided);
  }

  function carryOut(before: Room, { room, sends, effects }: Step): void {
    const practice = practiceOf.get(room.event) ?? '';
    if (isEmpty(room)) {
      rooms.delete(room.event);
      practiceOf.delete(room.event);
    } else rooms.set(room.event, room);
    deliver(room.event, sends);
    for (const effect of effects) {
      if (effect.type === 'host-ended') endings.add(room.event);
      else if (effect.type === 'receipt') {
        const { participant, invitation, admittedAt, waitingSince } = effect.guest;
        const visitor = visitors.get(keyOf(room.event, participant));
        if (!visitor || admittedAt === null) continue;
        visitor.admittedAt = admittedAt;
        say(visitor.line, {
          type: 'admitted',
          since: admittedAt,
          receipt: issueReceipt(options.keyring, { event: room.event, invitation, admittedAt, waitingSince }),
        });
      } else {
        const key = keyOf(room.event, effect.participant);
        const visitor = visitors.get(key);
        visitors.delete(key);
        if (visitor) hangUp(visitor.line, CloseCode.over);
      }
    }
    // Who relays to whom changes nothing for watchers, and gives nobody a right to credentials; the clock renews those.
    if (before === room) return;
    renewTurn(room);
    tellWatchers(room, practice);
  }

  function deliver(event: string, sends: readonly Send[]): void {
    for (const { to, message } of sends) {
      const visitor = visitors.get(keyOf(event, to));
      if (visitor) say(visitor.line, message);
    }
  }

  /** Guests who came early get credentials when the host comes; everybody gets new ones before the old run out. */
  function renewTurn(room: Room): void {
    for (const { participant } of [...room.guests, ...room.hosts]) {
      const visitor = visitors.get(keyOf(room.event, participant));
      if (!visitor || (visitor.turnAt !== null && time() - visitor.turnAt < RENEW_MS)) continue;
      const iceServers = credentials(visitor);
      if (iceServers.length > 0) say(visitor.line, { type: 'turn', iceServers });
    }
  }

  function dismiss(visitor: Visitor, reason: Refusal): void {
    const { claims, line } = visitor;
    const last = reason === 'event-cancelled' ? 'cancelled' : reason === 'invitation-revoked' ? 'revoked' : reason === 'event-over' ? 'planned-end' : null;
    if (last !== null && claims.event !== null && isCurrent(visitor))
      return apply(claims.event, { type: 'expelled', participant: claims.participant, reason: last });
    say(line, { type: 'refused', reason });
    leave(visitor);
    hangUp(line, CloseCode.refused);
  }

  function leave(visitor: Visitor): void {
    watchers.delete(visitor);
    const { participant, event } = visitor.claims;
    if (event === null || !isCurrent(visitor)) return;
    visitors.delete(keyOf(event, participant));
    apply(event, { type: 'dropped', participant });
  }

  async function greet(line: Line, hello: Extract<ClientMessage, { type: 'hello' }>): Promise<Visitor | null> {
    const refuse = (reason: Refusal): null => {
      say(line, { type: 'refused', reason });
      hangUp(line, CloseCode.refused);
      return null;
    };
    const claims = readTicket(options.keyring, hello.ticket, options.now());
    if (!claims) return refuse('ticket-expired');
    if (nonces.has(claims.nonce)) return refuse('ticket-used');
    nonces.set(claims.nonce, claims.expiresAt);
    const proof = claims.role === 'guest' && hello.receipt !== undefined ? readReceipt(options.keyring, hello.receipt) : null;
    const receipt = proof && proof.event === claims.event && proof.invitation === claims.invitation ? proof : null;
    const visitor: Visitor = { line, claims, admittedAt: receipt?.admittedAt ?? null, checkedAt: time(), turnAt: null };
    const checked = await lookUps.ask(who(visitor));
    if (!lines.has(line)) return null;
    if ('refused' in checked) return refuse(checked.refused);
    const signedOutAt = claims.role === 'guest' ? undefined : sessionsEnded.get(claims.account);
    if (signedOutAt !== undefined && claims.expiresAt - TICKET_LIFE_MS <= signedOutAt) return refuse('ticket-expired');
    // Before the planned end a receipt that the host's ending made void refuses nobody: its owner waits again.
    const endedAt = Math.max(checked.hostEndedAt ?? -Infinity, endings.at(claims.event ?? '') ?? -Infinity);
    return enter(visitor, checked, receipt !== null && receipt.admittedAt > endedAt ? receipt : null, hello.hosted ?? false, refuse);
  }

  function enter(
    visitor: Visitor,
    checked: Extract<Rechecked, { ok: true }>,
    receipt: { readonly admittedAt: number; readonly waitingSince: number } | null,
    hosted: boolean,
    refuse: (reason: NoPlace['refused']) => null,
  ): Visitor | null {
    const { claims, line } = visitor;
    const { participant, event, invitation } = claims;
    if (claims.role === 'presence' || event === null) {
      watchers.add(visitor);
      welcome(visitor, 'watching', time());
      say(line, claims.assistant ? practiceRoster(claims.practice) : rosterFor(claims.account));
      return visitor;
    }
    adjust(event, checked);
    const room = rooms.get(event) ?? openRoom(event, claims.account, checked.plannedEnd);
    const decided = step(
      room,
      claims.role === 'host' ? { type: 'host', participant, hosted } : { type: 'guest', participant, invitation: invitation ?? '', receipt },
      time(),
    );
    if ('refused' in decided) return refuse(decided.refused);
    // The same participant on a new line: the old one is a ghost of a broken network.
    const ghost = visitors.get(keyOf(event, participant));
    visitors.set(keyOf(event, participant), visitor);
    if (ghost) hangUp(ghost.line, CloseCode.restart);
    practiceOf.set(event, claims.practice);
    const guest = decided.room.guests.find((each) => each.participant === participant);
    const host = decided.room.hosts.find((each) => each.participant === participant);
    visitor.admittedAt = guest?.admittedAt ?? null;
    rooms.set(event, decided.room);
    if (guest) welcome(visitor, guest.admittedAt === null ? 'waiting' : 'admitted', guest.admittedAt ?? guest.waitingSince);
    else welcome(visitor, host?.elected === true ? 'elected' : 'standby', host?.since ?? time());
    carryOut(room, decided);
    return visitor;
  }

  function welcome(visitor: Visitor, place: Extract<ServerMessage, { type: 'welcome' }>['place'], since: number): void {
    const { claims } = visitor;
    say(visitor.line, {
      type: 'welcome',
      self: claims.participant,
      role: claims.role,
      event: claims.event,
      place,
      since,
      now: time(),
      iceServers: credentials(visitor),
      preconnection: preconnection(),
    });
  }

  function act(visitor: Visitor, message: ClientMessage): void {
    const { claims, line } = visitor;
    if (claims.role === 'presence') {
      if (message.type === 'ping') return say(line, { type: 'pong', id: message.id });
      if (message.type === 'leave') {
        leave(visitor);
        return hangUp(line, CloseCode.over);
      }
      const room = message.type === 'preset' ? rooms.get(message.event) : undefined;
      if (message.type === 'preset' && !claims.assistant && room?.owner === claims.account) return deliver(room.event, presetSends(room, message.preset));
      return say(line, { type: 'declined', command: message.type, reason: 'not-host' });
    }
    // A provider may tell only the room she stands in.
    if (message.type === 'preset' && message.event !== claims.event) return say(line, { type: 'declined', command: 'preset', reason: 'unknown-participant' });
    if (claims.event !== null) apply(claims.event, { type: 'command', from: claims.participant, message, early: preconnection() !== 'none' });
  }

  async function lookAgain(visitor: Visitor): Promise<void> {
    visitor.checkedAt = time();
    const checked = await lookUps.ask(who(visitor));
    if ('refused' in checked) return dismiss(visitor, checked.refused);
    if (visitor.claims.event !== null) adjust(visitor.claims.event, checked);
  }

  /** The database knows of a move that the bus lost. */
  function adjust(event: string, { startsAt, plannedEnd }: Extract<Rechecked, { ok: true }>): void {
    const room = rooms.get(event);
    if (room && room.plannedEnd !== plannedEnd) apply(event, { type: 'moved', startsAt, plannedEnd });
  }

  return {
    open(line) {
      lines.add(line);
      let fullAt = time();
      let visitor: Visitor | null | 'greeting' = null;
      let early: ClientMessage[] = [];
      const shut = (code: number) => {
        if (visitor && visitor !== 'greeting') leave(visitor);
        hangUp(line, code);
      };
      return {
        message(text) {
          if (!lines.has(line)) return;
          const next = takeOne(fullAt, time());
          if (next === null) return shut(CloseCode.flood);
          fullAt = next;
          const message = parseMessage(clientMessage, text);
          if (!message) return shut(CloseCode.malformed);
          if (visitor === 'greeting') {
            if (early.push(message) > MOST_EARLY_MESSAGES) shut(CloseCode.flood);
            return;
          }
          if (visitor) return act(visitor, message);
          if (message.type !== 'hello') return shut(CloseCode.malformed);
          if (message.version !== PROTOCOL_VERSION) return shut(CloseCode.version);
          visitor = 'greeting';
          greet(line, message).then(
            (greeted) => {
              visitor = greeted;
              const waiting = early;
              early = [];
              if (greeted) for (const each of waiting) if (lines.has(line)) act(greeted, each);
            },
            () => {
              // The database cannot be asked: the browser tries again in a second.
              options.onFailure('recheck');
              shut(CloseCode.restart);
            },
          );
        },
        closed() {
          lines.delete(line);
          early = [];
          if (visitor && visitor !== 'greeting') leave(visitor);
          visitor = null;
        },
      };
    },
    hear(message) {
      if (message.type === 'session-ended') {
        sessionsEnded.set(message.account, time());
        // Its pages ask for new tickets, which only a session that still lives gets.
        for (const visitor of [...watchers, ...visitors.values()]) {
          if (visitor.claims.account !== message.account || visitor.claims.role === 'guest') continue;
          leave(visitor);
          hangUp(visitor.line, CloseCode.restart);
        }
        return;
      }
      lookUps.outdate(message.event);
      if (message.type === 'invitation-revoked') apply(message.event, { type: 'revoked', invitation: message.invitation });
      else if (message.change === 'cancelled') apply(message.event, { type: 'cancelled' });
      else apply(message.event, { type: 'moved', startsAt: message.startsAt, plannedEnd: message.plannedEnd });
    },
    tick() {
      const now = time();
      for (const [nonce, until] of nonces) if (until <= now) nonces.delete(nonce);
      for (const [account, at] of sessionsEnded) if (now - at >= TICKET_LIFE_MS) sessionsEnded.delete(account);
      endings.tick();
      for (const event of rooms.keys()) apply(event, { type: 'tick' });
      for (const room of rooms.values()) renewTurn(room);
      for (const visitor of [...watchers, ...visitors.values()])
        if (now - visitor.checkedAt >= RECHECK_MS) lookAgain(visitor).catch(() => options.onFailure('recheck'));
    },
    inspect: () => ({ rooms: rooms.size, sockets: lines.size, nonces: nonces.size }),
    close() {
      for (const line of lines) hangUp(line, CloseCode.restart);
    },
  };
}
