/** The manual: found by words, read step by step, linked from what it explains, in each language and without script. */
import { expect, test } from '@playwright/test';
import { TOPICS } from '../src/rules/manual.ts';
import { accessible } from './accessible.ts';
import { openPerson, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

for (const [language, query, found, options] of [
  ['de', 'SICHERHEITSCODE bilder', 'Der Sicherheitscode', { colorScheme: 'light', viewport: { width: 320, height: 700 }, javaScriptEnabled: false }],
  ['en', 'security pictures', 'The security code', { colorScheme: 'dark', viewport: { width: 1000, height: 800 } }],
  ['fr', 'securite images', 'Le code de sécurité', { colorScheme: 'light', viewport: { width: 700, height: 800 } }],
] as const) {
  test(`M3.4 in ${language} a topic is found by words whatever their accents, marked, opened and read with its pictures`, async () => {
    const person = await openPerson({ language, ...options });
    const { page } = person;
    const check = (state: string) => ('javaScriptEnabled' in options ? Promise.resolve() : accessible(page, state));
    try {
      await page.goto(`${portal.url}/portal/help`);
      await expect(page.locator('main li a')).toHaveCount(TOPICS.length);
      await check('manual');
      await page.locator('[name=q]').fill(query);
      await page.locator('main form button').click();
      await expect(page.locator('main li h2 a').first()).toHaveText(found);
      await expect(page.locator('main mark').first()).toBeVisible();
      expect(new URL(page.url()).searchParams.get('q')).toBe(query);
      await check('manual, found');
      await page.screenshot({ path: `/tmp/h8-help-${language}.png`, fullPage: true });
      await page.locator('main li h2 a').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(found);
      await expect(page.locator('main ol li svg')).toHaveCount(4);
      await check('topic');
      await page.screenshot({ path: `/tmp/h8-topic-${language}.png`, fullPage: true });
      const { scroll, width } = await page
        .locator('html')
        .evaluate((root) => ({ scroll: root.scrollWidth, width: root.clientWidth }))
        .catch(() => ({ scroll: 0, width: 0 }));
      expect(scroll).toBeLessThanOrEqual(width);
      await page.goto(`${portal.url}/portal/help?q=xyzzy`);
      await expect(page.locator('main [role=status]')).toBeVisible();
      await expect(page.locator('main li')).toHaveCount(0);
      expect((await page.goto(`${portal.url}/portal/help/no-such-topic`))?.status()).toBe(404);
      expect(person.complaints).toEqual([]);
    } finally {
      await person.close();
    }
  });
}

test('M3.4 every topic opens, and planning, the second factor and the test of one’s equipment lead to theirs', async () => {
  const person = await openPerson();
  const { page } = person;
  try {
    for (const topic of TOPICS) expect((await page.request.get(`${portal.url}/portal/help/${topic}`)).status()).toBe(200);
    await signIn(page, portal.url, portal.demo.find(({ role }) => role === 'owner') ?? { email: '', password: '' });
    for (const [path, topic] of [
      ['/test', 'devices'],
      ['/portal/account/second-factor', 'second-factor'],
      ['/portal/events/new', 'plan'],
    ] as const) {
      await page.goto(`${portal.url}${path}`);
      await page.locator(`main a[href="/portal/help/${topic}"]`).click();
      await page.waitForURL(`**/portal/help/${topic}`);
    }
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});
