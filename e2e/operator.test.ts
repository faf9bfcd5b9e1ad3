/** Who runs the portal sets it up once, and stands in what the law wants to be read. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, setUpApp, setUpOperator, signIn } from './people.ts';
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
    await expect(page).toHaveURL(/portal\/operator$/);
    await expect(page.getByText('Noch keine Praxis hat sich angemeldet.')).toBeVisible();
    await accessible(page, 'operator');
    await page.getByRole('link', { name: 'Angaben zum Betrieb' }).click();
    await accessible(page, 'settings');
    await page.locator('[name=operator-telephone]').fill('030 1234567');
    await page.locator('[name=second-factor-grace-days]').fill('bald');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Bitte geben Sie eine ganze Zahl ein')).toBeVisible();
    await expect(page.locator('[name=second-factor-grace-days]')).toBeFocused();
    await page.locator('[name=second-factor-grace-days]').fill('7');
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

test('M2.7 the operator sees practices, not their clients, and enters a notice that came by letter; the owner sees the end', async () => {
  test.setTimeout(120_000);
  const portal = await startPortal({ demo: true });
  const [operator, owner] = await Promise.all([openPerson({ viewport: { width: 320, height: 700 } }), openPerson({ colorScheme: 'dark' })]);
  const { page } = operator;
  try {
    await setUpOperator(page, portal.setUpLink);
    await setUpApp(page, 'ein langes Passwort 8');
    await page.goto(`${portal.url}/portal/operator?search=lietzensee`);
    await accessible(page, 'practices');
    await page.getByRole('link', { name: 'Praxis am Lietzensee' }).click();
    await accessible(page, 'a practice');
    for (const secret of ['Frau B.', 'm.becker@mail.example', 'Folgegespräch']) expect(await page.content()).not.toContain(secret);
    await page.locator('form[action="?/notice"] button').click();
    await expect(page.getByText('Bitte geben Sie einen Tag ein.')).toBeVisible();
    await page.locator('[name=received]').fill(new Date().toISOString().slice(0, 10));
    await page.locator('form[action="?/notice"] button').click();
    await expect(page.getByText('Eingetragen.')).toBeVisible();
    await page.locator('form[action="?/withdraw"] button').click();
    await expect(page.getByText('Zurückgenommen')).toBeVisible();

    const login = portal.demo[0] ?? { email: '', password: '' };
    await signIn(owner.page, portal.url, login);
    await owner.page.goto(`${portal.url}/portal/practice/contract`);
    await owner.page.getByRole('link', { name: 'Vertrag beenden' }).click();
    await accessible(owner.page, 'ending the contract');
    await owner.page.locator('main [name=password]').fill('das war es nicht, leider');
    await owner.page.locator('main form button.end').click();
    await expect(owner.page.getByText('Das ist nicht Ihr Passwort.')).toBeVisible();
    await owner.page.locator('main [name=password]').fill(login.password);
    await owner.page.locator('main form button.end').click();
    await expect(owner.page.getByText('Gekündigt.')).toBeVisible();
    await portal.outbox.newestTo(login.email, (mail) => mail.subject === 'Das Ende Ihres Vertrags');
    // The trial has no notice period: within the minute the job ends it.
    expect([...operator.complaints, ...owner.complaints]).toEqual([]);
  } finally {
    await Promise.all([operator.close(), owner.close()]);
    await portal.stop();
  }
});
