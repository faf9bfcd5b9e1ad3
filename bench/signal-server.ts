/** One process of `bench:signal`: the portal's signalling without its database, or a bare `ws` server that passes messages between neighbours. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import process from 'node:process';
import { WebSocketServer, type WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../src/call/protocol.ts';
import { newKeyring, openKeyring } from '../src/server/keys/keyring.ts';
import { createSignalServer } from '../src/server/signal/server.ts';
import { issueTicket } from '../src/server/use/tickets.ts';

export type Asked = { readonly what: 'memory' } | { readonly what: 'seats'; readonly guests: number; readonly hosts: boolean };
export interface Seats {
  readonly url: string;
  readonly origin: string;
  /** What each connection says first. With hosts: guest, host, guest, host … */
  readonly hellos: readonly string[];
  /** What each connection sends to its other; the same place as its hello. */
  readonly relays: readonly string[];
}

/** As long as a candidate. */
const BODY = JSON.stringify({ kind: 'candidate', generation: 0, candidate: 'x'.repeat(180) });
const HOUR_MS = 3_600_000;

const server = createServer();
const keyring = openKeyring(newKeyring());
const bytes = (length: number) => new Uint8Array(randomBytes(length));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (typeof address !== 'object' || address === null) throw new Error('no port');
const origin = `http://127.0.0.1:${address.port}`;

if (process.argv[2] === 'bare') {
  const waiting: WebSocket[] = [];
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
    const other = waiting.length % 2 === 1 ? waiting.at(-1) : undefined;
    waiting.push(socket);
    socket.once('message', () => socket.send('{"type":"welcome"}'));
    if (!other) return;
    const pass = (from: WebSocket, to: WebSocket) => from.on('message', (data: Buffer) => (data.includes('"relay"') ? to.send(data.toString()) : undefined));
    pass(socket, other);
    pass(other, socket);
  });
} else {
  const signal = createSignalServer({
    publicUrl: new URL(origin),
    keyring,
    recheck: () => Promise.resolve({ ok: true, startsAt: Date.now(), plannedEnd: Date.now() + HOUR_MS, hostEndedAt: null }),
    hostEnded: () => Promise.resolve(),
    turn: () => null,
    now: () => new Date(),
    onFailure: (code) => process.stderr.write(`${code}\n`),
    subscribe: () => () => undefined,
    mayUpgrade: () => true,
  });
  server.on('upgrade', (request, socket, head) => signal.upgrade(request, socket, head, '127.0.0.1'));
}

function seats(guests: number, hosts: boolean): Seats {
  const [hellos, relays]: [string[], string[]] = [[], []];
  const sit = (role: 'guest' | 'host', event: string, self: string, other: string) => {
    const claims = { role, event, invitation: role === 'guest' ? randomUUID() : null, account: randomUUID(), practice: randomUUID(), assistant: false };
    const ports = { keyring, now: () => new Date(), randomBytes: bytes };
    const ticket = issueTicket(ports, { ...claims, startsAt: Date.now(), plannedEnd: Date.now() + HOUR_MS }, self);
    hellos.push(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, ticket }));
    relays.push(JSON.stringify({ type: 'relay', to: other, id: 'a', body: BODY }));
  };
  for (let each = 0; each < guests; each++) {
    const [event, guest, host] = [randomUUID(), participant(), participant()];
    sit('guest', event, guest, host);
    if (hosts) sit('host', event, host, guest);
  }
  return { url: `${origin.replace('http', 'ws')}/signal`, origin, hellos, relays };
}
function participant(): string {
  return randomBytes(16).toString('base64url');
}

process.on('message', (asked: Asked) => {
  if (asked.what === 'seats') return void process.send?.(seats(asked.guests, asked.hosts));
  globalThis.gc?.();
  process.send?.(process.memoryUsage().rss);
});
process.on('SIGTERM', () => process.exit(0));
process.send?.('ready');
