/**
 * The signalling role: sockets on one side, pure rooms on the other. It holds what a living room needs and forgets it with the last
 * socket; nothing here is logged, stored or handed to anybody but the other people of the room.
 */
import { passOn, type Passing } from '../../call/client-message.ts';
import { CloseCode, type ClientMessage, type Preconnection, type Refusal, type ServerMessage } from '../../call/protocol.ts';
import { CREDENTIAL_LIFE_MS, iceServersFor, type Turn } from '../turn/credentials.ts';
import type { BusMessage, Holding, Keyring } from '../use/ports.ts';
import type { Rechecked, Who } from '../use/recheck.ts';
import { issueReceipt, readReceipt, readTicket, TICKET_LIFE_MS } from '../use/tickets.ts';
import { createEndings } from './endings.ts';
import { heldBy } from './held.ts';
import { createLookUps } from './look-ups.ts';
import { areLinked, isEmpty, openRoom, presetSends, rosterOf, step, type Input, type NoPlace, type Room, type Send, type Step } from './room.ts';
import { Session, type Desk, type Hello, type Line, type LineEvents } from './session.ts';
import { visitorOf, whoIs, type Hall, type Visitor } from './visitor.ts';

export interface HubOptions {
  readonly keyring: Keyring;
  readonly recheck: (who: Who) => Promise<Rechecked>;
  readonly hostEnded: (event: string) => Promise<void>;
  /** The host took this invitation's guest out at that moment. Missing: no receipt outlives its room. */
  readonly guestRemoved?: (invitation: string, at: number) => Promise<void>;
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
  /** Counts and ages, for the register's job. */
  held(): readonly Holding[];
  close(): void;
}

/** A lost message of the bus is healed after this long at the latest. */
export const RECHECK_MS = 3 * 60_000;
/** Credentials are renewed with this much life left. */
const RENEW_MS = CREDENTIAL_LIFE_MS / 2;
/** From this long before the start on guests get relay credentials; earlier only when the host is there. */
const TURN_BEFORE_START_MS = 60 * 60_000;

export function createHub(options: HubOptions): Hub {
  const halls = new Map<string, Hall>();
  const watchers = new Set<Visitor>();
  /** Used tickets, until they would expire anyway. */
  const nonces = new Map<string, number>();
  /** Those that are listened to. */
  const sessions = new Set<Session>();
  /** Accounts whose sessions ended, until the tickets of those sessions have run out. */
  const sessionsEnded = new Map<string, number>();

  const time = () => options.now().getTime();
  const lookUps = createLookUps((who) => options.recheck(who), time);
  const endings = createEndings({
    save: async ({ event, invitation, at }) => (invitation === null ? options.hostEnded(event) : options.guestRemoved?.(invitation, at)),
    saved: ({ event }) => lookUps.outdate(event),
    failed: ({ invitation }) => options.onFailure(invitation === null ? 'host-ended' : 'guest-removed'),
    time,
  });
  const say = ({ line }: Session, message: ServerMessage) => line.say(JSON.stringify(message));
  const preconnection = (): Preconnection => (options.turn() ? 'relay' : options.loopback ? 'loopback' : 'none');
  const mayMeetEarly = () => preconnection() !== 'none';
  /** Pages keep their participant id themselves: in another event the same id is somebody else. */
  const find = ({ visitors }: Hall, participant: string) => visitors.find((visitor) => visitor.participant === participant);
  const isCurrent = (visitor: Visitor) => visitor.hall?.visitors.includes(visitor) === true;
  /** Assistants watch a whole practice; a provider's pages watch her own events. */
  const sees = (watcher: Visitor, { room, practice }: Hall) => (watcher.assistant ? watcher.practice === practice : watcher.account === room.owner);
  const rosterFor = (watcher: Visitor): ServerMessage => ({
    type: 'roster',
    events: [...halls.values()].filter((hall) => sees(watcher, hall)).map(({ room }) => rosterOf(room)),
  });

  function credentials(visitor: Visitor) {
    visitor.turnAt = null;
    if (visitor.assistant || visitor.role === 'presence' || visitor.event === null) return [];
    const soon = time() >= visitor.startsAt - TURN_BEFORE_START_MS;
    if (visitor.role === 'guest' && !soon && !visitor.hall?.room.hosts.some((host) => host.awaySince === null)) return [];
    const servers = iceServersFor(options.turn(), visitor.participant, options.now());
    visitor.turnAt = servers.length > 0 ? time() : null;
    return servers;
  }

  function tellWatchers(changed: Hall): void {
    for (const watcher of watchers) if (sees(watcher, changed)) say(watcher.session, rosterFor(watcher));
  }

  function apply(event: string, input: Input): void {
    const hall = halls.get(event);
    if (!hall) return;
    const decided = step(hall.room, input, time());
    if (!('refused' in decided)) carryOut(hall, hall.room, decided);
  }

  function carryOut(hall: Hall, before: Room, { room, sends, effects }: Step): void {
    hall.room = room;
    if (isEmpty(room)) halls.delete(room.event);
    deliver(hall, sends);
    for (const effect of effects) {
      if (effect.type === 'host-ended') endings.add(room.event, null);
      else if (effect.type === 'removed') endings.add(room.event, effect.invitation);
      else if (effect.type === 'receipt') {
        const { participant, invitation, admittedAt, waitingSince } = effect.guest;
        const visitor = find(hall, participant);
        if (!visitor || admittedAt === null) continue;
        visitor.admittedAt = admittedAt;
        say(visitor.session, {
          type: 'admitted',
          since: admittedAt,
          receipt: issueReceipt(options.keyring, { event: room.event, invitation, admittedAt, waitingSince }),
        });
      } else {
        const visitor = find(hall, effect.participant);
        if (!visitor) continue;
        strike(hall, visitor);
        visitor.session.hangUp(CloseCode.over);
      }
    }
    // Who relays to whom changes nothing for watchers, and gives nobody a right to credentials; the clock renews those.
    if (before === room) return;
    renewTurn(hall);
    tellWatchers(hall);
  }

  function strike(hall: Hall, visitor: Visitor): void {
    hall.visitors = hall.visitors.filter((each) => each !== visitor);
  }

  function deliver(hall: Hall, sends: readonly Send[]): void {
    for (const { to, message } of sends) {
      const visitor = find(hall, to);
      if (visitor) say(visitor.session, message);
    }
  }

  /** Guests who came early get credentials when the host comes; everybody gets new ones before the old run out. */
  function renewTurn({ visitors }: Hall): void {
    for (const visitor of visitors) {
      if (visitor.turnAt !== null && time() - visitor.turnAt < RENEW_MS) continue;
      const iceServers = credentials(visitor);
      if (iceServers.length > 0) say(visitor.session, { type: 'turn', iceServers });
    }
  }

  function dismiss(visitor: Visitor, reason: Refusal): void {
    const { session, event, participant } = visitor;
    const last = reason === 'event-cancelled' ? 'cancelled' : reason === 'invitation-revoked' ? 'revoked' : reason === 'event-over' ? 'planned-end' : null;
    if (last !== null && event !== null && isCurrent(visitor)) return apply(event, { type: 'expelled', participant, reason: last });
    say(session, { type: 'refused', reason });
    leave(visitor);
    session.hangUp(CloseCode.refused);
  }

  function leave(visitor: Visitor): void {
    watchers.delete(visitor);
    const { participant, event, hall } = visitor;
    if (event === null || hall === null || !isCurrent(visitor)) return;
    strike(hall, visitor);
    apply(event, { type: 'dropped', participant });
  }

  async function greet(session: Session, hello: Hello): Promise<Visitor | null> {
    const refuse = (reason: Refusal): null => {
      say(session, { type: 'refused', reason });
      session.hangUp(CloseCode.refused);
      return null;
    };
    const claims = readTicket(options.keyring, hello.ticket, options.now());
    if (!claims) return refuse('ticket-expired');
    if (nonces.has(claims.nonce)) return refuse('ticket-used');
    nonces.set(claims.nonce, claims.expiresAt);
    const proof = claims.role === 'guest' && hello.receipt !== undefined ? readReceipt(options.keyring, hello.receipt) : null;
    const receipt = proof && proof.event === claims.event && proof.invitation === claims.invitation ? proof : null;
    const visitor = visitorOf(session, claims, receipt?.admittedAt ?? null, time());
    const checked = await lookUps.ask(whoIs(visitor, true));
    if (session.isGone) return null;
    if ('refused' in checked) return refuse(checked.refused);
    const signedOutAt = claims.role === 'guest' ? undefined : sessionsEnded.get(claims.account);
    if (signedOutAt !== undefined && claims.expiresAt - TICKET_LIFE_MS <= signedOutAt) return refuse('ticket-expired');
    // Before the planned end a receipt that the host made void refuses nobody: its owner waits again.
    const voidUntil = Math.max(checked.hostEndedAt ?? -Infinity, checked.removedAt ?? -Infinity, endings.at(claims.event ?? '', claims.invitation));
    return enter(visitor, checked, receipt !== null && receipt.admittedAt > voidUntil ? receipt : null, hello.hosted ?? false, refuse);
  }

  function enter(
    visitor: Visitor,
    checked: Extract<Rechecked, { ok: true }>,
    receipt: { readonly admittedAt: number; readonly waitingSince: number } | null,
    hosted: boolean,
    refuse: (reason: NoPlace['refused']) => null,
  ): Visitor | null {
    const { participant, event, invitation, session } = visitor;
    if (visitor.role === 'presence' || event === null) {
      watchers.add(visitor);
      welcome(visitor, 'watching', time());
      say(session, rosterFor(visitor));
      return visitor;
    }
    adjust(event, checked);
    const before = halls.get(event)?.room ?? openRoom(event, visitor.account, checked.plannedEnd);
    const decided = step(
      before,
      visitor.role === 'host' ? { type: 'host', participant, hosted } : { type: 'guest', participant, invitation: invitation ?? '', receipt },
      time(),
    );
    if ('refused' in decided) return refuse(decided.refused);
    const { room } = decided;
    const hall = halls.get(event) ?? { room, practice: visitor.practice, visitors: [] };
    halls.set(event, hall);
    hall.room = room;
    visitor.hall = hall;
    // The same participant on a new line: the old one is a ghost of a broken network.
    const ghost = find(hall, participant);
    // `concat` makes a list of just this length, a spread one with room to grow: most lists are one guest who waits.
    hall.visitors = hall.visitors.filter((each) => each !== ghost).concat(visitor);
    ghost?.session.hangUp(CloseCode.restart);
    const guest = room.guests.find((each) => each.participant === participant);
    const host = room.hosts.find((each) => each.participant === participant);
    visitor.admittedAt = guest?.admittedAt ?? null;
    if (guest) welcome(visitor, guest.admittedAt === null ? 'waiting' : 'admitted', guest.admittedAt ?? guest.waitingSince);
    else welcome(visitor, host?.elected === true ? 'elected' : 'standby', host?.since ?? time());
    carryOut(hall, before, decided);
    return visitor;
  }

  function welcome(visitor: Visitor, place: Extract<ServerMessage, { type: 'welcome' }>['place'], since: number): void {
    say(visitor.session, {
      type: 'welcome',
      self: visitor.participant,
      role: visitor.role,
      event: visitor.event,
      place,
      since,
      now: time(),
      iceServers: credentials(visitor),
      preconnection: preconnection(),
    });
  }

  function act(visitor: Visitor, message: ClientMessage): void {
    const { session, event, participant } = visitor;
    if (visitor.role === 'presence') {
      if (message.type === 'ping') return say(session, { type: 'pong', id: message.id });
      if (message.type === 'leave') {
        leave(visitor);
        return session.hangUp(CloseCode.over);
      }
      const hall = message.type === 'preset' ? halls.get(message.event) : undefined;
      if (message.type === 'preset' && !visitor.assistant && hall?.room.owner === visitor.account) return deliver(hall, presetSends(hall.room, message.preset));
      return say(session, { type: 'declined', command: message.type, reason: 'not-host' });
    }
    // A provider may tell only the room she stands in.
    if (message.type === 'preset' && message.event !== event) return say(session, { type: 'declined', command: 'preset', reason: 'unknown-participant' });
    if (event !== null) apply(event, { type: 'command', from: participant, message, early: mayMeetEarly() });
  }

  /** The short way of what `command` would pass on unchanged. false: it would not. */
  function pass({ hall, participant }: Visitor, message: Passing): boolean {
    if (!hall || !areLinked(hall.room, participant, message.to, mayMeetEarly())) return false;
    find(hall, message.to)?.session.line.say(passOn(participant, message));
    return true;
  }

  async function lookAgain(visitor: Visitor): Promise<void> {
    visitor.checkedAt = time();
    const checked = await lookUps.ask(whoIs(visitor, false));
    if ('refused' in checked) return dismiss(visitor, checked.refused);
    if (visitor.event !== null) adjust(visitor.event, checked);
  }

  /** The database knows of a move that the bus lost. */
  function adjust(event: string, { startsAt, plannedEnd }: Extract<Rechecked, { ok: true }>): void {
    const hall = halls.get(event);
    if (hall && hall.room.plannedEnd !== plannedEnd) apply(event, { type: 'moved', startsAt, plannedEnd });
  }

  const desk: Desk = {
    now: time,
    greet,
    pass,
    act,
    leave,
    forget(session) {
      sessions.delete(session);
      forgetLastMatch();
    },
    onFailure: (code) => options.onFailure(code),
  };

  return {
    open(line) {
      const session = new Session(line, desk);
      sessions.add(session);
      return session;
    },
    hear(message) {
      // The others are about nobody in a room.
      if (message.type !== 'session-ended' && message.type !== 'invitation-revoked' && message.type !== 'event-changed') return;
      if (message.type === 'session-ended') {
        sessionsEnded.set(message.account, time());
        // Its pages ask for new tickets, which only a session that still lives gets.
        for (const { visitor } of sessions) {
          if (!visitor || visitor.account !== message.account || visitor.role === 'guest') continue;
          leave(visitor);
          visitor.session.hangUp(CloseCode.restart);
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
      for (const event of halls.keys()) apply(event, { type: 'tick' });
      for (const hall of halls.values()) renewTurn(hall);
      for (const { visitor } of sessions) if (visitor && now - visitor.checkedAt >= RECHECK_MS) lookAgain(visitor).catch(() => options.onFailure('recheck'));
    },
    inspect: () => ({ rooms: halls.size, sockets: sessions.size, nonces: nonces.size }),
    held() {
      const people = [...watchers, ...[...halls.values()].flatMap(({ visitors }) => visitors)];
      const here = new Set(people.flatMap(({ participant, session }) => (session.isGone ? [] : [participant])));
      return heldBy(
        {
          rooms: [...halls.values()].map(({ room }) => room),
          people,
          isHere: (participant) => here.has(participant),
          lookUps: lookUps.held(),
          endings: endings.held(),
          sessionsEnded: sessionsEnded.values(),
          credentials: people.flatMap(({ turnAt }) => (turnAt === null ? [] : [turnAt])),
          usedTickets: nonces.values(),
        },
        time(),
      );
    },
    close() {
      for (const session of sessions) session.hangUp(CloseCode.restart);
      halls.clear();
      watchers.clear();
    },
  };
}

/** The engine keeps the text that a regular expression matched last (`RegExp.input`): an id of somebody who has left. From here on it keeps nothing. */
function forgetLastMatch(): void {
  /^/.test('');
}
