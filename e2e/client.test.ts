/** A client takes an account, finds the appointment there, and goes through the waiting room's door from it. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, planEvent, signIn, throughTheDoor } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };
const EMAIL = 'lena@mail.example';
const PASSWORD = 'ein langes Passwort 7';

test('M2.2 M2.3 M4.3 a client registers, proves the address, sees the appointment and enters the waiting room from there', async () => {
  test.setTimeout(150_000);
  const [owner, client] = await Promise.all([openPerson(), openPerson({ viewport: { width: 320, height: 700 } })]);
  const { page } = client;
  try {
    await signIn(owner.page, portal.url, demo('owner'));
    await planEvent(owner.page, portal.url, { title: 'Geheimer Titel', email: EMAIL, label: 'Geheimes Kürzel', startsInMinutes: 20 });

    await page.goto(`${portal.url}/portal/login`);
    await page.getByRole('link', { name: 'Konto anlegen' }).click();
    await accessible(page, 'register');
    await page.locator('[name=email]').fill(EMAIL);
    await page.locator('main form button.act').click();
    await expect(page.getByText('Bitte geben Sie Ihren Vornamen ein.')).toBeVisible();
    await expect(page.locator('[name=firstName]')).toBeFocused();
    await expect(page.locator('[name=email]')).toHaveValue(EMAIL);
    await accessible(page, 'register, with faults');
    await page.locator('[name=formOfAddress]').selectOption('ms');
    await page.locator('[name=firstName]').fill('Lena');
    await page.locator('[name=lastName]').fill('Vogt');
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('[name=terms]').check();
    await page.locator('main form button.act').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihre E-Mails');

    const mail = await portal.outbox.newestTo(EMAIL, (each) => each.links.some((link) => link.includes('/portal/verify#')));
    await page.goto(mail.links.find((link) => link.includes('/portal/verify#')) ?? '');
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('main form button.act').click();
    await page.waitForURL((at) => at.pathname === '/portal');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Guten Tag, Lena');
    await expect(page.locator('main li')).toHaveCount(1);
    await expect(page.locator('main li')).toContainText('Jana Krüger, Praxis am Lietzensee');
    expect(await page.content()).not.toContain('Geheim');
    await expect(page.locator('header nav a')).toHaveText(['Übersicht', 'Kalender', 'Aufgaben', 'Konto']);
    await accessible(page, 'own events');

    await page.locator('main li a.button').click();
    await throughTheDoor(page, 'Lena');
    expect([...owner.complaints, ...client.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), client.close()]);
  }
});

test('M4.3 the demonstration’s client finds the appointment of the day', async () => {
  const person = await openPerson({ colorScheme: 'dark' });
  try {
    await signIn(person.page, portal.url, demo('client'));
    await expect(person.page.locator('main li')).toHaveCount(1);
    await accessible(person.page, 'own events, dark');
    for (const path of ['events', 'practice', 'operator/requests']) {
      await person.page.goto(`${portal.url}/portal/${path}`);
      await expect(person.page.locator('body')).not.toContainText('Frau B.');
    }
  } finally {
    await person.close();
  }
});
