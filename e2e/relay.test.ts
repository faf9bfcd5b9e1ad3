/**
 * Two people on two networks with a router between them, and a relay on a third (`net/lab`): what crosses before admission, when the direct
 * way is shut, when UDP is. Network namespaces need root; elsewhere these tests say so.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test, type Page } from '@playwright/test';
import { arrive, look } from './bare-page.ts';
import { ADDRESS, openLab, RELAY_TLS_PORT, SERVER, type Lab, type Place } from './lab-seats.ts';

let lab: Lab;
let url = '';
/** Pages of this address are told of TURN over TLS alone. */
let tlsUrl = '';

/** A few pictures, which whoever talks does not miss. Measured on two cores: 83 ms on both sides. */
const VISIBLE_GAP_MS = 250;

test.skip(process.getuid?.() !== 0, 'network namespaces need root');

test.beforeAll(async () => {
  lab = openLab();
  const relaySecret = lab.startRelay();
  ({ url } = await lab.serveVisit({ relaySecret }));
  ({ url: tlsUrl } = await lab.serveVisit({ relaySecret, relayUrl: `turns:${SERVER}:${RELAY_TLS_PORT}?transport=tcp` }));
});
test.afterAll(() => lab.close());

async function framesFlow(page: Page): Promise<void> {
  await expect.poll(async () => (await look(page)).frames, { timeout: 20_000 }).toBeGreaterThan(0);
  const before = (await look(page)).frames;
  await expect.poll(async () => (await look(page)).frames, { timeout: 10_000 }).toBeGreaterThan(before + 10);
}

/** Packets that this place sent to, or got from, that address while `during` ran. */
async function packets(place: Place, address: string, during: () => Promise<void>): Promise<number> {
  const file = join(lab.folder, `${place}-${randomUUID()}.txt`);
  const dump = lab.run(place, 'sh', '-c', `exec tcpdump -n -l -i ${place}0 host ${address} > ${file} 2> ${file}.log`);
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
  const [guest, host] = await Promise.all([lab.sit('a', url), lab.sit('b', url)]);
  try {
    const room = randomUUID();
    const wait = async () => {
      await arrive(host.page, url, room, 'host', false);
      await arrive(guest.page, url, room, 'guest', false);
      await expect.poll(async () => (await look(guest.page)).connection, { timeout: 20_000 }).toBe('connected');
      await expect.poll(async () => (await look(host.page)).connection).toBe('connected');
    };
    const [atGuest, atHost] = await Promise.all([
      packets('a', ADDRESS.b, () => Promise.resolve(wait())),
      packets('b', ADDRESS.a, () => expectConnected(host.page)),
    ]);
    expect([atGuest, atHost]).toEqual([0, 0]);
    expect(guest.heard.join('\n')).toContain(SERVER);
    expect(guest.heard.filter((text) => text.includes(ADDRESS.b))).toEqual([]);
    expect(host.heard.filter((text) => text.includes(ADDRESS.a))).toEqual([]);
    for (const [page, other] of [
      [guest.page, ADDRESS.b],
      [host.page, ADDRESS.a],
    ] as const) {
      const known = await statistics(page);
      expect(known).toContain(SERVER);
      expect(known).not.toContain(other);
      await page.evaluate(watchGaps);
    }

    const direct = await packets('a', ADDRESS.b, async () => {
      await host.page.evaluate(() => {
        const { visit } = window as unknown as { visit: { state: { waiting: { participant: string }[] }; admit(participant: string): void } };
        visit.admit(visit.state.waiting[0]?.participant ?? '');
      });
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
      await expect.poll(async () => (await look(guest.page)).path, { timeout: 20_000 }).toBe('direct');
      await framesFlow(guest.page);
    });
    // The same looks find the other's address once it may be known.
    expect(direct).toBeGreaterThan(50);
    expect(await statistics(guest.page)).toContain(ADDRESS.b);
    expect(await statistics(host.page)).toContain(ADDRESS.a);
    for (const page of [guest.page, host.page]) {
      const gap = await page.evaluate(() => (window as unknown as { longestGapMs: number }).longestGapMs);
      process.stdout.write(`longest time without a new picture: ${gap.toFixed(0)} ms\n`);
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThanOrEqual(VISIBLE_GAP_MS);
    }
  } finally {
    await Promise.all([guest.close(), host.close()]);
  }
});

async function expectConnected(page: Page): Promise<void> {
  await expect.poll(async () => (await look(page).catch(() => null))?.connection, { timeout: 30_000 }).toBe('connected');
}

/** All that the page could read from its connections' statistics, every address that it knows among it. */
function statistics(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { connections } = window as unknown as { connections: readonly RTCPeerConnection[] };
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    return JSON.stringify(reports.map((report) => [...(report as unknown as Map<string, unknown>).values()]));
  });
}

/** The longest time without a new frame, from the first one on, in `window.longestGapMs`. */
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
    lab.set(...shut);
    const [guest, host] = await Promise.all([lab.sit('a', url), lab.sit('b', url)]);
    try {
      const room = randomUUID();
      await arrive(host.page, url, room, 'host', true);
      await arrive(guest.page, url, room, 'guest', false);
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
      await expect.poll(async () => (await look(guest.page)).path).toBe('relayed');
    } finally {
      await Promise.all([guest.close(), host.close()]);
      lab.set(...open);
    }
  });
}

test('M7.7 the call comes up through the relay over TLS when nothing else passes', async () => {
  test.setTimeout(120_000);
  lab.set('block');
  lab.set('udp', 'a', 'off');
  const [guest, host] = await Promise.all([lab.sit('a', tlsUrl), lab.sit('b', tlsUrl)]);
  try {
    const room = randomUUID();
    await arrive(host.page, tlsUrl, room, 'host', true);
    await arrive(guest.page, tlsUrl, room, 'guest', false);
    await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
    await expect.poll(async () => (await look(guest.page)).path).toBe('relayed');
    // Whose network lets more pass may be on the way before its own relay has answered.
    for (const { page } of [guest, host]) await expect.poll(() => statistics(page), { timeout: 15_000 }).toContain('"relayProtocol":"tls"');
  } finally {
    await Promise.all([guest.close(), host.close()]);
    lab.set('udp', 'a', 'on');
    lab.set('unblock');
  }
});
