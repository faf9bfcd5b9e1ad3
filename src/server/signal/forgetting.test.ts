/** What is left in the server's memory of a call: looked for in a snapshot of its whole heap, byte by byte. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { parseMessage, PROTOCOL_VERSION, serverMessage, type ClientMessage, type ServerMessage } from '../../call/protocol.ts';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import { issueTicket, type TicketClaims } from '../use/tickets.ts';
import type { Answered, Told } from './testing/signal-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'incamera-heap-'));
const contents = newKeyring();
const keyring = openKeyring(contents);
let server: ChildProcess;
let port = 0;

async function tell(message: Told): Promise<Answered> {
  const answer = once(server, 'message') as Promise<[Answered]>;
  server.send(message);
  return (await answer)[0];
}

beforeAll(async () => {
  server = fork(fileURLToPath(new URL('./testing/signal-process.ts', import.meta.url)), { execArgv: [], stdio: 'ignore' });
  const started = await tell({ do: 'start', keyring: contents });
  port = 'port' in started ? started.port : 0;
});
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Which of the marks are in the server's heap now. */
async function found(marks: Readonly<Record<string, string>>): Promise<string[]> {
  return (await look(marks)).found;
}

/** `shows`: when the heap was as it was looked at, in ms since the epoch. */
async function look(marks: Readonly<Record<string, string>>): Promise<{ readonly found: string[]; readonly shows: number }> {
  const file = join(folder, `${randomUUID()}.heapsnapshot`);
  const answer = await tell({ do: 'snapshot', file });
  const there = new Set<string>();
  let end = '';
  for await (const chunk of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = end + String(chunk);
    for (const [name, mark] of Object.entries(marks)) if (text.includes(mark)) there.add(name);
    end = text.slice(-200);
  }
  rmSync(file);
  return { found: [...there].sort(), shows: 'shows' in answer ? answer.shows : Infinity };
}

/** The promise: nothing is left a second after the last one has left. */
const FORGOTTEN_MS = 1_000;
/** Looks as late as the promise allows and a busy machine lets it. */
const LOOK_MS = 800;

interface Page {
  readonly socket: WebSocket;
  readonly heard: ServerMessage[];
  readonly ticket: string;
  readonly participant: string;
  say(message: ClientMessage): void;
}

function open(claims: Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>): Page {
  const participant = randomBytes(16).toString('base64url');
  const ticket = issueTicket({ keyring, now: () => new Date(), randomBytes: (length) => new Uint8Array(randomBytes(length)) }, claims, participant);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`, { origin: 'http://localhost' });
  const heard: ServerMessage[] = [];
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
  socket.on('message', (data: Buffer) => {
    const message = parseMessage(serverMessage, data.toString());
    if (message) heard.push(message);
  });
  socket.on('open', () => say({ type: 'hello', version: PROTOCOL_VERSION, ticket }));
  return { socket, heard, ticket, participant, say };
}

const mark = () => randomBytes(12).toString('hex');

test('M6.2 M7.10 a second after the last has left, the server holds nothing of a call: no ticket, id, description, candidate or receipt', async () => {
  const place = {
    event: randomUUID(),
    account: randomUUID(),
    practice: randomUUID(),
    assistant: false,
    startsAt: Date.now(),
    plannedEnd: Date.now() + 3_600_000,
  };
  const invitation = randomUUID();
  const sdp = mark();
  const candidate = mark();
  const chosen = mark();
  const host = open({ ...place, role: 'host', invitation: null });
  await vi.waitFor(() => expect(host.heard.some((message) => message.type === 'roster')).toBe(true));
  // While the database is asked the hub holds a guest's first words.
  await tell({ do: 'hold' });
  const guest = open({ ...place, role: 'guest', invitation });
  await once(guest.socket, 'open');
  guest.say({ type: 'relay', to: host.participant, id: chosen, body: JSON.stringify({ kind: 'offer', generation: 0, sdp: `v=0 ${sdp}` }) });
  guest.say({
    type: 'relay',
    to: host.participant,
    id: 'c1',
    body: JSON.stringify({ kind: 'candidate', generation: 0, candidate: { candidate: `${candidate} 198.51.100.23` } }),
  });
  // Frames are taken in order: with the answer to this one, of RFC 6455's own, the server has the words before.
  guest.socket.ping();
  await once(guest.socket, 'pong');
  const marks: Record<string, string> = {
    event: place.event,
    account: place.account,
    invitation,
    host: host.participant,
    guest: guest.participant,
    'ticket of the host': host.ticket.slice(40, 120),
    'ticket of the guest': guest.ticket.slice(40, 120),
    'mac of the guest': guest.ticket.slice(-30),
    sdp,
    candidate,
    address: '198.51.100.23',
    'message id': chosen,
    'credential id': `:${guest.participant}`,
  };
  const held = await found(marks);
  expect(held).toEqual(
    expect.arrayContaining(['account', 'address', 'candidate', 'event', 'host', 'message id', 'sdp', 'ticket of the guest', 'mac of the guest']),
  );

  await tell({ do: 'go-on' });
  await vi.waitFor(() => expect(host.heard.filter((message) => message.type === 'relay')).toHaveLength(2));
  host.say({ type: 'admit', participant: guest.participant });
  await vi.waitFor(() => expect(guest.heard.some((message) => message.type === 'admitted')).toBe(true));
  const receipt = guest.heard.find((message) => message.type === 'admitted')?.receipt ?? '';
  const credential = guest.heard.find((message) => message.type === 'welcome')?.iceServers[0]?.credential ?? '';
  expect(credential).not.toBe('');
  Object.assign(marks, { receipt: receipt.slice(10, 90), credential });
  host.say({ type: 'relay', to: guest.participant, id: 'r1', body: JSON.stringify({ kind: 'answer', generation: 0, sdp: `v=0 ${sdp}` }) });
  await vi.waitFor(() => expect(guest.heard.filter((message) => message.type === 'relay')).toHaveLength(1));
  // During the call: who is here. What only passed through is gone already.
  const during = await found(marks);
  expect(during).toEqual(expect.arrayContaining(['account', 'event', 'guest', 'host', 'invitation']));
  expect(during).not.toContain('sdp');

  const leftAt = Date.now();
  guest.say({ type: 'leave' });
  host.say({ type: 'leave' });
  await delay(LOOK_MS);
  const after = await look(marks);
  expect(after.found).toEqual([]);
  expect(after.shows - leftAt).toBeLessThan(FORGOTTEN_MS);
  expect(await tell({ do: 'inspect' })).toMatchObject({ rooms: 0, sockets: 0 });

  const planted = mark();
  await tell({ do: 'plant', text: `v=0 ${planted}` });
  expect(await found({ ...marks, planted })).toEqual(['planted']);
});

test('M6.2 M7.10 a page that does not hang up is cut off, and leaves nothing either', async () => {
  const place = {
    event: randomUUID(),
    account: randomUUID(),
    practice: randomUUID(),
    assistant: false,
    startsAt: Date.now(),
    plannedEnd: Date.now() + 3_600_000,
  };
  const host = open({ ...place, role: 'host', invitation: null });
  await vi.waitFor(() => expect(host.heard.some((message) => message.type === 'roster')).toBe(true));
  // The last id that is checked before they leave.
  const named = randomBytes(16).toString('base64url');
  const marks = { event: place.event, host: host.participant, ticket: host.ticket.slice(40, 120), named };
  host.say({ type: 'admit', participant: named });
  await vi.waitFor(() => expect(host.heard.at(-1)?.type).toBe('declined'));
  expect(await found(marks)).toEqual(expect.arrayContaining(['event', 'host']));
  const leftAt = Date.now();
  host.say({ type: 'leave' });
  await once(host.socket, 'message');
  host.socket.pause();
  await delay(LOOK_MS);
  const after = await look(marks);
  expect(after.found).toEqual([]);
  expect(after.shows - leftAt).toBeLessThan(FORGOTTEN_MS);
  host.socket.terminate();
});
