/** Tickets, an event that can change, and pages without a browser, for the tests of signalling. Used under Vitest only. */
import { randomBytes, randomUUID } from 'node:crypto';
import { parseMessage, PROTOCOL_VERSION, serverMessage, type ClientMessage, type ServerMessage } from '../../call/protocol.ts';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import type { Turn } from '../turn/credentials.ts';
import type { Rechecked, Who } from '../use/recheck.ts';
import { issueTicket, type TicketClaims } from '../use/tickets.ts';
import { createHub, type Hub } from './hub.ts';
import type { LineEvents } from './session.ts';

export const NOON = Date.UTC(2026, 10, 24, 12);
export const MINUTE_MS = 60_000;

/** What the database would answer, changed by hand. */
export interface Facts {
  readonly event: string;
  readonly owner: string;
  readonly practice: string;
  startsAt: number;
  plannedEnd: number;
  hostEndedAt: number | null;
  cancelled: boolean;
  readonly revoked: Set<string>;
  readonly removedAt: Map<string, number>;
}

export function newFacts(): Facts {
  return {
    event: randomUUID(),
    owner: randomUUID(),
    practice: randomUUID(),
    startsAt: NOON,
    plannedEnd: NOON + 50 * MINUTE_MS,
    hostEndedAt: null,
    cancelled: false,
    revoked: new Set(),
    removedAt: new Map(),
  };
}

/** As `use/recheck.ts` decides. */
export function lookUp(facts: Facts, who: Who, now: number): Rechecked {
  if (facts.cancelled) return { refused: 'event-cancelled' };
  const { startsAt, plannedEnd, hostEndedAt } = facts;
  const answer = { ok: true, startsAt, plannedEnd, hostEndedAt } as const;
  if (who.role !== 'guest') return answer;
  if (who.invitation === null || facts.revoked.has(who.invitation)) return { refused: 'invitation-revoked' };
  const removedAt = facts.removedAt.get(who.invitation);
  const isVoid = (at: number | null | undefined) => who.admittedAt === null || (at !== null && at !== undefined && who.admittedAt <= at);
  const stays = !isVoid(hostEndedAt) && !(who.arrives && isVoid(removedAt));
  if (now >= plannedEnd && !stays) return { refused: 'event-over' };
  return removedAt === undefined ? answer : { ...answer, removedAt };
}

type Claims = Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>;
export const guestClaims = (facts: Facts, invitation: string = randomUUID()): Claims => ({
  ...placeOf(facts),
  role: 'guest',
  invitation,
  account: facts.owner,
});
export const hostClaims = (facts: Facts): Claims => ({ ...placeOf(facts), role: 'host', invitation: null, account: facts.owner });
export const presenceClaims = (facts: Facts, assistant = false): Claims => ({
  ...placeOf(facts),
  role: 'presence',
  event: null,
  invitation: null,
  account: assistant ? randomUUID() : facts.owner,
  assistant,
});
function placeOf({ event, practice, startsAt, plannedEnd }: Facts) {
  return { event, practice, startsAt, plannedEnd, assistant: false };
}

export interface TestHub {
  readonly hub: Hub;
  readonly failures: string[];
  now: number;
  turn: Turn | null;
  loopback: boolean;
  /** Asked instead of the facts; null: the facts. */
  recheck: ((who: Who) => Promise<Rechecked>) | null;
  hostEnded: (event: string) => Promise<void>;
  guestRemoved: (invitation: string, at: number) => Promise<void>;
  /** Time passes in steps of a second, as the server's clock ticks. */
  pass(ms: number): Promise<void>;
  add(facts: Facts): Facts;
  ticket(claims: Claims, participant?: string | null): string;
  /** A line that has said nothing yet. */
  line(): TestPage;
  /** A page that said hello and was answered. */
  page(claims: Claims, hello?: { readonly participant?: string; readonly receipt?: string; readonly hosted?: boolean }): Promise<TestPage>;
}

export interface TestPage {
  readonly heard: ServerMessage[];
  readonly events: LineEvents;
  /** null: open. */
  readonly closed: number | null;
  /** Its own id, as the welcome said. */
  readonly self: string;
  say(message: ClientMessage): void;
  last<T extends ServerMessage['type']>(type: T): Extract<ServerMessage, { type: T }> | undefined;
  /** The network breaks: the server sees the line closed. */
  drop(): void;
}

export function createTestHub(): TestHub {
  const keyring = openKeyring(newKeyring());
  const known = new Map<string, Facts>();
  const failures: string[] = [];
  const randomBytesOf = (length: number) => new Uint8Array(randomBytes(length));
  const hub = createHub({
    keyring,
    recheck: (who) => {
      if (test.recheck) return test.recheck(who);
      const facts = who.event === null ? undefined : known.get(who.event);
      if (facts) return Promise.resolve(lookUp(facts, who, test.now));
      return Promise.resolve(who.event === null ? { ok: true, startsAt: 0, plannedEnd: 0, hostEndedAt: null } : { refused: 'ticket-unknown' });
    },
    hostEnded: (event) => test.hostEnded(event),
    guestRemoved: (invitation, at) => test.guestRemoved(invitation, at),
    turn: () => test.turn,
    get loopback() {
      return test.loopback;
    },
    now: () => new Date(test.now),
    onFailure: (code) => failures.push(code),
  });
  const test: TestHub = {
    hub,
    failures,
    now: NOON,
    turn: null,
    loopback: true,
    recheck: null,
    hostEnded(event) {
      const facts = known.get(event);
      if (facts) facts.hostEndedAt = test.now;
      return Promise.resolve();
    },
    guestRemoved(invitation, at) {
      for (const facts of known.values()) facts.removedAt.set(invitation, at);
      return Promise.resolve();
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        test.now += 1_000;
        hub.tick();
        await settle();
      }
    },
    add(facts) {
      known.set(facts.event, facts);
      return facts;
    },
    ticket: (claims, participant = null) => issueTicket({ keyring, now: () => new Date(test.now), randomBytes: randomBytesOf }, claims, participant),
    line: () => testPage(hub),
    async page(claims, { participant, ...hello } = {}) {
      const page = testPage(hub);
      page.say({ type: 'hello', version: PROTOCOL_VERSION, ticket: test.ticket(claims, participant), ...hello });
      await settle();
      return page;
    },
  };
  return test;
}

function testPage(hub: Hub): TestPage {
  const heard: ServerMessage[] = [];
  let closed: number | null = null;
  const events = hub.open({
    say(text) {
      const message = parseMessage(serverMessage, text);
      if (!message) throw new Error(`the server said what no page understands: ${text}`);
      if (closed === null) heard.push(message);
    },
    hangUp(code) {
      if (closed !== null) return;
      closed = code;
      queueMicrotask(() => events.closed());
    },
  });
  const last = <T extends ServerMessage['type']>(type: T) => heard.findLast((message): message is Extract<ServerMessage, { type: T }> => message.type === type);
  return {
    heard,
    events,
    get closed() {
      return closed;
    },
    get self() {
      return last('welcome')?.self ?? '';
    },
    say: (message) => events.message(JSON.stringify(message)),
    last,
    drop() {
      closed ??= 1006;
      events.closed();
    },
  };
}

/** Whatever was promised without waiting for anything outside has happened. */
export function settle(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
