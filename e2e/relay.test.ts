/**
 * Two people on two networks with a router between them, and a relay on a third (`net/lab`): what crosses before admission, when the direct
 * way is shut, when UDP is. Network namespaces need root; elsewhere these tests say so.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test, type Page } from '@playwright/test';
import { chromiumPath, launchChromium, programPath } from './browsers.ts';

const LAB = join(import.meta.dirname, 'net/lab');
const RELAY = '10.77.3.2';
const ADDRESS = { a: '10.77.1.2', b: '10.77.2.2' } as const;
type Place = keyof typeof ADDRESS;

const folder = mkdtempSync(join(tmpdir(), 'incamera-relay-'));
const env = { ...process.env, INCAMERA_LAB: join(folder, 'lab') };
const lab = (...args: readonly string[]) => execFileSync(LAB, [...args], { env, stdio: 'pipe' });
const started: ChildProcess[] = [];
let url = '';

test.skip(process.getuid?.() !== 0, 'network namespaces need root');

test.beforeAll(async () => {
  lab('up');
  const secret = randomBytes(24).toString('hex');
  const config = join(folder, 'turnserver.conf');
  writeFileSync(
    config,
    ['use-auth-secret', `static-auth-secret=${secret}`, 'realm=incamera', `listening-ip=${RELAY}`, `relay-ip=${RELAY}`, 'listening-port=3478']
      .concat(
        'min-port=50000',
        'max-port=50200',
        'no-tls',
        'no-dtls',
        'no-cli',
        'no-multicast-peers',
        'log-file=/dev/null',
        `pidfile=${join(folder, 'turn.pid')}`,
      )
      .join('\n'),
  );
  run('s', programPath('turnserver'), '-c', config);
  const server = run('s', process.execPath, join(import.meta.dirname, 'net/serve.ts'), RELAY, secret);
  url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('\n')) resolve(said.trim());
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)));
  });
});
test.afterAll(() => {
  for (const child of started.reverse()) child.kill('SIGTERM');
  lab('down');
  rmSync(folder, { recursive: true, force: true });
});

function run(place: Place | 's', ...command: readonly string[]): ChildProcess {
  const child = spawn(LAB, ['in', place, ...command], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  return child;
}

interface Seat {
  readonly page: Page;
  /** All that the signalling server said to this page. */
  readonly heard: string[];
  close(): Promise<void>;
}

async function sit(place: Place): Promise<Seat> {
  const wrapper = join(folder, `chromium-${place}`);
  writeFileSync(wrapper, `#!/bin/sh\nINCAMERA_LAB=${env.INCAMERA_LAB} exec ${LAB} in ${place} ${chromiumPath()} "$@"\n`);
  chmodSync(wrapper, 0o755);
  // The lab has no certificates; a camera is for pages that the browser trusts.
  const browser = await launchChromium({ executablePath: wrapper, args: [`--unsafely-treat-insecure-origin-as-secure=${new URL(url).origin}`] });
  const page = await browser.newPage();
  await page.addInitScript(keepConnections);
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  return { page, heard, close: () => browser.close() };
}

/** So that the test can read the statistics of every connection the page makes. */
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

interface Seen {
  readonly phase: string;
  readonly path: string;
  readonly connection: string;
  readonly frames: number;
}
function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const { visit } = window as unknown as { visit: { state: { phase: string; peers?: { path: string; connection: string }[] } } };
    const [peer] = visit.state.peers ?? [];
    const video = document.querySelector('video');
    return {
      phase: visit.state.phase,
      path: peer?.path ?? '',
      connection: peer?.connection ?? '',
      frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
    };
  });
}
function arrive(page: Page, room: string, role: 'host' | 'guest', admits: boolean): Promise<void> {
  return page
    .goto(`${url}?room=${room}`)
    .then(() =>
      page.evaluate(([as, at]) => (window as unknown as { start(role: string, name: string, more: object): Promise<void> }).start(as, as, { admits: at }), [
        role,
        admits,
      ] as const),
    );
}
async function framesFlow(page: Page): Promise<void> {
  await expect.poll(async () => (await look(page)).frames, { timeout: 20_000 }).toBeGreaterThan(0);
  const before = (await look(page)).frames;
  await expect.poll(async () => (await look(page)).frames, { timeout: 10_000 }).toBeGreaterThan(before + 10);
}

/** Packets that this place sent to, or got from, that address while `during` ran. */
async function packets(place: Place, address: string, during: () => Promise<void>): Promise<number> {
  const file = join(folder, `${place}-${randomUUID()}.txt`);
  const dump = spawn('sh', [
    '-c',
    `INCAMERA_LAB=${env.INCAMERA_LAB} exec ${LAB} in ${place} tcpdump -n -l -i ${place}0 host ${address} > ${file} 2> ${file}.log`,
  ]);
  await expect.poll(() => readIfThere(`${file}.log`)).toContain('listening on');
  await during();
  dump.kill('SIGINT');
  await new Promise((resolve) => dump.once('exit', resolve));
  return readIfThere(file)
    .split('\n')
    .filter((line) => line.includes(address)).length;
}
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

test('B8 before admission nobody learns the other’s address; at admission the connection moves to the direct way without a visible gap', async () => {
  test.setTimeout(120_000);
  const [guest, host] = await Promise.all([sit('a'), sit('b')]);
  try {
    const room = randomUUID();
    const wait = async () => {
      await arrive(host.page, room, 'host', false);
      await arrive(guest.page, room, 'guest', false);
      await expect.poll(async () => (await look(guest.page)).connection, { timeout: 20_000 }).toBe('connected');
      await expect.poll(async () => (await look(host.page)).connection).toBe('connected');
    };
    const [atGuest, atHost] = await Promise.all([
      packets('a', ADDRESS.b, () => Promise.resolve(wait())),
      packets('b', ADDRESS.a, () => expectConnected(host.page)),
    ]);
    expect([atGuest, atHost]).toEqual([0, 0]);
    expect(guest.heard.join('\n')).toContain(RELAY);
    expect(guest.heard.filter((text) => text.includes(ADDRESS.b))).toEqual([]);
    expect(host.heard.filter((text) => text.includes(ADDRESS.a))).toEqual([]);
    const known = await knownAddresses(guest.page);
    expect(known).toContain(RELAY);
    expect(known).not.toContain(ADDRESS.b);

    const direct = await packets('a', ADDRESS.b, async () => {
      await host.page.evaluate(() => {
        const { visit } = window as unknown as { visit: { state: { waiting: { participant: string }[] }; admit(participant: string): void } };
        visit.admit(visit.state.waiting[0]?.participant ?? '');
      });
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
      await guest.page.evaluate(watchGaps);
      await expect.poll(async () => (await look(guest.page)).path, { timeout: 20_000 }).toBe('direct');
      await framesFlow(guest.page);
    });
    // The same looks find the other's address once it may be known.
    expect(direct).toBeGreaterThan(50);
    expect(await knownAddresses(guest.page)).toContain(ADDRESS.b);
    const gap = await guest.page.evaluate(() => (window as unknown as { longestGapMs: number }).longestGapMs);
    expect(gap).toBeLessThan(1_000);
  } finally {
    await Promise.all([guest.close(), host.close()]);
  }
});

async function expectConnected(page: Page): Promise<void> {
  await expect.poll(async () => (await look(page).catch(() => null))?.connection, { timeout: 30_000 }).toBe('connected');
}

/** Every remote address that the page could read from its connections' statistics. */
function knownAddresses(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { connections } = window as unknown as { connections: readonly RTCPeerConnection[] };
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    return JSON.stringify(reports.map((report) => [...(report as unknown as Map<string, unknown>).values()]));
  });
}

/** The longest time without a new frame, from now on, in `window.longestGapMs`. */
function watchGaps(): void {
  const video = document.querySelector('video');
  const scope = window as unknown as { longestGapMs: number };
  scope.longestGapMs = 0;
  let last = performance.now();
  const seen = (now: number): void => {
    scope.longestGapMs = Math.max(scope.longestGapMs, now - last);
    last = now;
    video?.requestVideoFrameCallback(seen);
  };
  video?.requestVideoFrameCallback((now) => {
    last = now;
    video.requestVideoFrameCallback(seen);
  });
}

for (const [name, shut, open] of [
  ['the direct way is shut', ['block'], ['unblock']],
  ['the guest’s network passes no UDP', ['udp', 'a', 'off'], ['udp', 'a', 'on']],
] as const) {
  test(`M7.7 the call comes up through the relay when ${name}`, async () => {
    test.setTimeout(120_000);
    lab(...shut);
    const [guest, host] = await Promise.all([sit('a'), sit('b')]);
    try {
      const room = randomUUID();
      await arrive(host.page, room, 'host', true);
      await arrive(guest.page, room, 'guest', false);
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
      await expect.poll(async () => (await look(guest.page)).path).toBe('relayed');
    } finally {
      await Promise.all([guest.close(), host.close()]);
      lab(...open);
    }
  });
}
