/** A hundred thousand messages that are wrong, over real sockets to a real server, and beside them a call that hears nothing of it and goes on. */
import fc from 'fast-check';
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CloseCode, parseMessage, PROTOCOL_VERSION, serverMessage, type ClientMessage, type ServerMessage } from '../../call/protocol.ts';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import { issueTicket, type TicketClaims } from '../use/tickets.ts';
import { attacks, frame, type Attack, type Known } from './testing/bad-input.ts';
import { createTestHub } from './testing.ts';
import type { Answered, Told } from './testing/signal-process.ts';

const MESSAGES = 100_000;
/** Longer than the place or the ticket of somebody who waited and is gone is kept; three times shorter than until everybody is looked up again. */
const PLACES_MS = 45_000;
/** So many connections at once keep both sides busy. */
const AT_ONCE = 64;
/** From the first on every line of the protocol has been compiled; what only the start needed V8 has let go of by the second. */
const LOOKS = [0.2, 0.6, 1] as const;
/** 40,000 messages, with three thousand visits, that left some ten bytes each would show. What a clock ends has ended at each look. */
const MOST_HEAP_BYTES = 400_000;
/** A server that may not grow: what stays ends it, and what is resident is what it needs and not what it was let have. */
const SMALL = ['--max-semi-space-size=2', '--max-old-space-size=48'];
/** Beside the heap: what the allocator has not given back of two hundred sockets at once. */
const MOST_RESIDENT_BYTES = 8 << 20;

/** Each that once failed stays here, by what it found. */
const SEEDS: readonly (readonly [name: string, seed: number, messages: number])[] = [['the present one', 20_261_125, MESSAGES]];

const contents = newKeyring();
const keyring = openKeyring(contents);
let server: ChildProcess;
let ended: number | string | null = null;
let port = 0;
/** How far the server's clock is ahead. */
let aheadMs = 0;

async function tell(message: Told): Promise<Answered> {
  const answer = once(server, 'message') as Promise<[Answered]>;
  const death = once(server, 'exit').then(() => Promise.reject(new Error('the server has died')));
  server.send(message);
  return (await Promise.race([answer, death]))[0];
}

beforeEach(async () => {
  ended = null;
  aheadMs = 0;
  server = fork(fileURLToPath(new URL('./testing/signal-process.ts', import.meta.url)), {
    execArgv: ['--expose-gc', ...SMALL],
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
    stdio: 'ignore',
  });
  server.once('exit', (code, signal) => (ended = code ?? signal ?? 'gone'));
  const started = await tell({ do: 'start', keyring: contents });
  port = 'port' in started ? started.port : 0;
});
afterEach(() => {
  server.kill('SIGKILL');
});

const place = () => ({
  event: randomUUID(),
  account: randomUUID(),
  practice: randomUUID(),
  assistant: false,
  startsAt: Date.now(),
  plannedEnd: Date.now() + 3_600_000,
});
type Place = ReturnType<typeof place>;
const guestOf = (of: Place, invitation = randomUUID()) => ({ ...of, role: 'guest', invitation }) as const;
const ticketFor = (claims: Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>, participant: string) =>
  issueTicket({ keyring, now: () => new Date(Date.now() + aheadMs), randomBytes: (length) => new Uint8Array(randomBytes(length)) }, claims, participant);
const newParticipant = () => randomBytes(16).toString('base64url');

interface Page {
  readonly socket: WebSocket;
  readonly participant: string;
  readonly heard: ServerMessage[];
  say(message: ClientMessage): void;
}
async function page(claims: Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>): Promise<Page> {
  const participant = newParticipant();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`, { origin: 'http://localhost' });
  const heard: ServerMessage[] = [];
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
  socket.on('message', (data: Buffer) => {
    const message = parseMessage(serverMessage, data.toString());
    if (message) heard.push(message);
  });
  await once(socket, 'open');
  say({ type: 'hello', version: PROTOCOL_VERSION, ticket: ticketFor(claims, participant) });
  await vi.waitFor(() => expect(heard.some(({ type }) => type === 'welcome')).toBe(true));
  return { socket, participant, heard, say };
}

const HANDSHAKE = Buffer.from(
  [
    'GET /signal HTTP/1.1',
    'Host: localhost',
    'Origin: http://localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Version: 13',
    '',
    '',
  ].join('\r\n'),
);

/** How often the server declined a message, and how often it closed a line for one that is none. */
const answered = { declined: 0, malformed: 0 };
const MALFORMED = Buffer.from([0x88, 0x02, CloseCode.malformed >> 8, CloseCode.malformed & 0xff]);

/** Says all of it and waits for the server to hang up, which it does for every attack. */
async function carryOut({ frames }: Attack, hello: string | null): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const attack = Buffer.concat([...frames, frame(0x8, Buffer.from([0x03, 0xe8]))]);
  if (hello === null) socket.write(Buffer.concat([HANDSHAKE, attack]));
  else socket.write(Buffer.concat([HANDSHAKE, frame(0x1, Buffer.from(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, ticket: hello })))]));
  const heard: Buffer[] = [];
  let greeted = hello === null;
  socket.on('data', (bytes) => {
    heard.push(bytes);
    if (greeted || !bytes.includes('"type":"welcome"')) return;
    greeted = true;
    socket.write(attack);
  });
  const end = once(socket, 'close');
  socket.once('end', () => socket.destroy());
  const limit = setTimeout(() => socket.destroy(), 250);
  await end;
  clearTimeout(limit);
  const all = Buffer.concat(heard);
  answered.declined += all.toString('latin1').split('"type":"declined"').length - 1;
  if (all.includes(MALFORMED)) answered.malformed += 1;
}

/** Without end; the same in every run. */
function* generated(known: Known, seed: number): Generator<Attack, never> {
  for (let batch = 0; ; batch++) yield* fc.sample(attacks(known), { numRuns: 200, seed: seed + batch });
}

async function memory(): Promise<{ readonly heap: number; readonly resident: number }> {
  // Used tickets and the places of broken lines are forgotten by the next beat of the clock; closed sockets are cut off after half a second.
  await tell({ do: 'pass', ms: PLACES_MS });
  aheadMs += PLACES_MS;
  await delay(2_000);
  const answer = await tell({ do: 'collect' });
  return 'heap' in answer ? answer : { heap: Infinity, resident: Infinity };
}

test.each(SEEDS)(
  'M7.6 M6.2 bad input, %s: no crash, no memory that stays, and a call beside it hears nothing and goes on',
  async (_, seed, messages) => {
    const [beside, attacked] = [place(), place()];
    const host = await page({ ...beside, role: 'host', invitation: null });
    const guest = await page(guestOf(beside));
    host.say({ type: 'admit', participant: guest.participant });
    await vi.waitFor(() => expect(guest.heard.some(({ type }) => type === 'admitted')).toBe(true));
    const target = await page({ ...attacked, role: 'host', invitation: null });
    const [atHost, atGuest] = [host.heard.length, guest.heard.length];

    // A few seats that come and go: what a visit of each leaves for half a minute is the same at both looks.
    const seats = Array.from({ length: 8 }, () => ({ participant: newParticipant(), claims: guestOf(attacked) }));
    const known = {
      participants: [host.participant, guest.participant, target.participant, ...seats.map(({ participant }) => participant)],
      events: [beside.event, attacked.event],
      tickets: ['', 'a.b.c', ticketFor(guestOf(beside), host.participant).slice(0, -3), ticketFor(guestOf(beside), guest.participant).replace('.', '..')],
    };
    let said = 0;
    let connections = 0;
    let insiders = 0;
    let relayed = 0;
    let until = 0;
    const looks: Awaited<ReturnType<typeof memory>>[] = [];
    const round = generated(known, seed);
    async function attackOn(): Promise<void> {
      while (ended === null && said < until) {
        const attack = round.next().value;
        said += attack.frames.length;
        connections += 1;
        const seat = attack.inside ? seats[insiders++ % seats.length] : undefined;
        await carryOut(attack, seat ? ticketFor(seat.claims, seat.participant) : null);
      }
    }
    const talk = setInterval(() => guest.say({ type: 'relay', to: host.participant, id: `m${++relayed}`, body: `word ${relayed}` }), 100);
    try {
      for (const look of LOOKS) {
        until = messages * look;
        await Promise.all(Array.from({ length: AT_ONCE }, attackOn));
        if (ended === null) looks.push(await memory());
      }
    } finally {
      clearInterval(talk);
    }
    const of = `seed ${seed}, ${said} messages in ${connections} connections, ${insiders} of them inside, ${answered.declined} declined, ${answered.malformed} closed as malformed`;
    expect(ended, `the server lives: ${of}`).toBeNull();
    expect(said, of).toBeGreaterThanOrEqual(messages);
    // Both ways of being wrong came through: a message that may not be said, and what is no message.
    expect(answered.declined, of).toBeGreaterThan(messages / 10);
    expect(answered.malformed, of).toBeGreaterThan(messages / 20);
    const grown = (what: 'heap' | 'resident') => (looks.at(-1)?.[what] ?? Infinity) - Math.min(...looks.slice(0, -1).map((look) => look[what]));
    process.stdout.write(`bad input: ${of}, heap ${grown('heap')} B, resident ${grown('resident')} B, ${relayed} relayed beside\n`);
    expect(grown('heap'), `heap: ${of}`).toBeLessThan(MOST_HEAP_BYTES);
    expect(grown('resident'), `resident: ${of}`).toBeLessThan(MOST_RESIDENT_BYTES);

    await vi.waitFor(() => expect(host.heard.length - atHost).toBeGreaterThanOrEqual(relayed));
    expect(relayed).toBeGreaterThan(20);
    expect(host.heard.slice(atHost), of).toEqual(
      Array.from({ length: relayed }, (__, at) => ({ type: 'relay', from: guest.participant, id: `m${at + 1}`, body: `word ${at + 1}` })),
    );
    expect(guest.heard.slice(atGuest), of).toEqual([]);
    expect([host.socket.readyState, guest.socket.readyState, target.socket.readyState], of).toEqual([WebSocket.OPEN, WebSocket.OPEN, WebSocket.OPEN]);
    expect(
      target.heard.filter(({ type }) => type === 'over' || type === 'refused'),
      of,
    ).toEqual([]);
  },
  120_000,
);

test('whatever is said before hello, the line is closed and nothing is answered', async () => {
  const hub = createTestHub();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const page = hub.line();
      page.events.message(text);
      expect([page.closed, page.heard]).toEqual([CloseCode.malformed, []]);
    }),
    { numRuns: 2_000 },
  );
  expect(hub.hub.inspect()).toEqual({ rooms: 0, sockets: 0, nonces: 0 });
});
