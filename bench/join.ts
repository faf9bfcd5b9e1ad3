/**
 * How long a guest takes from opening the link to the host's picture, when nobody hesitates: the host's page lets in whoever comes, the guest's
 * clicks are made in the moment their button is there, and counted. Against a page with nothing but a socket and a connection, in turns.
 *
 *   npm run bench:join [-- --runs 12] [-- --json FILE]
 */
import process from 'node:process';
import type { Page } from '@playwright/test';
import { launchChromium } from '../e2e/browsers.ts';
import { invitationTo, linkIn, openRoom, planEvent, signIn } from '../e2e/people.ts';
import { startPortal } from '../e2e/portal.ts';
import { serveBareCall } from './bare-call.ts';
import { median, report } from './figures.ts';
import { noteStages, type Staged } from './stages.ts';

const runs = Math.max(10, Number(process.argv[process.argv.indexOf('--runs') + 1]) || 12);
const PATIENCE_MS = 20_000;
const staged = process.argv.includes('--stages');

/** Presses what leads on, the moment it is there. */
function hurry(): void {
  const scope = window as unknown as { firstFrame: number; clicks: number };
  scope.clicks = 0;
  const pressed = new WeakSet<Element>();
  const press = (selector: string): void => {
    const button = document.querySelector<HTMLElement>(selector);
    if (!button || pressed.has(button) || button.matches(':disabled')) return;
    pressed.add(button);
    scope.clicks++;
    button.click();
  };
  const look = (): void => {
    press('[data-state=who] .ways button.act');
    press('[data-state=check]:has([data-state=on]) button.act');
    const name = document.querySelector<HTMLInputElement>('[data-state=name] input');
    if (name && name.value === '') {
      name.value = 'Mara';
      name.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (name) press('[data-state=name] button.act');
    const video = document.querySelector<HTMLVideoElement>('.stage figure video');
    if (!video || pressed.has(video)) return;
    pressed.add(video);
    video.requestVideoFrameCallback((now) => (scope.firstFrame = now));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}
/** The host's page: lets in whoever waits. */
function admitAll(): void {
  new MutationObserver(() => {
    document.querySelectorAll<HTMLElement>('section.list li[data-readiness] button.act').forEach((button) => button.click());
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

async function firstFrame(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => (window as unknown as { firstFrame?: number }).firstFrame, undefined, { timeout: PATIENCE_MS, polling: 20 });
  return Number(await handle.jsonValue());
}

const stages = { portal: new Map<string, number[]>(), bare: new Map<string, number[]>() };
function keep(of: 'portal' | 'bare', found: readonly (readonly [string, number])[]): void {
  const seen = new Set<string>();
  for (const [name, at] of found) {
    if (seen.has(name)) continue;
    seen.add(name);
    stages[of].set(name, [...(stages[of].get(name) ?? []), at]);
  }
}
function printStages(of: 'portal' | 'bare'): void {
  const rows = [...stages[of]].map(([name, values]) => [name, median(values)] as const).sort((a, b) => a[1] - b[1]);
  for (const [name, at] of rows) process.stdout.write(`${of} ${at.toFixed(0).padStart(6)} ms  ${name}\n`);
}

const [portal, bare] = [await startPortal({ demo: true }), await serveBareCall()];
const [hosts, guests] = await Promise.all([launchChromium(), launchChromium()]);
try {
  const host = await hosts.newPage({ permissions: ['camera', 'microphone'] });
  await signIn(host, portal.url, portal.demo[0] ?? { email: '', password: '' });
  const event = await planEvent(host, portal.url, { title: 'Bench', email: 'bench@mail.example', label: 'B.' });
  const link = linkIn(await invitationTo(portal.outbox, 'bench@mail.example'));
  await host.addInitScript(admitAll);
  await openRoom(host, portal.url, event);
  const waiting = await hosts.newPage({ permissions: ['camera', 'microphone'] });
  await waiting.goto(bare.waitingUrl);

  const [ours, floors, clicks]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    for (const of of run % 2 === 0 ? (['bare', 'portal'] as const) : (['portal', 'bare'] as const)) {
      const page = await guests.newPage({ permissions: ['camera', 'microphone'] });
      if (of === 'portal') await page.addInitScript(hurry);
      if (staged) await page.addInitScript(noteStages);
      await page.goto(of === 'portal' ? link : bare.offeringUrl);
      const at = await firstFrame(page);
      (of === 'portal' ? ours : floors).push(at);
      if (staged) keep(of, (await page.evaluate(() => (window as unknown as Staged).stages)).concat([['first picture', at]]));
      if (of === 'portal') {
        clicks.push(await page.evaluate(() => (window as unknown as { clicks: number }).clicks));
        await page.locator('.bar .control.end').click();
        await page.locator('dialog .button.end').click();
        await host.locator('[data-state=lobby]').waitFor();
      }
      await page.context().close();
    }
  }
  if (staged) (['bare', 'portal'] as const).forEach(printStages);
  process.stdout.write(`clicks ${Math.max(...clicks)}\n`);
  const holds = report([{ name: 'navigation-to-first-picture', unit: 'ms', values: ours, floors, target: { kind: 'ratio-at-most', limit: 1.4 } }]);
  process.exitCode = holds ? 0 : 1;
} finally {
  await Promise.all([hosts.close(), guests.close()]);
  await bare.close();
  await portal.stop();
}
