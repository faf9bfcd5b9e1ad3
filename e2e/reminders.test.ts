/** The page that a reminder's link leads to. */
import { expect, test } from '@playwright/test';
import { openPerson } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

test('M3.9 the page that stops reminders works without script, in each language, and refuses what is no link', async () => {
  const people = await Promise.all(
    (['de', 'en', 'fr'] as const).map((language) => openPerson({ javaScriptEnabled: false, language, viewport: { width: 320, height: 640 } })),
  );
  try {
    for (const { page } of people) {
      await page.goto(`${portal.url}/reminders`);
      await page.locator('main form button').click();
      await expect(page.locator('[name=token]')).toHaveAttribute('aria-invalid', 'true');
      await page.locator('[name=token]').fill('https://portal.example/reminders#AAAA');
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('main form button').click();
      expect((await answered).status()).toBe(410);
      await expect(page.locator('[name=token]')).toHaveValue('https://portal.example/reminders#AAAA');
      await expect(page.locator('[data-said=heed]')).toBeVisible();
    }
  } finally {
    await Promise.all(people.map((person) => person.close()));
  }
});
