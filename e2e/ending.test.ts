/** Accounts end, from inside and by the operator; and whom the operator lets work for it stands in the policy. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { act, openPerson, OPERATOR, planEvent, setUpApp, setUpOperator, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };

test('M2.7 M10.3 a client ends the account on a phone, the operator undoes it and ends it again, and names suppliers for the policy', async () => {
  test.setTimeout(180_000);
  const [operator, client] = await Promise.all([openPerson(), openPerson({ viewport: { width: 320, height: 700 } })]);
  const [o, c] = [operator.page, client.page];
  const login = demo('client');
  try {
    await signIn(c, portal.url, login);
    await c.goto(`${portal.url}/portal/account/end`);
    await expect(c.getByRole('heading', { level: 1 })).toHaveText('Konto beenden');
    for (const text of ['Sofort', '24 Stunden später', 'Was noch eine Frist lang bleibt']) await expect(c.getByRole('heading', { name: text })).toBeVisible();
    await accessible(c, 'ending the account');
    await c.locator('main form button.end').click();
    await expect(c.getByText('Bitte bestätigen Sie, dass Sie Ihr Konto beenden möchten.')).toBeVisible();
    await expect(c.locator('[name=sure]')).toBeFocused();
    await c.locator('[name=sure]').check();
    await c.locator('main [name=password]').fill('das war es nicht, leider');
    await c.locator('main form button.end').click();
    await expect(c.getByText('Das ist nicht Ihr Passwort.')).toBeVisible();
    await expect(c.locator('[name=sure]')).toBeChecked();
    await accessible(c, 'ending the account, with a fault');
    await c.locator('main [name=password]').fill(login.password);
    await c.locator('main form button.end').click();
    await c.waitForURL((at) => at.pathname === '/portal/ended');
    await expect(c.getByRole('heading', { level: 1 })).toHaveText('Ihr Konto ist beendet');
    await accessible(c, 'ended');
    const mail = await portal.outbox.newestTo(login.email, (each) => each.subject === 'Ihr Konto ist beendet');
    expect(mail.links.some((link) => link.endsWith('/portal/contact'))).toBe(true);
    await c.goto(`${portal.url}/portal/account`);
    await expect(c).toHaveURL(/portal\/login/);

    await setUpOperator(o, portal.setUpLink);
    await setUpApp(o, OPERATOR.password);
    await o.goto(`${portal.url}/portal/operator/accounts`);
    await accessible(o, 'ending accounts');
    await o.locator('form[action="?/end"] button').click();
    await expect(o.getByText('Bitte bestätigen Sie, dass Sie die Kündigung geprüft haben.')).toBeVisible();
    const restore = o.locator('form[action="?/restore"]');
    await restore.locator('[name=email]').fill('niemand@mail.example');
    await restore.locator('button').click();
    await expect(o.getByText('Zu dieser Adresse gibt es kein Konto')).toBeVisible();
    await expect(restore.locator('[name=email]')).toBeFocused();
    await expect(restore.locator('[name=email]')).toHaveValue('niemand@mail.example');
    await restore.locator('[name=email]').fill(login.email);
    await restore.locator('button').click();
    await expect(o.getByText('Das Konto ist wieder offen.')).toBeVisible();
    await signIn(c, portal.url, login);
    const end = o.locator('form[action="?/end"]');
    await end.locator('[name=email]').fill(login.email);
    await end.locator('[name=sure]').check();
    await end.locator('button').click();
    await expect(o.getByText('Das Konto ist gesperrt.')).toBeVisible();
    // No name of anybody is shown for it.
    expect(await o.locator('main').textContent()).not.toContain('Weber');
    await c.goto(`${portal.url}/portal`);
    await expect(c.getByRole('heading', { level: 1 })).not.toContainText('Guten Tag');

    await o.goto(`${portal.url}/portal/privacy`);
    await expect(o.locator('#recipients')).toContainText('Der Betreiber hat keine Dienstleister genannt.');
    await o.goto(`${portal.url}/portal/operator/suppliers`);
    await expect(o.getByText('Sie haben noch niemanden genannt.')).toBeVisible();
    const add = o.locator('form[action="?/add"]');
    await add.locator('[name=name]').fill('Rechenhaus GmbH');
    await add.locator('[name=country]').selectOption('other');
    await add.locator('button').click();
    await expect(o.getByText('Daten dürfen nur in der EU')).toBeVisible();
    await expect(add.locator('[name=role]')).toBeFocused();
    await expect(add.locator('[name=name]')).toHaveValue('Rechenhaus GmbH');
    await accessible(o, 'suppliers, with faults');
    await add.locator('[name=role]').selectOption('hosting');
    await add.locator('[name=address]').fill('Serverweg 1\n10115 Berlin');
    await add.locator('[name=country]').selectOption('DE');
    await add.locator('button').click();
    await expect(o.getByText('Hinzugefügt.')).toBeVisible();
    await expect(add.locator('[name=name]')).toHaveValue('');
    await o.locator('summary', { hasText: 'Ändern' }).click();
    const change = o.locator('form[action="?/change"]');
    await change.locator('[name=name]').fill('Rechenhaus AG');
    await change.locator('button').click();
    await expect(o.getByRole('heading', { name: 'Rechenhaus AG' })).toBeVisible();
    await accessible(o, 'suppliers');
    await o.goto(`${portal.url}/portal/privacy`);
    await expect(o.locator('#recipients')).toContainText('Rechenhaus AG');
    await expect(o.locator('#recipients')).toContainText('Verarbeitung: Deutschland');
    await expect(o.locator('#recipients')).toContainText('niemand genannt');
    await accessible(o, 'policy with suppliers');
    await o.goto(`${portal.url}/portal/operator/suppliers`);
    await o.locator('summary', { hasText: 'Beenden' }).click();
    await o.locator('form[action="?/end"] button').click();
    await expect(o.getByText('Beendet.', { exact: true })).toBeVisible();
    await expect(o.getByText('Frühere')).toBeVisible();
    expect([...operator.complaints, ...client.complaints]).toEqual([]);
  } finally {
    await Promise.all([operator.close(), client.close()]);
  }
});

test('M2.7 a provider gives appointments up before the account ends, and the last owner is led to the contract', async () => {
  test.setTimeout(120_000);
  const person = await openPerson({ colorScheme: 'dark' });
  const { page } = person;
  try {
    const owner = demo('owner');
    await signIn(page, portal.url, owner);
    await planEvent(page, portal.url, { title: 'Gespräch', email: 'absage@mail.example', label: 'A.', startsInMinutes: 600 });
    await page.goto(`${portal.url}/portal/account/end`);
    await accessible(page, 'ending the last owner’s account, dark');
    await page.getByRole('main').getByRole('link', { name: 'Vertrag beenden' }).click();
    await expect(page).toHaveURL(/practice\/contract\/end$/);

    // With a second owner the appointments are what holds the end up.
    await page.goto(`${portal.url}/portal/practice/members`);
    const ids = [...(await page.content()).matchAll(/change=([0-9a-f-]{36})/g)].map(([, id]) => id ?? '');
    for (const account of ids) await act(page, `${portal.url}/portal/practice/members?/role`, { account, role: 'owner' });
    await page.goto(`${portal.url}/portal/account/end`);
    await expect(page.getByRole('heading', { name: 'Zuerst Ihre Termine' })).toBeVisible();
    await page.getByRole('button', { name: 'Alle übergeben' }).click();
    await expect(page.getByText('Bitte wählen Sie, wer die Termine weiterführt.')).toBeVisible();
    await expect(page.locator('[name=heir]')).toBeFocused();
    await accessible(page, 'appointments ahead, dark');
    await page.getByText('Alle absagen', { exact: true }).click();
    await page.getByRole('button', { name: 'Alle Termine absagen' }).click();
    await expect(page.locator('[data-said=done]')).toContainText('abgesagt.');
    await portal.outbox.newestTo('absage@mail.example', (mail) => mail.subject.startsWith('Abgesagt'));
    await page.locator('[name=sure]').check();
    await page.locator('main [name=password]').fill(owner.password);
    await page.locator('main form button.end').click();
    await page.waitForURL((at) => at.pathname === '/portal/ended');
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});
