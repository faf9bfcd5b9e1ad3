/**
 * The call alone: the real signalling hub and the real browser code on an empty page, without portal and database. For tests that look
 * at the connection itself, and for those that put somebody in between.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { newKeyring, openKeyring, type KeyringContents } from '../src/server/keys/keyring.ts';
import { createSignalServer } from '../src/server/signal/server.ts';
import { issueTicket } from '../src/server/use/tickets.ts';
import type { Turn } from '../src/server/turn/credentials.ts';

const ENTRY = new URL('../src/call/index.ts', import.meta.url);

/** The browser code as one classic script that sets `window.call`. */
export async function bundleCall(): Promise<string> {
  // A server that gets its script from elsewhere starts without a bundler.
  const { build } = await import('vite');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2022', lib: { entry: ENTRY.pathname, formats: ['iife'], name: 'call', fileName: 'call' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>visit</title><video id="v" autoplay playsinline></video><audio id="a" autoplay></audio><script src="/call.js"></script><script>
async function start(role, name, options = {}) {
  window.states = [];
  const asked = new Set();
  const stream = options.silent ? null : await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
  window.visit = call.openVisit({
    role, room: window.room = new URLSearchParams(location.search).get('room'), name, receipt: options.receipt ?? null, hideAddress: options.hideAddress ?? false,
    ticket: async (participant) => { try { return await (await fetch('/ticket', { method: 'POST', body: JSON.stringify({ role, participant, room, hall: options.hall ?? 0 }) })).json(); } catch { return { offline: true }; } },
    receiptChanged: (receipt) => { window.receipt = receipt; },
    changed: (state) => {
      window.states.push(state.phase);
      const peer = state.peers?.find((each) => each.picture);
      if (peer && v.srcObject?.getVideoTracks()[0] !== peer.picture) { v.srcObject = new MediaStream([peer.picture]); v.requestVideoFrameCallback(() => { window.firstFrame = performance.now(); }); }
      if (peer?.sound && a.srcObject?.getAudioTracks()[0] !== peer.sound) a.srcObject = new MediaStream([peer.sound]);
      if (options.admits && state.phase === 'hosting') for (const { participant } of state.waiting) if (!asked.has(participant)) { asked.add(participant); visit.admit(participant); }
    },
  });
  if (stream) visit.setTracks(stream.getAudioTracks()[0], stream.getVideoTracks()[0]);
}
</script>`;

export interface BareVisit {
  readonly url: string;
  /** Ends all sockets as a killed server would, and takes new ones. */
  restart(): Promise<void>;
  inspect(): { readonly rooms: number; readonly sockets: number; readonly nonces: number };
  close(): Promise<void>;
}

export interface BareVisitOptions {
  readonly turn?: Turn | null;
  readonly host?: string;
  /** As pages reach it; its origin is the one sockets are taken from. */
  readonly publicUrl?: (port: number) => string;
  /** So that one process can come back as another: the same port, keys that know the same receipts, and the script that pages have already. */
  readonly port?: number;
  readonly keyring?: KeyringContents;
  readonly script?: string;
}

/** The same in every process. */
const IDS = {
  account: '5e0c1d0a-1d2b-4c7e-9a51-0b8f6f0f5a01',
  practice: '5e0c1d0a-1d2b-4c7e-9a51-0b8f6f0f5a02',
  invitation: '5e0c1d0a-1d2b-4c7e-9a51-0b8f6f0f5a03',
} as const;

export async function serveBareVisit(options: BareVisitOptions = {}): Promise<BareVisit> {
  const script = options.script ?? (await bundleCall());
  const keyring = openKeyring(options.keyring ?? newKeyring());
  const endsAt = Date.now() + 3_600_000;
  const ended = new Map<string, number>();
  const server = createServer((request, response) => {
    if (request.url === '/call.js') return void response.setHeader('content-type', 'text/javascript').end(script);
    if (request.url !== '/ticket') return void response.setHeader('content-type', 'text/html').end(PAGE);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = JSON.parse(body) as { role: 'guest' | 'host'; participant: string | null; room: string; hall: 0 | 1 };
      const claims = {
        role: asked.role,
        event: asked.room,
        invitation: asked.role === 'guest' ? IDS.invitation : null,
        account: IDS.account,
        practice: IDS.practice,
        assistant: false,
        startsAt: Date.now(),
        plannedEnd: endsAt,
      };
      const ports = { keyring, now: () => new Date(), randomBytes: (length: number) => new Uint8Array(randomBytes(length)) };
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          ticket: issueTicket(ports, claims, asked.participant),
          signalUrl: `${url.replace(/^http/, 'ws')}signal${asked.hall === 1 ? '/1' : ''}`,
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const url = options.publicUrl?.(address.port) ?? `http://localhost:${address.port}/`;
  const open = () =>
    createSignalServer({
      publicUrl: new URL(url),
      keyring,
      recheck: (who) => Promise.resolve({ ok: true, startsAt: Date.now(), plannedEnd: endsAt, hostEndedAt: ended.get(who.event ?? '') ?? null }),
      hostEnded: (event) => Promise.resolve(void ended.set(event, Date.now())),
      turn: () => options.turn ?? null,
      now: () => new Date(),
      onFailure: (code) => process.stderr.write(`${code}\n`),
      subscribe: () => () => undefined,
      mayUpgrade: () => true,
    });
  // Two halls that know nothing of each other: a server that lies can seat two people in different ones.
  let halls = [open(), open()] as const;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    halls[request.url === '/signal/1' ? 1 : 0].upgrade(request, socket, head, '127.0.0.1');
  });
  return {
    url,
    async restart() {
      await Promise.all(halls.map((hall) => hall.close()));
      halls = [open(), open()];
    },
    inspect: () => halls[0].inspect(),
    async close() {
      await Promise.all(halls.map((hall) => hall.close()));
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
