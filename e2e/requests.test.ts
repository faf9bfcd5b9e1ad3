/** A person asks for a datum of theirs to be put right; the operator answers at the desk, and the person hears of it. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, setUpApp, setUpOperator, signIn } from './people.ts';
import { startPortal } from './portal.ts';

const WISH = 'Ich heiße seit der Heirat Vogt-Becker.';
const ANSWER = 'Ihr Nachname lautet jetzt Vogt-Becker.';
const PASSWORD = 'ein langes Passwort 8';

test('M3.12 M10.2 M10.8 a client asks for a correction, the operator sees the month running and answers, and the client is told and reads it', async () => {
  test.setTimeout(150_000);
  const portal = await startPortal({ demo: true });
  const [client, operator] = await Promise.all([openPerson({ viewport: { width: 320, height: 700 } }), openPerson({ colorScheme: 'dark' })]);
  const [c, o] = [client.page, operator.page];
  const login = portal.demo.find(({ role }) => role === 'client') ?? { email: '', password: '' };
  try {
    await signIn(c, portal.url, login);
    await c.goto(`${portal.url}/portal/account/requests`);
    await c.locator('main form button.act').click();
    await expect(c.locator('main [aria-invalid=true]').first()).toBeFocused();
    await accessible(c, 'asking, with faults');
    await c.locator('[name=kind]').selectOption('correct');
    await c.locator('[name=datum]').selectOption('name');
    await c.locator('[name=text]').fill(WISH);
    await c.locator('main form button.act').click();
    await expect(c.locator('main')).toContainText(WISH);
    await accessible(c, 'asked');

    await setUpOperator(o, portal.setUpLink);
    await setUpApp(o, PASSWORD);
    await o.goto(`${portal.url}/portal/operator`);
    await o.locator('main nav a[href$="/requests"], nav a[href$="/operator/requests"]').first().click();
    await expect(o.locator('main')).toContainText(WISH);
    await expect(o.locator('main')).toContainText('Mara Becker');
    await accessible(o, 'desk');
    // An answer without a word is none.
    await o.locator('[name=state]').selectOption('done');
    await o.locator('main form button.act').click();
    await expect(o.locator('[name=text]')).toBeFocused();
    await expect(o.locator('main')).toContainText(WISH);
    await accessible(o, 'desk, with a fault');
    await o.locator('[name=text]').fill(ANSWER);
    await o.locator('main form button.act').click();
    await expect(o.locator('main')).not.toContainText(WISH);
    await accessible(o, 'desk, answered');

    const mail = await portal.outbox.newestTo(login.email, (each) => each.links.some((link) => link.includes('/portal/account/requests')));
    // Neither what was asked nor what was answered travels by mail.
    for (const word of ['Vogt-Becker', 'Heirat', 'Nachname']) expect(mail.source.replaceAll('=\r\n', '')).not.toContain(word);
    await c.goto(mail.links.find((link) => link.includes('/portal/account/requests')) ?? '');
    await expect(c.locator('main')).toContainText(ANSWER);
    await accessible(c, 'answered');

    // Nobody else reads it: not the practice that the client goes to.
    const owner = await openPerson();
    await signIn(owner.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    for (const path of ['account/requests', 'operator/requests']) {
      await owner.page.goto(`${portal.url}/portal/${path}`);
      expect(await owner.page.content()).not.toContain('Vogt-Becker');
    }
    await owner.close();
    expect([...client.complaints, ...operator.complaints]).toEqual([]);
  } finally {
    await Promise.all([client.close(), operator.close()]);
    await portal.stop();
  }
});
