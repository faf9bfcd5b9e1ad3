/** Somebody without an account writes to the operator; the message is read where the operator reads mail. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, setUpOperator } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
});
test.afterAll(() => portal.stop());

test('M3.3 M8.1 a visitor writes to the operator, is told what is missing, and the message arrives', async () => {
  test.setTimeout(90_000);
  const [operator, visitor] = await Promise.all([openPerson(), openPerson({ viewport: { width: 320, height: 700 } })]);
  const { page } = visitor;
  try {
    await setUpOperator(operator.page, portal.setUpLink, { 'operator-email': 'post@betrieb.example' });

    await page.goto(`${portal.url}/`);
    await page.getByRole('contentinfo').getByRole('link', { name: 'Kontakt' }).click();
    await accessible(page, 'contact');
    await page.locator('[name=text]').fill('Der Ton kratzt.');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Bitte wählen Sie, worum es geht.')).toBeVisible();
    await expect(page.locator('[name=topic]')).toBeFocused();
    await expect(page.locator('[name=text]')).toHaveValue('Der Ton kratzt.');
    await accessible(page, 'contact, with faults');
    await page.locator('[name=topic]').selectOption('fault');
    await page.locator('[name=email]').fill('lena@mail.example');
    await page.locator('main form button.act').dblclick();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihre Nachricht ist unterwegs');
    await accessible(page, 'contact, sent');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const mail = await portal.outbox.newestTo('post@betrieb.example', (each) => each.subject.startsWith('Kontaktformular'));
    expect(mail.text).toContain('Der Ton kratzt.');
    expect([...operator.complaints, ...visitor.complaints]).toEqual([]);
  } finally {
    await Promise.all([operator.close(), visitor.close()]);
  }
});
