/**
 * What one sees of faults. Signalling is killed as by a power cut and comes back: the largest gap between frames on either side until both
 * are back in the room, against the largest gap of an equally long stretch of the same call in which nothing happens. And the guest's
 * address changes in the middle of a call: from the change until both see each other move again, against a bare page that is told of it
 * by the bench in that moment, because mostly no event tells a page.
 *
 *   npm run bench:faults [-- --kills 20] [-- --moves 12] [-- --json FILE]        needs root
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from '@playwright/test';
import { bundleCall } from '../e2e/bare-visit.ts';
import type { Lab, Service } from '../e2e/lab-seats.ts';
import { newKeyring } from '../src/server/keys/keyring.ts';
import { numberAsked, report } from './figures.ts';
import { framesOf, longestGap, watchFrames } from './frames.ts';
import { admit, bothPictures, goBare, openLabOrSay, pause, serveBareLink, until, waitBare, waitInRoom, type Pair } from './lab-calls.ts';

const kills = numberAsked('kills', 20);
const moves = numberAsked('moves', 12);
/** Longer than a supervisor needs to start it again. */
const DOWN_MS = 500;
/** After both are back: what comes late is seen too. */
const AFTERWARDS_MS = 1_000;
/** A second freeze, made by what was done against the first one, is part of it. */
const AFTER_MOVE_MS = 6_000;
/** What counts as moving again. */
const STILL_MS = 300;

interface Took {
  readonly values: number[];
  readonly floors: number[];
}

const sides = ({ guest, host }: Pair): readonly Page[] => [guest, host];

async function worstGap(pair: Pair, from: number, to: number): Promise<number> {
  const gaps = (await Promise.all(sides(pair).map(framesOf))).map((frames) => longestGap(frames, from, to));
  return Math.max(...gaps.map((gap) => gap.to - gap.from));
}

function lostSignal(pair: Pair): Promise<readonly boolean[]> {
  const of = (page: Page) => page.evaluate(() => (window as unknown as { visit: { state: { signalLost: boolean } } }).visit.state.signalLost);
  return Promise.all(sides(pair).map(of));
}

/** A call of a few seconds: the direct way is found, and what was done for it counts no longer. */
async function steady(pair: Pair): Promise<void> {
  await bothPictures(pair);
  await Promise.all(sides(pair).map(watchFrames));
  await pause(3_000);
}

async function killSignalling(first: Service, again: () => Promise<Service>, pair: Pair): Promise<Took> {
  let service = first;
  await waitInRoom(pair, service.url);
  await admit(pair.host);
  await steady(pair);
  const took: Took = { values: [], floors: [] };
  for (let kill = 0; kill < kills; kill++) {
    const began = Date.now();
    await service.kill9();
    await pause(DOWN_MS);
    await until(async () => !(await lostSignal(pair)).includes(false));
    service = await again();
    await until(async () => !(await lostSignal(pair)).includes(true));
    await pause(AFTERWARDS_MS);
    const ended = Date.now();
    took.values.push(await worstGap(pair, began, ended));
    await pause(ended - began);
    took.floors.push(await worstGap(pair, ended, Date.now()));
  }
  return took;
}

/** From the change of the address until the end of the longest freeze after it, on the side where that is later. */
async function freeze(lab: Lab, pair: Pair, told: () => Promise<void>): Promise<number> {
  await steady(pair);
  const moved = Date.now();
  lab.set('move', 'a');
  await told();
  await pause(AFTER_MOVE_MS);
  const frames = () => Promise.all(sides(pair).map(framesOf));
  await until(async () => (await frames()).every((each) => Date.now() - (each.at(-1) ?? 0) < STILL_MS));
  return Math.max(...(await frames()).map((each) => longestGap(each, moved, Date.now()).to)) - moved;
}

async function changeAddress(lab: Lab, pair: Pair, visitUrl: string, bareUrl: string): Promise<Took> {
  const took: Took = { values: [], floors: [] };
  const ways = {
    async visit() {
      await waitInRoom(pair, visitUrl);
      await admit(pair.host);
      took.values.push(await freeze(lab, pair, () => Promise.resolve()));
    },
    async bare() {
      await waitBare(pair, bareUrl);
      await goBare(pair.host);
      took.floors.push(await freeze(lab, pair, () => pair.guest.evaluate(() => (window as unknown as { moved(): void }).moved())));
    },
  };
  for (let move = 0; move < moves; move++) for (const of of move % 2 === 0 ? (['bare', 'visit'] as const) : (['visit', 'bare'] as const)) await ways[of]();
  return took;
}

const lab = openLabOrSay('bench:faults');
try {
  const [keyring, script, relaySecret] = [newKeyring(), join(lab.folder, 'call.js'), lab.startRelay()];
  writeFileSync(script, await bundleCall());
  const visit = await lab.serveVisit({ relaySecret, keyring, script });
  const again = () => lab.serveVisit({ relaySecret, keyring, script, port: Number(new URL(visit.url).port) });
  const bare = await serveBareLink(lab);
  const [guests, hosts] = await Promise.all([lab.sit('a', visit.url, bare.url), lab.sit('b', visit.url, bare.url)]);
  const pair: Pair = { guest: guests.page, host: hosts.page };
  const moved = await changeAddress(lab, pair, visit.url, bare.url);
  const killed = await killSignalling(visit, again, pair);
  await Promise.all([guests.close(), hosts.close()]);
  process.exitCode = report([
    { name: 'gap-when-signalling-is-killed', unit: 'ms', ...killed, target: { kind: 'value-at-most', limit: 250 }, summary: 'p95', digits: 0 },
    { name: 'freeze-after-changed-address', unit: 'ms', ...moved, target: { kind: 'value-at-most', limit: 900 }, digits: 0 },
  ])
    ? 0
    : 1;
} finally {
  lab.close();
}
