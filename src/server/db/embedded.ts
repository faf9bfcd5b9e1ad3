/**
 * A real PostgreSQL without installing one: started with the portal, ended with it, reachable by nobody else.
 * For one machine; a practice that has a database server sets DATABASE_URL and this stays out of the way.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { clearLeftovers, openCluster, socketFolderOf, socketPathOf, urlOf, writeSettings } from './embedded-cluster.ts';
import { EmbeddedDatabaseError, findLauncher } from './embedded-launch.ts';

export { EmbeddedDatabaseError };

export interface EmbeddedDatabase {
  /** For `pg`: a Unix socket, the role and the password. A secret. */
  readonly url: string;
  /** Ends the server after its running statements were cancelled; resolves when the process is gone. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The portal's data folder; the database lies in `postgres` inside it. */
  readonly dataDir: string;
  readonly log: Log;
  /** Called when the server ended without being asked to. The portal cannot serve without it. */
  readonly onLost?: () => void;
  /** Only tests say false: faster, and a crash of the machine may lose everything. */
  readonly durable?: boolean;
}

/** Half a second when the database exists, two when it is made. A recovery after a crash takes what it takes. */
const START_LIMIT_MS = 120_000;
/** A fast shutdown writes one checkpoint; after this it is told to drop everything, which costs only a recovery at the next start. */
const STOP_LIMIT_MS = 15_000;

/** @throws EmbeddedDatabaseError with a sentence for the person who started the portal. */
export async function startEmbedded({ dataDir, log, onLost, durable = true }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const began = performance.now();
  const folder = resolve(dataDir, 'postgres');
  const launcher = findLauncher();
  const { cluster, created } = openCluster(folder, launcher, durable);
  const socketFolder = socketFolderOf(folder, launcher);
  await clearLeftovers(cluster);
  writeSettings(cluster, socketFolder, launcher);

  const { file, args } = launcher.wrap('postgres', ['-D', cluster.data]);
  const server = spawn(file, args, {
    cwd: '/',
    // Own session: Ctrl-C at the terminal reaches the portal alone, which ends the database last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  await untilReady(server, join(cluster.data, 'postmaster.pid'));
  log(created ? 'database-created' : 'database-started', { ms: performance.now() - began });

  let stopping = false;
  void ended.then(() => {
    if (stopping) return;
    log('database-lost');
    onLost?.();
  });
  return {
    url: urlOf(cluster.password, socketFolder),
    async stop() {
      if (!stopping) {
        stopping = true;
        server.kill('SIGINT');
        await Promise.race([ended, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
        if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT');
        log('database-stopped');
      }
      await ended;
    },
  };
}

/** How a test or a tool beside a running portal reaches its database. */
export function embeddedUrl(dataDir: string): string {
  const folder = resolve(dataDir, 'postgres');
  return urlOf(readFileSync(join(folder, 'password'), 'utf8').trim(), socketPathOf(folder));
}

async function untilReady(server: ChildProcess, statusFile: string): Promise<void> {
  let said = '';
  let reading = true;
  // After the start nothing of it is kept: what the server says while serving could quote what people typed.
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (reading) said = (said + text).slice(-2000);
  });
  const deadline = performance.now() + START_LIMIT_MS;
  try {
    while (!isReady(statusFile, server.pid)) {
      if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) {
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL ended while starting: ${said.trim()}`);
      }
      if (performance.now() > deadline) {
        server.kill('SIGQUIT');
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL was not ready after ${START_LIMIT_MS / 1000} seconds: ${said.trim()}`);
      }
      await delay(10);
    }
  } finally {
    reading = false;
    said = '';
  }
}

/** The eighth line of postmaster.pid is the server's state; the first its process id. */
function isReady(statusFile: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(statusFile, 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
