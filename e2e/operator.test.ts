/** Who runs the portal sets it up once, and stands in what the law wants to be read. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, setUpApp } from './people.ts';
import { startPortal } from './portal.ts';

test('M11.1 the set-up link works once; imprint and policy name operator and authority from then on', async () => {
  const portal = await startPortal();
  const person = await openPerson();
  const { page } = person;
  try {
    const link = portal.setUpLink ?? '';
    expect(new URL(link).hash.length).toBeGreaterThan(40);
    await page.goto(link);
    await accessible(page, 'set-up');
    for (const [name, value] of Object.entries({
      firstName: 'Olga',
      lastName: 'Pertor',
      email: 'olga@betrieb.example',
      password: 'ein langes Passwort 8',
      'operator-name': 'Betrieb Muster GmbH',
      'operator-address': 'Musterweg 1, 10115 Berlin',
      'operator-email': 'post@betrieb.example',
      'supervisory-authority': 'Aufsicht für Datenschutz, Alt-Moabit 59',
    }))
      await page.locator(`[name="${name}"]`).fill(value);
    await page.locator('main form button.act').click();
    // Who runs the portal needs a second factor before anything else.
    await expect(page.getByText('Bitte richten Sie zuerst einen zweiten Faktor ein.')).toBeVisible();
    await page.goto(`${portal.url}/portal`);
    await expect(page).toHaveURL(/account\/second-factor$/);
    await setUpApp(page, 'ein langes Passwort 8');
    await page.goto(`${portal.url}/portal`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Betrieb');
    await accessible(page, 'operator');
    await page.locator('[name=operator-telephone]').fill('030 1234567');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Gespeichert.')).toBeVisible();

    await page.goto(`${portal.url}/portal/privacy`);
    for (const text of ['Betrieb Muster GmbH', 'Aufsicht für Datenschutz, Alt-Moabit 59', '60 Minuten', 'APPSESSION'])
      await expect(page.locator('main')).toContainText(text);
    await page.goto(`${portal.url}/portal/imprint`);
    await expect(page.locator('main')).toContainText('Musterweg 1, 10115 Berlin');

    const stranger = await openPerson();
    await stranger.page.goto(link);
    for (const [name, value] of Object.entries({
      firstName: 'E',
      lastName: 'Ve',
      email: 'eve@mail.example',
      password: 'noch ein Passwort 9',
      'operator-name': 'Eve',
    }))
      await stranger.page.locator(`[name="${name}"]`).fill(value);
    await stranger.page.locator('main form button.act').click();
    await expect(stranger.page.getByText('Dieser Einrichtungslink gilt nicht mehr.')).toBeVisible();
    await stranger.close();
    expect(portal.output().split(new URL(link).hash.slice(1))).toHaveLength(2);
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
    await portal.stop();
  }
});
