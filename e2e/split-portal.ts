/** The three roles in three processes, with Redis between them and a small front server that puts them under one address. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbedded } from '../src/server/db/embedded.ts';
import { loadKeyring } from '../src/server/keys/keyring.ts';
import { programPath } from './browsers.ts';
import { Outbox } from './outbox.ts';
import { freePort, startPortal, type Portal } from './portal.ts';

export interface SplitPortal {
  readonly url: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly outbox: Outbox;
  readonly web: Portal;
  readonly signal: Portal;
  readonly jobs: Portal;
  stop(): Promise<void>;
}

export async function startSplitPortal(more: Readonly<Record<string, string>> = {}): Promise<SplitPortal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'incamera-split-'));
  const keyring = join(dataDir, 'keyring.json');
  loadKeyring(keyring, true);
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const database = await startEmbedded({ dataDir, log: () => undefined, durable: false });
    stops.push(() => database.stop());
    const redis = await startRedis();
    stops.push(() => redis.stop());
    const frontPort = await freePort();
    const url = `http://localhost:${frontPort}`;
    const env = { PUBLIC_URL: url, DATABASE_URL: database.url, REDIS_URL: redis.url, KEYRING_FILE: keyring, ...more };
    const startRole = async (role: string) => {
      const portal = await startPortal({ dataDir, env: { ...env, ROLES: role } });
      stops.push(() => portal.stop());
      return portal;
    };
    // One after the other: each would migrate the schema, and which of them does is not what is tested here.
    const web = await startRole('web');
    const signal = await startRole('signal');
    const jobs = await startRole('jobs');
    stops.push(await startFront(frontPort, web.port, signal.port));
    return { url, dataDir, databaseUrl: database.url, outbox: new Outbox(join(dataDir, 'outbox')), web, signal, jobs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Without persistence, as the portal demands it. */
export async function startRedis(args: readonly string[] = []): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const server = spawn(programPath('redis-server'), ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...args], {
    stdio: 'ignore',
    cwd: tmpdir(),
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error('redis-server did not start');
    await delay(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** What a proxy does in front of split roles: `/signal` to one process, everything else to another. */
async function startFront(port: number, webPort: number, signalPort: number): Promise<() => Promise<void>> {
  const headersOf = (incoming: IncomingMessage) => ({ ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '' });
  const front = createServer((incoming, outgoing) => {
    const onward = request({ host: '127.0.0.1', port: webPort, method: incoming.method, path: incoming.url, headers: headersOf(incoming) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  front.on('upgrade', (incoming: IncomingMessage, socket, head) => {
    const onward = connect(signalPort, '127.0.0.1', () => {
      const lines = Object.entries(headersOf(incoming)).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.once('error', () => socket.destroy());
    socket.once('error', () => onward.destroy());
    socket.once('close', () => onward.destroy());
  });
  await new Promise<void>((resolve, reject) => front.once('error', reject).listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      front.close(() => resolve());
      front.closeAllConnections();
    });
}
