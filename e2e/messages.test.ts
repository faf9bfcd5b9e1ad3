/** The table of deeds against what pages say to the signalling server: everybody says everything, with every ticket that they are given. */
import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION, type ServerMessage } from '../src/call/protocol.ts';
import { may, type Actor } from '../src/rules/authority.ts';
import { MESSAGES } from '../src/rules/routes.ts';
import { network } from './attempt.ts';
import { startPortal, type Portal } from './portal.ts';
import { openSeats, SEATS, type Seat, type Seats, type World } from './seats.ts';

let portal: Portal;
let seats: Seats;
test.beforeAll(async () => {
  portal = await startPortal({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
  seats = await openSeats(portal);
});
test.afterAll(async () => {
  await seats.close();
  await portal.stop();
});

type Kind = 'guest' | 'host' | 'presence';
const KINDS: readonly Kind[] = ['guest', 'host', 'presence'];
const HOST_MESSAGES = Object.entries(MESSAGES).flatMap(([type, deed]) => (deed === 'ticket' ? [] : [{ type, deed }]));

/** A page's line, with all that it was told. */
interface Line {
  readonly told: readonly ServerMessage[];
  say(message: object): void;
  /** All that was said before is answered. */
  settled(): Promise<void>;
  close(): void;
}

/** null: it was refused. */
async function openLine(ticket: string): Promise<Line | null> {
  const socket = new WebSocket(`${portal.url.replace('http', 'ws')}/signal`, { origin: portal.url, headers: { 'x-forwarded-for': network() } });
  const told: ServerMessage[] = [];
  const woken = new Set<() => void>();
  const wake = (): void => woken.forEach((each) => each());
  socket.on('message', (data: Buffer) => {
    told.push(JSON.parse(data.toString()) as ServerMessage);
    wake();
  });
  socket.on('close', wake);
  socket.on('error', wake);
  const until = (is: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!is() && socket.readyState <= WebSocket.OPEN) return;
        woken.delete(look);
        resolve();
      };
      woken.add(look);
      look();
    });
  const say = (message: object): void => socket.send(JSON.stringify(message));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  say({ type: 'hello', version: PROTOCOL_VERSION, ticket });
  await until(() => told.some(({ type }) => type === 'welcome' || type === 'refused'));
  if (!told.some(({ type }) => type === 'welcome')) return null;
  return {
    told,
    say(message) {
      if (socket.readyState === WebSocket.OPEN) say(message);
    },
    async settled() {
      if (socket.readyState !== WebSocket.OPEN) return;
      const id = `ping-${told.length}`;
      say({ type: 'ping', id });
      await until(() => told.some((each) => each.type === 'pong' && each.id === id));
    },
    close: () => socket.close(),
  };
}

/** As the page asks for it. null: this person gets none. */
async function ticketOf(world: World, seat: Seat, kind: Kind): Promise<string | null> {
  const cookie = await world.cookieOf(seat);
  const body = kind === 'guest' ? { invitation: world.own.invitation, receipt: null, participant: null } : { event: kind === 'host' ? world.own.event : null };
  const answer = await fetch(`${portal.url}${kind === 'guest' ? '/j/ticket' : '/portal/ticket'}`, {
    method: 'POST',
    headers: { origin: portal.url, 'content-type': 'application/json', 'x-forwarded-for': network(), ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
  return /"ticket":"([^"]+)"/.exec(await answer.text())?.[1] ?? null;
}

async function lineOf(world: World, seat: Seat, kind: Kind): Promise<Line | null> {
  const ticket = await ticketOf(world, seat, kind);
  return ticket === null ? null : openLine(ticket);
}

/** What only the host's word brings about. */
const EFFECTS = ['admitted', 'over', 'preset'];

/** Whether the word reached the person who waits, or the answer was anything but a refusal. */
async function hasEffect(world: World, type: string, seat: Seat, kind: Kind): Promise<boolean> {
  const guest = await lineOf(world, 'guest', 'guest');
  const speaker = await lineOf(world, seat, kind);
  const welcome = guest?.told.find((each) => each.type === 'welcome');
  if (!guest || welcome?.type !== 'welcome') throw new Error('nobody waits');
  if (!speaker) {
    guest.close();
    return false;
  }
  try {
    const participant = welcome.self;
    if (type === 'remove') {
      speaker.say({ type: 'admit', participant });
      await speaker.settled();
    }
    const rest = type === 'preset' ? { event: world.own.event, preset: 'soon' } : type === 'end' || type === 'take-over' ? {} : { participant };
    speaker.say({ type, ...rest, ...(type === 'turn-away' && { reason: 'not-now' }) });
    await speaker.settled();
    await guest.settled();
    const declined = speaker.told.some((each) => each.type === 'declined' && (each.reason === 'not-host' || each.reason === 'unknown-participant'));
    return !declined || guest.told.some((each) => EFFECTS.includes(each.type));
  } finally {
    speaker.close();
    guest.close();
  }
}

/** Before the provider's event the owner is a colleague. */
const actorOf = (seat: Seat): Actor => (seat === 'owner' ? 'colleague' : seat);

test('M3.10 M5.3 no message lets in, turns away, ends or tells for whom the table does not allow it', async () => {
  const faults: string[] = [];
  let world = await seats.newWorld();
  for (const { type, deed } of HOST_MESSAGES)
    for (const seat of SEATS)
      for (const kind of KINDS) {
        // Who sees the queue from another page tells those who wait, and lets nobody in.
        const expected = may(actorOf(seat), deed) && (kind === 'host' || (kind === 'presence' && deed === 'waiting-room.tell'));
        const found = await hasEffect(world, type, seat, kind);
        // Its room is not what it was.
        if (found) world = await seats.newWorld();
        if (found !== expected)
          faults.push(`${type} as ${seat} with a ticket for a ${kind}: ${found ? 'done' : 'not done'}, but ${deed} ${expected ? 'is' : 'is not'} theirs`);
      }
  expect(faults).toEqual([]);
});

test('M3.10 a ticket is given to whom the table names, and opens one room once', async () => {
  const world = await seats.newWorld();
  const given = new Map<Seat, readonly Kind[]>();
  for (const seat of SEATS) {
    const kinds: Kind[] = [];
    for (const kind of KINDS) if ((await ticketOf(world, seat, kind)) !== null) kinds.push(kind);
    given.set(seat, kinds);
  }
  expect(Object.fromEntries(given)).toEqual({
    nobody: [],
    guest: ['guest'],
    client: [],
    assistant: ['presence'],
    provider: ['host', 'presence'],
    colleague: ['presence'],
    owner: ['presence'],
    stranger: ['presence'],
    operator: [],
  });
  const ticket = (await ticketOf(world, 'provider', 'host')) ?? '';
  const first = await openLine(ticket);
  expect(first).not.toBeNull();
  expect(await openLine(ticket)).toBeNull();
  expect(await openLine(`${ticket.slice(0, -2)}xx`)).toBeNull();
  first?.close();
});
