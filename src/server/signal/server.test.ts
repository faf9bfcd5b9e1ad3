import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CloseCode, MAX_MESSAGE_BYTES, parseMessage, PROTOCOL_VERSION, serverMessage, type ClientMessage, type ServerMessage } from '../../call/protocol.ts';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import type { BusMessage } from '../use/ports.ts';
import { issueTicket, TICKET_LIFE_MS, type TicketClaims } from '../use/tickets.ts';
import { createSignalServer, type SignalServer } from './server.ts';
import { guestClaims, hostClaims, lookUp, newFacts, type Facts } from './testing.ts';

const ORIGIN = 'https://portal.example';
const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const each of undo.splice(0).reverse()) await each();
});

interface Portal {
  readonly signal: SignalServer;
  readonly url: string;
  readonly facts: Facts;
  /** What the next upgrades are answered by the limits. */
  mayUpgrade: boolean;
  readonly asked: string[];
  publish(message: BusMessage): void;
  ticket(claims: Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>, now?: Date): string;
}

async function portal(): Promise<Portal> {
  const keyring = openKeyring(newKeyring());
  // Now, because the tickets' clock is the machine's here.
  const facts = { ...newFacts(), startsAt: Date.now(), plannedEnd: Date.now() + 3_600_000 };
  const receivers = new Set<(message: BusMessage) => void>();
  const asked: string[] = [];
  const signal = createSignalServer({
    publicUrl: new URL(ORIGIN),
    keyring,
    recheck: (who) => Promise.resolve(lookUp(facts, who, Date.now())),
    hostEnded: () => Promise.resolve(),
    turn: () => null,
    now: () => new Date(),
    onFailure: () => undefined,
    subscribe(receive) {
      receivers.add(receive);
      return () => receivers.delete(receive);
    },
    mayUpgrade(address) {
      asked.push(address);
      return made.mayUpgrade;
    },
  });
  const http = createServer();
  http.on('upgrade', (upgrading: IncomingMessage, socket, head) => signal.upgrade(upgrading, socket, head, '203.0.113.9'));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  undo.push(async () => {
    await signal.close();
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  });
  const address = http.address();
  const made: Portal = {
    signal,
    url: `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/signal`,
    facts,
    mayUpgrade: true,
    asked,
    publish: (message) => receivers.forEach((receive) => receive(message)),
    ticket: (claims, now = new Date()) => issueTicket({ keyring, now: () => now, randomBytes: (length) => new Uint8Array(randomBytes(length)) }, claims, null),
  };
  return made;
}

interface Page {
  readonly socket: WebSocket;
  readonly heard: ServerMessage[];
  /** The code the server closed with. */
  readonly closed: Promise<number>;
  say(message: ClientMessage): void;
}

async function page({ url }: Portal, ticket?: string): Promise<Page> {
  const socket = new WebSocket(url, { origin: ORIGIN });
  const heard: ServerMessage[] = [];
  socket.on('message', (data: Buffer) => {
    const message = parseMessage(serverMessage, data.toString());
    if (message) heard.push(message);
  });
  const closed = new Promise<number>((known) => socket.once('close', known));
  undo.push(() => socket.terminate());
  await once(socket, 'open');
  const made = { socket, heard, closed, say: (message: ClientMessage) => socket.send(JSON.stringify(message)) };
  if (ticket === undefined) return made;
  made.say({ type: 'hello', version: PROTOCOL_VERSION, ticket });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), { interval: 5 });
  return made;
}

/** The status of an upgrade that is refused, or 101. */
async function upgrade({ url }: Portal, origin: string | null): Promise<number | undefined> {
  const asking = request(url.replace('ws:', 'http:'), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...(origin === null ? {} : { origin }),
    },
  });
  asking.end();
  return new Promise((known, failed) => {
    asking.once('response', (response) => known(response.statusCode));
    asking.once('upgrade', (response, socket) => {
      socket.destroy();
      known(response.statusCode);
    });
    asking.once('error', failed);
  });
}

test('M5.3 two pages meet: a host and a guest with tickets', async () => {
  const at = await portal();
  const host = await page(at, at.ticket(hostClaims(at.facts)));
  const guest = await page(at, at.ticket(guestClaims(at.facts)));
  await vi.waitFor(() => {
    const [event] = host.heard.findLast((message) => message.type === 'roster')?.events ?? [];
    expect(event?.waiting).toHaveLength(1);
  });
  expect(guest.heard[0]).toMatchObject({ type: 'welcome', place: 'waiting' });
  expect(at.signal.inspect()).toMatchObject({ rooms: 1, sockets: 2 });
});

test('only pages of the portal itself get a socket', async () => {
  const at = await portal();
  for (const origin of [null, 'null', 'https://other.example', 'http://portal.example', 'https://portal.example.other.example', 'https://portal.example:444'])
    expect([origin, await upgrade(at, origin)]).toEqual([origin, 403]);
  expect(at.asked).toEqual([]);
  expect(await upgrade(at, ORIGIN)).toBe(101);
});

test('a page that is refused and resets its connection at once takes nobody with it', async () => {
  const at = await portal();
  const failed: unknown[] = [];
  const fail = (error: unknown) => failed.push(error);
  process.on('uncaughtException', fail);
  undo.push(() => void process.off('uncaughtException', fail));
  for (let times = 0; times < 20; times++) {
    const socket = connect(Number(new URL(at.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /signal HTTP/1.1\r\nHost: portal.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.resetAndDestroy();
  }
  expect(await upgrade(at, null)).toBe(403);
  expect(failed).toEqual([]);
});

test('an address that opens too many sockets is told so', async () => {
  const at = await portal();
  at.mayUpgrade = false;
  expect(await upgrade(at, ORIGIN)).toBe(429);
  expect(at.asked).toEqual(['203.0.113.9']);
});

test('a wrong, an expired and a used ticket are refused with a reason and the line is closed', async () => {
  const at = await portal();
  const refused = async (ticket: string) => {
    const { heard, closed } = await page(at, ticket);
    return [heard[0], await closed];
  };
  const refusal = (reason: string) => [{ type: 'refused', reason }, CloseCode.refused];
  const good = at.ticket(guestClaims(at.facts));
  expect(await refused('not.a.ticket')).toEqual(refusal('ticket-expired'));
  expect(await refused(`${good.slice(0, -8)}AAAAAAAA`)).toEqual(refusal('ticket-expired'));
  expect(await refused(at.ticket(guestClaims(at.facts), new Date(Date.now() - TICKET_LIFE_MS)))).toEqual(refusal('ticket-expired'));
  const first = await page(at, good);
  expect(first.heard[0]?.type).toBe('welcome');
  expect(await refused(good)).toEqual(refusal('ticket-used'));
  expect(first.socket.readyState).toBe(WebSocket.OPEN);
});

test('what is no message, a binary frame, and another version close the line with their codes', async () => {
  const at = await portal();
  for (const [said, code] of [
    ['{', CloseCode.malformed],
    ['{"type":"hello"}', CloseCode.malformed],
    ['{"type":"ping","id":"a"}', CloseCode.malformed],
    [Buffer.from('{"type":"ping","id":"a"}'), CloseCode.malformed],
    [JSON.stringify({ type: 'hello', version: 99, ticket: 'x' }), CloseCode.version],
  ] as const) {
    const one = await page(at);
    one.socket.send(said);
    expect([String(said), await one.closed]).toEqual([String(said), code]);
  }
});

test('a message that is too large ends the line before it is in memory; one of the largest size passes', async () => {
  const at = await portal();
  const host = await page(at, at.ticket(hostClaims(at.facts)));
  const guest = await page(at, at.ticket(guestClaims(at.facts)));
  const to = host.heard.find((message) => message.type === 'welcome')?.self ?? '';
  guest.say({ type: 'relay', to, id: 'a', body: 'x'.repeat(32_768) });
  guest.say({ type: 'ping', id: 'a' });
  await vi.waitFor(() => expect(guest.heard.at(-1)?.type).toBe('pong'));
  guest.socket.send(' '.repeat(MAX_MESSAGE_BYTES + 1));
  expect(await guest.closed).toBe(1009);
  await vi.waitFor(() => expect(at.signal.inspect().sockets).toBe(1));
});

test('a flood ends the line', async () => {
  const at = await portal();
  const guest = await page(at, at.ticket(guestClaims(at.facts)));
  for (let count = 0; count < 2_000; count++) guest.socket.send('{"type":"ping","id":"a"}');
  expect(await guest.closed).toBe(CloseCode.flood);
  expect(guest.heard.length).toBeLessThan(700);
});

test('a socket that stays silent is closed, and one that is dead is noticed after two beats', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const at = await portal();
  const silent = await page(at);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await silent.closed).toBe(CloseCode.malformed);
  const guest = await page(at);
  guest.say({ type: 'hello', version: PROTOCOL_VERSION, ticket: at.ticket(guestClaims(at.facts)) });
  await once(guest.socket, 'message');
  // It reads nothing any more, so it answers no ping.
  guest.socket.pause();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(at.signal.inspect().sockets).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(at.signal.inspect().sockets).toBe(0));
});

test('M4.2 what the bus says reaches the pages, and after closing nothing does', async () => {
  const at = await portal();
  const claims = guestClaims(at.facts);
  const guest = await page(at, at.ticket(claims));
  at.publish({ type: 'invitation-revoked', event: at.facts.event, invitation: claims.invitation ?? '' });
  expect(await guest.closed).toBe(CloseCode.over);
  expect(guest.heard.at(-1)).toMatchObject({ type: 'over', reason: 'revoked' });
  const other = await page(at, at.ticket(guestClaims(at.facts)));
  await at.signal.close();
  expect(await other.closed).toBe(CloseCode.restart);
});

test('a reader that takes nothing is given up before its unsent messages fill the memory', async () => {
  const at = await portal();
  const host = await page(at, at.ticket(hostClaims(at.facts)));
  const guest = await page(at, at.ticket(guestClaims(at.facts)));
  // The early meeting is closed to a portal without relay on a public address.
  const self = (one: Page) => one.heard.find((message) => message.type === 'welcome')?.self ?? '';
  host.say({ type: 'admit', participant: self(guest) });
  await vi.waitFor(() => expect(guest.heard.some((message) => message.type === 'admitted')).toBe(true));
  host.socket.pause();
  const body = 'x'.repeat(32_000);
  const flood = setInterval(() => guest.say({ type: 'relay', to: self(host), id: 'a', body }), 2);
  undo.push(() => clearInterval(flood));
  await vi.waitFor(() => expect(at.signal.inspect().sockets).toBe(1), { timeout: 15_000 });
});
