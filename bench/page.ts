/**
 * What a guest's browser has to fetch until the host's picture is there: script and style as they cross the wire, and what else is asked for.
 * The floor is a page of this framework with nothing on it: the one that says that there is no such page.
 *
 *   npm run bench:page
 */
import process from 'node:process';
import { brotliCompressSync } from 'node:zlib';
import type { CDPSession, Page } from '@playwright/test';
import { launchChromium } from '../e2e/browsers.ts';
import { admitFirst, enterWaitingRoom, inCall, invitationTo, linkIn, openRoom, planEvent, signIn } from '../e2e/people.ts';
import { startPortal } from '../e2e/portal.ts';
import { report } from './figures.ts';

interface Asked {
  readonly path: string;
  readonly type: string;
  bytes: number;
}

async function listen(page: Page): Promise<{ readonly asked: Map<string, Asked>; readonly session: CDPSession }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const asked = new Map<string, Asked>();
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    const url = new URL(response.url);
    if (url.protocol.startsWith('http')) asked.set(requestId, { path: `${url.origin}${url.pathname}`, type, bytes: 0 });
  });
  // Bodies as they cross the wire, compressed; headers are the same few hundred bytes for everybody.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId);
    if (one) one.bytes += encodedDataLength;
  });
  return { asked, session };
}
const fetched = (asked: Iterable<Asked>): number =>
  [...asked].filter(({ type }) => type === 'Script' || type === 'Stylesheet').reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

/** Script and style that stand in the document itself, as Brotli makes them; what is data in it (words) is not counted. */
async function standing(page: Page, path: string): Promise<number> {
  const html = await (await page.request.get(path)).text();
  const parts = [...html.matchAll(/<(script|style)\b(?![^>]*application\/json)[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , text = '']) => text);
  return brotliCompressSync(parts.join('\n')).length / 1000;
}

const portal = await startPortal({ demo: true });
const browser = await launchChromium();
try {
  const host = await browser.newPage({ permissions: ['camera', 'microphone'] });
  await signIn(host, portal.url, portal.demo[0] ?? { email: '', password: '' });
  const event = await planEvent(host, portal.url, { title: 'Bench', email: 'bench@mail.example', label: 'B.' });
  const link = linkIn(await invitationTo(portal.outbox, 'bench@mail.example'));
  await openRoom(host, portal.url, event);

  const plain = await browser.newPage();
  const floor = await listen(plain);
  await plain.goto(`${portal.url}/no-such-page`, { waitUntil: 'networkidle' });

  const guest = await browser.newPage({ permissions: ['camera', 'microphone'] });
  const ours = await listen(guest);
  await enterWaitingRoom(guest, link, 'Mara');
  await admitFirst(host);
  await inCall(guest);
  await guest.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>('.stage figure video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 0,
    undefined,
    { polling: 20 },
  );
  const all = [...ours.asked.values()];
  const data = all.filter(({ type }) => type !== 'Script' && type !== 'Stylesheet' && type !== 'Document').map(({ path }) => path.replace(portal.url, ''));
  const foreign = all.filter(({ path }) => !path.startsWith(portal.url));
  process.stdout.write(`requests besides page, script and style: ${[...new Set(data)].join(' ')}\nother hosts: ${foreign.length}\n`);
  const holds = report([
    {
      name: 'script-and-style-to-first-picture',
      unit: 'kB',
      values: [fetched(all) + (await standing(guest, `${portal.url}/j`))],
      floors: [fetched(floor.asked.values()) + (await standing(plain, `${portal.url}/no-such-page`))],
      target: { kind: 'value-at-most', limit: 75 },
    },
  ]);
  process.exitCode = holds && foreign.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await portal.stop();
}
