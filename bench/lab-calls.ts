/** Two people in the lab whose connection is up and carries nothing yet: ours in the waiting room, and the bare page (`bare-link.ts`). */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from '@playwright/test';
import { arrive, look } from '../e2e/bare-page.ts';
import { openLab, SERVER, type Lab, type Service } from '../e2e/lab-seats.ts';

const PATIENCE_MS = 20_000;
/** Until what a connection does after it is up has been done, and at any moment of the camera, which makes a picture every fifty milliseconds. */
const settle = () => pause(700 + 100 * Math.random());

/** What the pages have in `window`; times are those of their `performance`. */
interface Scope {
  firstFrame?: number;
  connections: readonly RTCPeerConnection[];
  visit: { state: { waiting?: readonly { participant: string }[] }; admit(participant: string): void };
  go(): Promise<void>;
}

export interface Pair {
  readonly guest: Page;
  readonly host: Page;
}

/** Ends the process with a sentence where namespaces cannot be made. The caller closes the lab; Ctrl-C does too. */
export function openLabOrSay(command: string): Lab {
  if (process.getuid?.() !== 0) {
    process.stderr.write(`${command} makes network namespaces, which needs root: run it as root.\n`);
    process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return openLab();
}

export function serveBareLink(lab: Lab): Promise<Service> {
  return lab.serve(join(import.meta.dirname, 'bare-link.ts'), SERVER);
}

export async function waitInRoom({ guest, host }: Pair, url: string): Promise<void> {
  const room = randomUUID();
  await arrive(host, url, room, 'host', false);
  await arrive(guest, url, room, 'guest', false);
  for (const page of [guest, host]) await until(async () => (await look(page)).connection === 'connected');
  await settle();
}

export async function waitBare({ guest, host }: Pair, url: string): Promise<void> {
  await host.goto(url);
  await guest.goto(`${url}?offer`);
  for (const page of [guest, host])
    await page.waitForFunction(() => (window as unknown as Scope).connections[0]?.connectionState === 'connected', undefined, { timeout: PATIENCE_MS });
  await settle();
}

/** @returns when, in ms since the epoch: all browsers of the lab share this machine's clock. */
export function admit(host: Page): Promise<number> {
  return host.evaluate(() => {
    const { visit } = window as unknown as Scope;
    const at = Date.now();
    visit.admit(visit.state.waiting?.[0]?.participant ?? '');
    return at;
  });
}

export function goBare(host: Page): Promise<number> {
  return host.evaluate(() => {
    const at = Date.now();
    void (window as unknown as Scope).go();
    return at;
  });
}

/** When both had the other's first decoded frame, in ms since the epoch. */
export async function bothPictures({ guest, host }: Pair): Promise<number> {
  return Math.max(...(await Promise.all([guest, host].map(firstPicture))));
}

async function firstPicture(page: Page): Promise<number> {
  const handle = await page.waitForFunction(
    () => {
      const { firstFrame } = window as unknown as Scope;
      return firstFrame === undefined ? null : Date.now() - performance.now() + firstFrame;
    },
    undefined,
    { timeout: PATIENCE_MS, polling: 20 },
  );
  return Number(await handle.jsonValue());
}

/** @throws when it does not become so. */
export async function until(is: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!(await is())) {
    if (performance.now() > limit) throw new Error('what was waited for did not come');
    await pause(20);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
