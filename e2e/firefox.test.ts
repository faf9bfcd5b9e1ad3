/** The client with Firefox, the host with Chromium: driven by WebDriver BiDi on one side, by Playwright on the other. */
import { expect, test } from '@playwright/test';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { launchFirefox } from './browsers.ts';
import { startPortal } from './portal.ts';
import { admitFirst, inCall, invitationTo, linkIn, openPerson, openRoom, pictureMoves, planEvent, signIn, soundArrives } from './people.ts';

async function click(page: FirefoxPage, selector: string): Promise<void> {
  await page.waitForSelector(selector, { visible: true, timeout: 20_000 });
  await page.locator(selector).click();
}

test('M6.1 Firefox and Chromium see, hear and write to each other, and show the same code', async () => {
  test.setTimeout(120_000);
  const portal = await startPortal({ demo: true });
  const host = await openPerson({ permissions: ['camera', 'microphone'] });
  const firefox = await launchFirefox();
  try {
    await signIn(host.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    const event = await planEvent(host.page, portal.url, { title: 'Gespräch', email: 'fox@mail.example', label: 'Frau F.' });
    const page = await firefox.newPage();
    await page.goto(linkIn(await invitationTo(portal.outbox, 'fox@mail.example')));
    await click(page, '[data-state=who] .ways button');
    await click(page, '[data-state=check] button.act');
    await page.waitForSelector('[data-state=name] input');
    await page.type('[data-state=name] input', 'Feline');
    await click(page, '[data-state=name] button.act');
    await page.waitForSelector('section.waiting:not([data-state=connecting])');

    await openRoom(host.page, portal.url, event);
    await expect(host.page.getByText('nennt sich „Feline“')).toBeVisible();
    await admitFirst(host.page);
    await inCall(host.page);
    await page.waitForSelector('.surface[data-state=connected]', { timeout: 20_000 });
    await pictureMoves(host.page);
    await soundArrives(host.page);
    await expect.poll(() => page.evaluate(pictureChanges), { timeout: 20_000 }).toBe(true);

    await host.page.locator('.top button.code').click();
    const code = host.page.locator('.digits [aria-hidden]');
    await expect(code).toHaveText(/^\d{4} \d{4}$/);
    await click(page, '.top button.code');
    await page.waitForSelector('.digits [aria-hidden]');
    expect(await page.$eval('.digits [aria-hidden]', (element) => element.textContent)).toBe(await code.textContent());
    await host.page.locator('section.code button.act').click();
    await click(page, 'section.code button.act');
    await expect(host.page.locator('section.code[data-state=verified]')).toBeVisible();
    await page.waitForSelector('section.code[data-state=verified]');

    await host.page.getByRole('button', { name: /^Chat/ }).click();
    await host.page.locator('section.chat textarea').fill('Grüße an den Fuchs');
    await host.page.locator('section.chat').getByRole('button', { name: 'Senden' }).click();
    await page.waitForFunction(() => document.body.textContent.includes('Chat'), { timeout: 10_000 });
    await click(page, '.bar button[aria-label^=Chat]');
    await page.waitForFunction(() => [...document.querySelectorAll('.message')].some((each) => each.textContent.includes('Grüße an den Fuchs')), {
      timeout: 10_000,
    });
    expect(host.complaints).toEqual([]);
  } finally {
    await firefox.close();
    await host.close();
    await portal.stop();
  }
});

/** What the picture shows differs half a second later. Firefox counts no frames of live pictures. */
async function pictureChanges(): Promise<boolean> {
  const video = document.querySelector<HTMLVideoElement>('.stage figure video');
  if (!video || video.videoWidth === 0) return false;
  const look = (): string => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 48];
    const context = canvas.getContext('2d');
    context?.drawImage(video, 0, 0, 64, 48);
    return String(context?.getImageData(0, 0, 64, 48).data);
  };
  const first = look();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return look() !== first;
}
