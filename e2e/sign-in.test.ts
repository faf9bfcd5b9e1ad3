/** One's own account: a forgotten password, another one, another address, and where one is signed in. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = (): { readonly email: string; readonly password: string } => portal.demo[0] ?? { email: '', password: '' };
const NEW = 'Regen auf dem Schlachtensee';
const NEWER = 'Sonne auf dem Schlachtensee';

async function linkTo(email: string, path: string): Promise<string> {
  const mail = await portal.outbox.newestTo(email, (each) => each.links.some((link) => link.includes(`${path}#`)));
  return mail.links.find((link) => link.includes(`${path}#`)) ?? '';
}
const submit = (page: Page) => page.locator('main form button.act').click();

test('M2.6 a forgotten password is replaced by mail, then changed, and the address too', async () => {
  test.setTimeout(120_000);
  const [owner, other] = await Promise.all([openPerson({ viewport: { width: 320, height: 640 } }), openPerson()]);
  const { page } = owner;
  const { email } = login();
  try {
    await signIn(other.page, portal.url, login());
    await page.goto(`${portal.url}/portal/login`);
    await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
    await submit(page);
    await expect(page.locator('[name=email]')).toBeFocused();
    await accessible(page, 'reset, with a fault');
    await page.locator('[name=email]').fill(email);
    await submit(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihre E-Mails');

    await page.goto(await linkTo(email, '/portal/reset'));
    await page.locator('[name=password]').fill('passwordpassword');
    await submit(page);
    await expect(page.getByText('Dieses Passwort steht auf den Listen')).toBeVisible();
    await accessible(page, 'choosing a password, with a fault');
    await page.locator('[name=password]').fill(NEW);
    await submit(page);
    await expect(page.getByText('Das neue Passwort gilt')).toBeVisible();
    await signIn(page, portal.url, { email, password: NEW });

    // The other device was signed out by it.
    await other.page.goto(`${portal.url}/portal`);
    await expect(other.page).toHaveURL(/portal\/login/);
    await signIn(other.page, portal.url, { email, password: NEW });

    await page.goto(`${portal.url}/portal/account/sessions`);
    await expect(page.locator('main li')).toHaveCount(2);
    await expect(page.locator('main li').filter({ hasText: 'dieses Gerät' })).toContainText('Chrome');
    await accessible(page, 'sessions');
    await page.locator('main li form button').click();
    await expect(page.getByText('Abgemeldet.', { exact: true })).toBeVisible();
    await expect(page.locator('main li')).toHaveCount(1);
    await other.page.goto(`${portal.url}/portal`);
    await expect(other.page).toHaveURL(/portal\/login/);

    await page.goto(`${portal.url}/portal/account/password`);
    await page.locator('[name=present]').fill('das war es nicht, leider');
    await page.locator('[name=password]').fill(NEWER);
    await submit(page);
    await expect(page.getByText('Das ist nicht Ihr jetziges Passwort.')).toBeVisible();
    await expect(page.locator('[name=present]')).toBeFocused();
    await page.locator('[name=present]').fill(NEW);
    await page.locator('[name=password]').fill(NEWER);
    await submit(page);
    await expect(page.getByText('Das Passwort ist geändert.')).toBeVisible();
    await accessible(page, 'password');

    await page.goto(`${portal.url}/portal/account/email`);
    await page.locator('[name=email]').fill('neu@praxis.example');
    await page.locator('[name=password]').fill(NEWER);
    await submit(page);
    await expect(page.getByText('Eine E-Mail an neu@praxis.example ist unterwegs.')).toBeVisible();
    await accessible(page, 'address');
    await page.goto(await linkTo('neu@praxis.example', '/portal/new-address'));
    await page.locator('[name=password]').fill(NEWER);
    await submit(page);
    await expect(page.locator('dd')).toHaveText('neu@praxis.example');
    await portal.outbox.newestTo(email, (mail) => mail.source.includes('Ihre E-Mail-Adresse wurde'));
    expect(owner.complaints).toEqual([]);
  } finally {
    await Promise.all([owner.close(), other.close()]);
  }
});

test('M2.6 an unknown address is answered like a known one, in each language', async () => {
  for (const language of ['de', 'en', 'fr'] as const) {
    const person = await openPerson({ language, colorScheme: 'dark' });
    try {
      await person.page.goto(`${portal.url}/portal/reset`);
      await person.page.locator('[name=email]').fill('nobody@elsewhere.example');
      await submit(person.page);
      await expect(person.page.getByText('nobody@elsewhere.example')).toBeVisible();
      await accessible(person.page, `asked for a link (${language})`);
      expect(person.complaints).toEqual([]);
    } finally {
      await person.close();
    }
  }
});
