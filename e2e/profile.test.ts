/** One's own profile, a photo by a real upload, and requests about one's data. */
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { accessible } from './accessible.ts';
import { invitationTo, linkIn, openPerson, PHONE, planEvent, signIn, stateOf } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };

test('M3.5 M3.11 M10.7 a profile is changed; a photo is shown after consent to a guest too, and is gone for all at the click that withdraws it', async () => {
  test.setTimeout(150_000);
  const [owner, guest] = await Promise.all([openPerson({ viewport: { width: 320, height: 800 } }), openPerson(PHONE)]);
  const [p, g] = [owner.page, guest.page];
  try {
    await signIn(p, portal.url, demo('owner'));
    await planEvent(p, portal.url, { title: 'Gespräch', email: 'foto@mail.example', label: 'F.' });
    const link = linkIn(await invitationTo(portal.outbox, 'foto@mail.example'));
    const guestLooks = async () => {
      await g.goto('about:blank');
      await g.goto(link);
      await stateOf(g, 'who');
    };

    await p.goto(`${portal.url}/portal/account`);
    await accessible(p, 'profile');
    await p.locator('[name=title]').fill('Dr.');
    await p.locator('[name=firstName]').fill('');
    await p.locator('main form button.act').click();
    await expect(p.locator('[name=firstName]')).toBeFocused();
    await expect(p.locator('[name=title]')).toHaveValue('Dr.');
    await p.locator('[name=firstName]').fill('Jana');
    await p.locator('main form button.act').click();
    await expect(p.getByText('Gespeichert.')).toBeVisible();
    await guestLooks();
    await expect(g.locator('[data-state=who]')).toContainText('Dr. Jana Krüger');
    await expect(g.locator('img.avatar')).toHaveCount(0);

    await p.goto(`${portal.url}/portal/account/photo`);
    await accessible(p, 'photo, none');
    const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2a6f5b' } })
      .jpeg()
      .toBuffer();
    const file = { name: 'ich.jpg', mimeType: 'image/jpeg', buffer };
    await p.locator('input[type=file]').setInputFiles(file);
    await p.locator('main form button.act').click();
    await expect(p.getByText('Ohne Ihre Einwilligung speichern wir kein Foto.')).toBeVisible();
    await p.locator('[name=consent]').check();
    await p.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    await p.locator('main form button.act').click();
    await expect(p.getByText('Das ist kein Bild, das wir lesen können.')).toBeVisible();
    await p.locator('[name=consent]').check();
    await p.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.concat([buffer, Buffer.alloc(2_000_000)]) });
    await p.locator('main form button.act').click();
    await expect(p.getByText('Ihr Foto ist gespeichert.')).toBeVisible();
    const shown = p.locator('main img');
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
    await expect(p.locator('header img')).toHaveCount(1);
    const address = `${portal.url}${(await shown.getAttribute('src')) ?? ''}`;
    const answer = await p.request.get(address);
    expect([answer.status(), answer.headers()['cache-control']]).toEqual([200, 'no-store']);
    await accessible(p, 'photo');
    await guestLooks();
    await expect.poll(() => g.locator('img.avatar').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96);
    expect((await g.request.get(address, { maxRedirects: 0 })).status()).not.toBe(200);

    await p.getByRole('button', { name: 'Foto entfernen und Einwilligung widerrufen' }).click();
    await expect(p.getByText('Ihr Foto ist gelöscht, die Einwilligung ist widerrufen.')).toBeVisible();
    await expect(p.locator('header img, main img')).toHaveCount(0);
    expect((await p.request.get(address)).status()).toBe(404);
    await guestLooks();
    await expect(g.locator('span.avatar')).toBeVisible();
    expect([...owner.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), guest.close()]);
  }
});

test('M3.12 a person asks for a correction, keeps what was typed when something is missing, and sees state and deadline', async () => {
  const person = await openPerson({ colorScheme: 'dark' });
  const { page } = person;
  try {
    await signIn(page, portal.url, demo('client'));
    await page.goto(`${portal.url}/portal/account/requests`);
    await expect(page.getByText('Angaben zu Terminen und Einladungen führt Ihre Praxis.')).toBeVisible();
    await page.locator('[name=text]').fill('Mein Name schreibt sich Bäcker.');
    await page.locator('main form button.act').click();
    await expect(page.locator('[name=kind]')).toBeFocused();
    await expect(page.locator('[name=text]')).toHaveValue('Mein Name schreibt sich Bäcker.');
    await accessible(page, 'requests, with a fault');
    await page.locator('[name=kind]').selectOption('correct');
    await page.locator('[name=datum]').selectOption('name');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Ihr Antrag ist eingegangen.')).toBeVisible();
    await expect(page.locator('main li')).toContainText('Mein Name schreibt sich Bäcker.');
    await expect(page.locator('main li')).toContainText('Antwort bis');
    await accessible(page, 'requests');
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});
