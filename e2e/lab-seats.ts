/**
 * Two people on two networks with a router between them, and a third host for servers and a relay: `net/lab` with browsers in it.
 * Network namespaces need root, and a machine has one lab at a time.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from '@playwright/test';
import { chromiumPath, launchChromium, programPath } from './browsers.ts';
import type { ServeOptions } from './net/serve.ts';

const SCRIPT = join(import.meta.dirname, 'net/lab');
/** The third host: servers and relay. */
export const SERVER = '10.77.3.2';
/** RFC 8656, 3.1: where TURN over TLS is expected. */
export const RELAY_TLS_PORT = 5349;
export const ADDRESS = { a: '10.77.1.2', b: '10.77.2.2' } as const;
export type Place = keyof typeof ADDRESS;

export interface Seat {
  readonly page: Page;
  /** All that the signalling server said to this page. */
  readonly heard: string[];
  close(): Promise<void>;
}

export interface Service {
  /** With a slash at its end. */
  readonly url: string;
  /** As a power cut. */
  kill9(): Promise<void>;
}

export interface Lab {
  /** Goes with the lab. */
  readonly folder: string;
  /** `net/lab` with these arguments, which it explains itself. */
  set(...args: readonly string[]): void;
  /** Ends with the lab at the latest. */
  run(place: Place | 's', ...command: readonly string[]): ChildProcess;
  /** On the third host; TLS with a certificate that its seats' browsers take for good. @returns the secret for its credentials. */
  startRelay(): string;
  /** A TypeScript file on the third host that prints its address and ends with its standard input. */
  serve(file: string, ...args: readonly string[]): Promise<Service>;
  /** The call alone (`bare-visit.ts`), on the third host. */
  serveVisit(options: Omit<ServeOptions, 'host'>): Promise<Service>;
  /** A browser at that place, for pages of these addresses. The caller closes it. */
  sit(place: Place, ...urls: readonly string[]): Promise<Seat>;
  close(): void;
}

/** @throws when it is not root who asks, or another lab is up. */
export function openLab(): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'incamera-lab-'));
  const env = { ...process.env, INCAMERA_LAB: join(folder, 'lab') };
  const set = (...args: readonly string[]) => void execFileSync(SCRIPT, [...args], { env, stdio: 'pipe' });
  const started: ChildProcess[] = [];
  try {
    set('up');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  let isUp = true;
  // Also when somebody presses Ctrl-C in the middle: namespaces would stay.
  process.once('exit', close);

  function close(): void {
    if (!isUp) return;
    isUp = false;
    for (const child of started.reverse()) child.kill('SIGTERM');
    set('down');
    rmSync(folder, { recursive: true, force: true });
  }

  function run(place: Place | 's', ...command: readonly string[]): ChildProcess {
    const child = spawn(SCRIPT, ['in', place, ...command], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    started.push(child);
    return child;
  }

  async function serve(file: string, ...args: readonly string[]): Promise<Service> {
    const server = run('s', process.execPath, file, ...args);
    const ended = once(server, 'exit');
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout?.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('\n')) resolve(said.trim());
      });
      void ended.then(([code]) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
    });
    return {
      url,
      async kill9() {
        server.kill('SIGKILL');
        await ended;
      },
    };
  }

  return {
    folder,
    set,
    run,
    startRelay() {
      const secret = randomBytes(24).toString('hex');
      const [config, certificate, key] = [join(folder, 'turnserver.conf'), join(folder, 'relay.pem'), join(folder, 'relay.key')];
      const issue = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${SERVER}`];
      execFileSync(programPath('openssl'), [...issue, '-addext', `subjectAltName=IP:${SERVER}`, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
      writeFileSync(
        config,
        ['use-auth-secret', `static-auth-secret=${secret}`, 'realm=incamera', `listening-ip=${SERVER}`, `relay-ip=${SERVER}`, 'listening-port=3478']
          .concat(
            `tls-listening-port=${RELAY_TLS_PORT}`,
            `cert=${certificate}`,
            `pkey=${key}`,
            'min-port=50000',
            'max-port=50200',
            'no-dtls',
            'no-cli',
            'no-multicast-peers',
          )
          .concat('log-file=/dev/null', `pidfile=${join(folder, 'turn.pid')}`)
          .join('\n'),
      );
      run('s', programPath('turnserver'), '-c', config);
      return secret;
    },
    serve,
    serveVisit: (options) => serve(join(import.meta.dirname, 'net/serve.ts'), JSON.stringify({ ...options, host: SERVER } satisfies ServeOptions)),
    async sit(place, ...urls) {
      const wrapper = join(folder, `chromium-${place}`);
      writeFileSync(wrapper, `#!/bin/sh\nINCAMERA_LAB=${env.INCAMERA_LAB} exec ${SCRIPT} in ${place} ${chromiumPath()} "$@"\n`);
      chmodSync(wrapper, 0o755);
      // The lab has no certificates; a camera is for pages that the browser trusts.
      const trusted = urls.map((url) => new URL(url).origin).join(',');
      const browser = await launchChromium({
        executablePath: wrapper,
        // The relay's certificate is nobody's; and `localhost` is the third host, for servers that call themselves so.
        args: ['--ignore-certificate-errors', `--unsafely-treat-insecure-origin-as-secure=${trusted}`, `--host-resolver-rules=MAP localhost ${SERVER}`],
      });
      const page = await browser.newPage();
      await page.addInitScript(keepConnections);
      const heard: string[] = [];
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
      return { page, heard, close: () => browser.close() };
    },
    close,
  };
}

/** So that a test can read the statistics of every connection the page makes. */
function keepConnections(): void {
  const made: RTCPeerConnection[] = [];
  const scope = window as unknown as { connections: RTCPeerConnection[]; RTCPeerConnection: typeof RTCPeerConnection };
  scope.connections = made;
  scope.RTCPeerConnection = class extends scope.RTCPeerConnection {
    constructor(...configuration: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...configuration);
      made.push(this);
    }
  };
}
