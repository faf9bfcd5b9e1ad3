/** Signing in with more than a password: an authenticator app, recovery codes, a passkey on a virtual authenticator. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { appCode, openPerson, setUpApp, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = (): { readonly email: string; readonly password: string } => portal.demo[0] ?? { email: '', password: '' };

test('M2.6 an app is set up, asked for at sign-in, replaced by a recovery code and removed; then a passkey signs in by itself', async () => {
  test.setTimeout(150_000);
  const person = await openPerson({ viewport: { width: 390, height: 800 } });
  const { page } = person;
  try {
    await signIn(page, portal.url, login());
    await expect(page.getByText('brauchen Sie zum Anmelden einen zweiten Faktor.')).toBeVisible();
    await page.getByRole('link', { name: 'Jetzt einrichten' }).click();
    await accessible(page, 'second factor, none yet');
    const { secret, codes } = await setUpApp(page, login().password);
    await accessible(page, 'recovery codes');
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);

    const signOut = async () => {
      await page.goto(`${portal.url}/portal/logout`);
      await page.locator('main form button.act').click();
    };
    const password = async () => {
      await page.goto(`${portal.url}/portal/login?next=%2Fportal%2Fevents`);
      await page.locator('[name=email]').fill(login().email);
      await page.locator('[name=password]').fill(login().password);
      await page.locator('main form button.act').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zweiter Schritt');
    };
    await signOut();
    await password();
    await accessible(page, 'second step');
    await page.locator('[name=code]').fill('000000');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Dieser Code gilt nicht')).toBeVisible();
    await expect(page.locator('[name=code]')).toBeFocused();
    await page.locator('[name=code]').fill(codes[0] ?? '');
    await page.locator('main form button.act').click();
    await page.waitForURL(/portal\/events$/);

    // The same again with the app: its next code, for each counts once.
    await signOut();
    await password();
    await page.locator('[name=code]').fill(appCode(secret, 1));
    await page.locator('main form button.act').click();
    await page.waitForURL(/portal\/events$/);

    await page.goto(`${portal.url}/portal/account/second-factor`);
    await expect(page.getByText('9 Codes sind noch da.')).toBeVisible();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.locator('[name=passkeyName]').fill('Telefon');
    await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
    await expect(page.locator('[name=passkeyPassword]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('[name=passkeyPassword]').fill(login().password);
    await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
    await expect(page.getByText('Der Passkey ist hinzugefügt.')).toBeVisible();
    await expect(page.locator('main li').filter({ hasText: 'Telefon' })).toContainText('noch nicht benutzt');
    await accessible(page, 'second factor, all of them');

    await signOut();
    await page.goto(`${portal.url}/portal/login`);
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await page.waitForURL((at) => at.pathname === '/portal');
    await page.goto(`${portal.url}/portal/account/second-factor`);
    await expect(page.locator('main li').filter({ hasText: 'Telefon' })).toContainText('zuletzt benutzt');

    await page.locator('main li summary').click();
    await page.locator('main li [name=password]').fill(login().password);
    await page.locator('main li button.end').click();
    await expect(page.getByText('Entfernt.')).toBeVisible();
    await signOut();
    await page.goto(`${portal.url}/portal/login`);
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await expect(page.getByText('Das hat nicht geklappt')).toBeVisible();
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});
