/**
 * A relay for development: the `turnserver` (coturn) of this machine, started with the portal and ended with it, for browsers on this machine
 * alone. A portal in production has a relay of its own, with TURN_URLS and TURN_SECRET.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Turn } from './credentials.ts';

export interface DevelopmentTurn {
  /** Where browsers find it, and the secret of its credentials; null: it ended without being asked to. */
  turn(): Turn | null;
  /** Resolves when the process is gone. May be called twice. */
  stop(): Promise<void>;
}

export interface CoturnOptions {
  /** The portal's data folder; what the relay needs lies in `turn` inside it while it runs. */
  readonly dataDir: string;
  readonly log: Log;
  /** Where programs are looked for; PATH and Debian's folders unless told. */
  readonly folders?: readonly string[];
}

/** It answers after a tenth of a second; a busy machine gets more. */
const START_LIMIT_MS = 5_000;
const STOP_LIMIT_MS = 2_000;
/** Another program can take the free port in the moment between finding and using it. */
const ATTEMPTS = 3;
const LOOPBACK = '127.0.0.1';
/** Above the ports that Linux hands out by itself (32768-60999). Nine people in a full mesh need 36. */
const RELAY_PORTS = { from: 61_000, to: 65_500, count: 100 } as const;

/** null: this machine has no coturn (Debian: `coturn`, `util-linux`), or it did not start. The portal goes on: people then meet directly or not at all. */
export async function startCoturn({ dataDir, log, folders = programFolders() }: CoturnOptions): Promise<DevelopmentTurn | null> {
  const [turnserver, setpriv] = [programOf('turnserver', folders), programOf('setpriv', folders)];
  if (turnserver === null || setpriv === null) {
    log('turn-missing', { code: 'not-installed' });
    return null;
  }
  const folder = resolve(dataDir, 'turn');
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const started = await launch(folder, turnserver, setpriv, log);
    if (started !== null) return started;
  }
  log('turn-missing', { code: 'not-started' });
  return null;
}

async function launch(folder: string, turnserver: string, setpriv: string, log: Log): Promise<DevelopmentTurn | null> {
  const began = performance.now();
  const port = await freePort();
  const secret = randomBytes(32).toString('base64url');
  // What a portal left that was killed.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = join(folder, 'turnserver.conf');
  writeFileSync(settings, settingsOf(folder, port, secret), { mode: 0o600 });
  // Every step execs, so the process id stays the same. KILL comes when this process has died, however it died: a relay has nothing to save.
  const server = spawn(
    '/bin/sh',
    ['-c', 'ulimit -c 0 && exec "$@"', 'sh', setpriv, '--no-new-privs', '--pdeathsig', 'KILL', '--', turnserver, '-c', settings],
    {
      cwd: '/',
      // Own session: Ctrl-C at the terminal reaches the portal alone, which ends the relay itself.
      detached: true,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  const ended = new Promise<void>((done) => server.once('exit', () => done()).once('error', () => done()));
  const answering = await untilAnswering(server, port);
  // It has read its settings, and the secret is in no file any more.
  rmSync(settings, { force: true });
  const end = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!answering) {
    await end();
    return null;
  }
  log('turn-started', { ms: performance.now() - began });
  let stopping: Promise<void> | null = null;
  void ended.then(() => {
    if (stopping === null) log('turn-lost');
  });
  const turn: Turn = { urls: [`turn:${LOOPBACK}:${port}?transport=udp`, `turn:${LOOPBACK}:${port}?transport=tcp`], secret };
  return {
    turn: () => (isRunning(server) ? turn : null),
    stop: () => (stopping ??= end()),
  };
}

/** coturn's manual: README.turnserver. Nothing is said to any log, so that no address is. */
function settingsOf(folder: string, port: number, secret: string): string {
  const from = randomInt(RELAY_PORTS.from, RELAY_PORTS.to - RELAY_PORTS.count);
  // Browsers of this machine and nobody else: whoever gets a credential cannot use the relay to reach into the network around it.
  const own = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  );
  return [
    `listening-ip=${LOOPBACK}`,
    `listening-port=${port}`,
    `relay-ip=${LOOPBACK}`,
    `min-port=${from}`,
    `max-port=${from + RELAY_PORTS.count - 1}`,
    'relay-threads=1',
    'realm=incamera',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    // Without a name of its own it would open the machine's.
    `userdb=${join(folder, 'turndb')}`,
    `pidfile=${join(folder, 'turnserver.pid')}`,
    'no-auth-pings',
    'no-dynamic-ip-list',
    'no-dynamic-realms',
    'fingerprint',
    'stale-nonce=600',
    'max-allocate-lifetime=600',
    // Per visit: four connections at most wait for each of eight others, and closed tabs are remembered for ten minutes.
    'user-quota=40',
    'total-quota=100',
    'no-cli',
    'no-tls',
    'no-dtls',
    'no-tlsv1',
    'no-tlsv1_1',
    'no-tcp-relay',
    'no-stun',
    'no-rfc5780',
    'no-stun-backward-compatibility',
    'response-origin-only-with-rfc5780',
    'no-software-attribute',
    'no-multicast-peers',
    'allow-loopback-peers',
    ...[...new Set([LOOPBACK, ...own])].map((address) => `allowed-peer-ip=${address}`),
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    'log-file=/dev/null',
    'simple-log',
    'no-stdout-log',
    '',
  ].join('\n');
}

/** Asks for an allocation without a credential until it is refused, which only a relay does. */
async function untilAnswering(server: ChildProcess, port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  // Nobody is there yet: ICMP says so.
  socket.on('error', () => undefined);
  let answered = false;
  socket.on('message', (answer) => (answered ||= answer.length >= 2 && answer.readUInt16BE(0) === ALLOCATE_ERROR));
  const deadline = performance.now() + START_LIMIT_MS;
  try {
    while (!answered && isRunning(server) && performance.now() < deadline) {
      socket.send(allocateRequest(), port, LOOPBACK);
      await delay(20);
    }
  } finally {
    socket.close();
  }
  return answered && isRunning(server);
}

/** RFC 8489, 5 and RFC 8656, 18: an Allocate request that asks for UDP. */
function allocateRequest(): Buffer {
  return Buffer.concat([Buffer.from('00030008' + '2112a442', 'hex'), randomBytes(12), Buffer.from('00190004' + '11000000', 'hex')]);
}
const ALLOCATE_ERROR = 0x0113;

function isRunning(server: ChildProcess): boolean {
  return server.pid !== undefined && server.exitCode === null && server.signalCode === null;
}

/** Free for TCP and UDP, at the moment. */
async function freePort(): Promise<number> {
  for (;;) {
    const tcp = createServer();
    const port = await new Promise<number>((found, failed) => {
      tcp.once('error', failed).listen(0, LOOPBACK, () => {
        const address = tcp.address();
        found(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const udp = createSocket('udp4');
    const free = await new Promise<boolean>((known) => udp.once('error', () => known(false)).bind(port, LOOPBACK, () => known(true)));
    await new Promise<void>((closed) => tcp.close(() => closed()));
    udp.close();
    if (free) return port;
  }
}

/** Not everybody's PATH has the folders of servers. */
function programFolders(): readonly string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), '/usr/bin', '/usr/local/bin', '/usr/sbin'];
}

/** null: not on this machine. */
function programOf(name: string, folders: readonly string[]): string | null {
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}
