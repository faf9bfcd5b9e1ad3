/** A provider gives a client something to do; the client finds it in their account and ticks it off. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, planEvent, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };
const row = (page: Page, text: string) => page.locator('main li').filter({ hasText: text });

test('M3.6 a task for a client is given from the event, told by e-mail without its text, and ticked off in the client’s account', async () => {
  test.setTimeout(120_000);
  const [owner, client] = await Promise.all([openPerson(), openPerson({ viewport: { width: 320, height: 700 } })]);
  const { page } = owner;
  try {
    await signIn(page, portal.url, demo('owner'));
    const event = await planEvent(page, portal.url, { title: 'Erstes Gespräch', email: demo('client').email, label: 'Frau V.', startsInMinutes: 90 });
    await page.goto(`${portal.url}/portal/events/${event}`);
    await page.getByRole('link', { name: 'Neue Aufgabe' }).click();
    await expect(page.locator('main')).toContainText('Zum Termin „Erstes Gespräch“');
    await accessible(page, 'new task');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Bitte schreiben Sie, was zu tun ist.')).toBeVisible();
    await expect(page.locator('[name=text]')).toBeFocused();
    await page.locator('[name=text]').fill('Fragebogen ausfüllen');
    await expect(page.locator('[name=for]')).toContainText('Frau V.');
    await page.locator('[name=remind]').check();
    await page.locator('main form button.act').click();
    await expect(page.getByText('Für eine Erinnerung braucht es einen Tag.')).toBeVisible();
    await expect(page.locator('[name=text]')).toHaveValue('Fragebogen ausfüllen');
    await accessible(page, 'new task, with faults');
    await page.locator('[name=remind]').uncheck();
    await page.locator('main form button.act').dblclick();
    await expect(page.getByText('Die Aufgabe ist gestellt.')).toBeVisible();
    await expect(row(page, 'Fragebogen')).toHaveCount(1);
    await expect(row(page, 'Fragebogen')).toContainText('für Frau V.');
    await accessible(page, 'tasks');

    await page.goto(`${portal.url}/portal/tasks/new`);
    await page.locator('[name=text]').fill('Bericht schreiben');
    await page.locator('[name=for]').selectOption({ label: 'Für mich selbst' });
    await page.locator('[name=due]').fill('2099-01-01');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Dieser Tag ist mehr als zehn Jahre entfernt.')).toBeVisible();
    await page.locator('[name=due]').fill('');
    await page.locator('main form button.act').click();
    await expect(page.locator('header nav')).toContainText('Aufgaben');
    await expect(page.locator('header nav .count')).toHaveText('1');
    await row(page, 'Bericht').getByRole('link', { name: 'Ändern: Bericht schreiben' }).click();
    await page.locator('[name=text]').fill('Bericht abschicken');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(row(page, 'Bericht abschicken')).toHaveCount(1);
    await row(page, 'Bericht abschicken').getByRole('link', { name: 'Ändern' }).click();
    await page.getByRole('link', { name: 'Aufgabe löschen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Aufgabe löschen' }).click();
    await expect(row(page, 'Bericht')).toHaveCount(0);

    const mail = await portal.outbox.newestTo(demo('client').email, (each) => each.subject === 'Es gibt etwas für Sie zu erledigen');
    expect(mail.source).not.toContain('Fragebogen');
    await signIn(client.page, portal.url, demo('client'));
    await expect(client.page.locator('header nav .count')).toHaveText('1');
    await client.page.getByRole('link', { name: 'Aufgaben, 1 offen' }).click();
    await expect(row(client.page, 'Fragebogen')).toBeVisible();
    expect(await client.page.content()).not.toContain('Frau V.');
    expect(await client.page.content()).not.toContain('Erstes Gespräch');
    expect(await client.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await row(client.page, 'Fragebogen').getByRole('button', { name: 'Erledigt: Fragebogen ausfüllen' }).click();
    await expect(client.page.getByRole('button', { name: 'Wieder öffnen: Fragebogen ausfüllen' })).toBeVisible();
    await expect(client.page.locator('header nav .count')).toHaveCount(0);
    await accessible(client.page, 'a client’s tasks');

    await page.reload();
    await expect(page.locator('main').getByRole('button', { name: 'Wieder öffnen: Fragebogen ausfüllen' })).toBeVisible();
    expect([...owner.complaints, ...client.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), client.close()]);
  }
});
