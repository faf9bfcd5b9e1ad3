/** The built portal as its own process on a free port and with a data folder of its own, as a person would start it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { embeddedUrl } from '../src/server/db/embedded.ts';
import { Outbox } from './outbox.ts';

const ROOT = join(import.meta.dirname, '..');
const READY_LIMIT_MS = 60_000;

export interface Portal {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** For `pg`; a secret of this run. */
  readonly databaseUrl: string;
  readonly outbox: Outbox;
  readonly pid: number;
  /** Log-ins of the demonstration practice, when it was asked for. */
  readonly demo: readonly { readonly role: string; readonly email: string; readonly password: string }[];
  /** The operator's, which works once; null when there is an operator. */
  readonly setUpLink: string | null;
  /** Everything printed so far, standard error included. */
  output(): string;
  /** As Ctrl-C: waits for the end, removes the data folder if this call had made it, and answers the exit code. */
  stop(): Promise<number | null>;
  /** As a power cut: nothing is told to anybody, the data folder stays. Start again with `{ dataDir, port }` of this one. */
  kill9(): Promise<void>;
}

export interface PortalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly demo?: boolean;
  readonly dataDir?: string;
  readonly port?: number;
  /** Resolve at another line than `ready:`, for processes without pages. */
  readonly readyWhen?: RegExp;
}

/** Rejects with everything printed when the portal ends instead of getting ready. */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'incamera-e2e-'));
  const port = options.port ?? (await freePort());
  const env = { PORT: String(port), DATA_DIR: dataDir, ...options.env };
  const url = (options.env?.['PUBLIC_URL'] ?? `http://localhost:${port}`).replace(/\/$/, '');
  const { child, ended, output } = run(['src/server/start.ts', ...(options.demo === true ? ['--demo'] : [])], env);
  await untilPrinted(child, output, ended, options.readyWhen ?? /^ready: /m);
  return {
    url,
    port,
    dataDir,
    databaseUrl: options.env?.['DATABASE_URL'] ?? embeddedUrl(dataDir),
    outbox: new Outbox(join(dataDir, 'outbox')),
    pid: child.pid ?? -1,
    demo: [...output().matchAll(/^demo: (\S+) (\S+) (\S+)$/gm)].map(([, role = '', email = '', password = '']) => ({ role, email, password })),
    setUpLink: /set-up, works once: (\S+)/.exec(output())?.[1] ?? null,
    output,
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
    async kill9() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** For what must refuse to start: waits for the end. */
export async function runPortal(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { ended, output } = run(['src/server/start.ts', ...args], env);
  return { code: await ended, output: output() };
}

/** Free at this moment; somebody else could take it before it is used, which has not been seen on a test machine. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): { child: ChildProcess; ended: Promise<number | null>; output: () => string } {
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing of the developer's own settings: a test that needs one says so.
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', TZ: 'UTC', ...env },
  });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  return { child, ended, output: () => printed };
}

async function untilPrinted(child: ChildProcess, output: () => string, ended: Promise<number | null>, line: RegExp): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(limit);
      child.kill('SIGKILL');
      reject(new Error(`${why}:\n${output()}`));
    };
    const limit = setTimeout(() => fail(`The portal was not ready after ${READY_LIMIT_MS / 1000} s`), READY_LIMIT_MS);
    void ended.then((code) => fail(`The portal ended with ${String(code)}`));
    const look = () => {
      if (!line.test(output())) return;
      clearTimeout(limit);
      child.stdout?.off('data', look);
      resolve();
    };
    child.stdout?.on('data', look);
    look();
  });
}
