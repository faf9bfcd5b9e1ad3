/** A practice says in its own words who it is, and whoever joins reads it without losing the way in. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { enterWaitingRoom, invitationTo, linkIn, openPerson, PHONE, planEvent, signIn, stateOf, throughTheDoor } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = (): { readonly email: string; readonly password: string } => portal.demo[0] ?? { email: '', password: '' };
const save = (page: Page) => page.locator('main form button.act').click();
const NOTICE = 'Verantwortlich ist Jana Krüger.\n\nWir speichern <b>nichts</b> von Ihrem Gespräch.';

test('M2.5 M3.9 the owner writes a notice, an imprint and a text for the waiting room; a guest reads them and keeps the way in', async () => {
  test.setTimeout(120_000);
  const [owner, guest, french] = await Promise.all([
    openPerson({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' }),
    openPerson({ ...PHONE, viewport: { width: 320, height: 640 } }),
    openPerson({ ...PHONE, language: 'fr', colorScheme: 'dark' }),
  ]);
  const [p, g, f] = [owner.page, guest.page, french.page];
  try {
    await signIn(p, portal.url, login());
    await p.goto(`${portal.url}/portal/practice`);
    await p.getByRole('link', { name: 'Eigene Texte' }).click();
    await expect(p.getByRole('heading', { level: 1 })).toHaveText('Eigene Texte');
    await accessible(p, 'texts');
    await p.locator('[name=waitingDe]').fill('Bitte nehmen Sie Platz.\n\nIch rufe Sie auf.');
    await p.locator('[name=privacyText]').fill(NOTICE);
    await p.locator('[name=privacyLink]').fill('https://praxis.example/datenschutz');
    await p.locator('[name=imprintLink]').fill('http://praxis.example/impressum');
    await save(p);
    await expect(p.getByText('Bitte entweder den Text oder die Adresse, nicht beides.')).toBeVisible();
    await expect(p.getByText('Das ist keine Adresse einer verschlüsselten Seite.')).toBeVisible();
    await expect(p.locator('[name=privacyLink]')).toBeFocused();
    await expect(p.locator('[name=privacyText]')).toHaveValue(NOTICE);
    await expect(p.locator('[name=waitingDe]')).toHaveValue('Bitte nehmen Sie Platz.\n\nIch rufe Sie auf.');
    await accessible(p, 'texts, with faults');
    await p.locator('[name=privacyLink]').fill('');
    await p.locator('[name=imprintLink]').fill('praxis.example/impressum');
    await save(p);
    await expect(p.getByText('Gespeichert. Wer jetzt einen Link')).toBeVisible();
    await expect(p.locator('[name=imprintLink]')).toHaveValue('https://praxis.example/impressum');

    await planEvent(p, portal.url, { title: 'Gespräch', email: 'leserin@mail.example', label: 'L.' });
    const mail = await invitationTo(portal.outbox, 'leserin@mail.example');
    expect(mail.text).toContain('oder eine Hilfe');
    const link = linkIn(mail);
    const secret = new URL(link).hash.slice(1);
    const asked: string[] = [];
    g.on('request', (request) => asked.push(request.url()));
    await g.goto(link);
    await stateOf(g, 'who');
    const imprint = g.getByRole('link', { name: /^Impressum der Praxis/ });
    await expect(imprint).toHaveAttribute('href', 'https://praxis.example/impressum');
    await expect(imprint).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(imprint).toContainText('verlässt das Portal');
    await accessible(g, 'who, with notices');
    const opener = g.getByRole('button', { name: 'Datenschutzhinweis der Praxis' });
    expect(asked.filter((url) => url.endsWith('/j/notice'))).toEqual([]);
    await opener.click();
    const dialog = g.getByRole('dialog', { name: 'Datenschutzhinweis der Praxis' });
    await expect(dialog.locator('.text p')).toHaveText(['Verantwortlich ist Jana Krüger.', 'Wir speichern <b>nichts</b> von Ihrem Gespräch.']);
    await expect(dialog.locator('[lang=de]')).toBeVisible();
    await accessible(g, 'the notice');
    await g.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
    // Nothing was lost, and the secret is in no address that was asked for.
    expect(new URL(g.url()).hash.slice(1)).toBe(secret);
    await stateOf(g, 'who');
    expect(asked.filter((url) => url.endsWith('/j/notice'))).toHaveLength(1);
    expect(asked.filter((url) => url.split('#')[0]?.includes(secret))).toEqual([]);

    await throughTheDoor(g, 'Ida mit ihrer Mutter');
    await expect(g.locator('.says')).toContainText('Ich rufe Sie auf.');
    await accessible(g, 'waiting, with the practice’s words');
    // After check-in the cookie opens it; when it cannot be had, the page says so and the place is kept.
    await g.route('**/j/notice', (route) => route.abort());
    await opener.click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByRole('button', { name: 'Schließen' }).click();
    await g.unroute('**/j/notice');
    await opener.click();
    await expect(dialog).toContainText('Verantwortlich ist');
    await dialog.getByRole('button', { name: 'Schließen' }).click();
    await expect(g.locator('section.waiting')).toBeVisible();

    await planEvent(p, portal.url, { title: 'Entretien', email: 'lectrice@mail.example', label: 'F.', language: 'fr' });
    await enterWaitingRoom(f, linkIn(await invitationTo(portal.outbox, 'lectrice@mail.example')), 'Ida');
    await expect(f.locator('.says [lang=de]')).toContainText('Bitte nehmen Sie Platz.');
    await accessible(f, 'waiting, French and dark');
    await f.getByRole('button', { name: 'Notice de confidentialité du cabinet' }).click();
    await expect(f.getByRole('dialog')).toContainText('Verantwortlich ist');
    await accessible(f, 'the notice, French and dark');
    expect([...owner.complaints, ...french.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), guest.close(), french.close()]);
  }
});

test('M2.5 whoever joins is told that somebody may join with or for them', async () => {
  const [owner, guest] = await Promise.all([openPerson(), openPerson({ ...PHONE, colorScheme: 'dark' })]);
  try {
    await signIn(owner.page, portal.url, login());
    await planEvent(owner.page, portal.url, { title: 'Gespräch', email: 'kind@mail.example', label: 'K.', language: 'en' });
    await guest.page.goto(linkIn(await invitationTo(portal.outbox, 'kind@mail.example')));
    await stateOf(guest.page, 'who');
    await guest.page.locator('[data-state=who] .ways button').last().click();
    await stateOf(guest.page, 'name');
    await expect(guest.page.getByText('Eltern, Angehörige, Betreuung oder eine Hilfe')).toBeVisible();
    await accessible(guest.page, 'name, with the word for helpers');
  } finally {
    await Promise.all([owner.close(), guest.close()]);
  }
});

test('M3.9 M2.4 the owner corrects address and contact person; what was typed stays when something is at fault', async () => {
  const person = await openPerson({ viewport: { width: 320, height: 640 } });
  const { page } = person;
  try {
    await signIn(page, portal.url, login());
    await page.goto(`${portal.url}/portal/practice`);
    await page.locator('[name=street]').fill('Uferweg 12');
    await page.locator('[name=postalCode]').fill('1405');
    await page.locator('[name=contactTelephone]').fill('');
    await save(page);
    await expect(page.locator('[name=postalCode]')).toBeFocused();
    await expect(page.getByText('Das ist keine Postleitzahl dieses Landes.')).toBeVisible();
    await expect(page.locator('[name=street]')).toHaveValue('Uferweg 12');
    await accessible(page, 'company data, with faults');
    await page.locator('[name=postalCode]').fill('14057');
    await page.locator('[name=contactTelephone]').fill('+49 (0)30 23125 012');
    await page.locator('[name=kind]').selectOption('counselling');
    await save(page);
    await expect(page.getByText('Gespeichert.')).toBeVisible();
    await expect(page.locator('[name=contactTelephone]')).toHaveValue('+49 30 23125 012');
    await page.reload();
    await expect(page.locator('[name=street]')).toHaveValue('Uferweg 12');
    await expect(page.locator('[name=kind]')).toHaveValue('counselling');
    await page.goto(`${portal.url}/portal/practice/words`);
    await accessible(page, 'texts, light');
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});

test('M3.10 M10.5 the owner downloads one of the lists, or everything', async () => {
  const person = await openPerson();
  const { page } = person;
  try {
    await signIn(page, portal.url, login());
    await page.goto(`${portal.url}/portal/practice/export`);
    await page.locator('[name=form]').selectOption('events');
    await save(page);
    await expect(page.getByText('Bitte geben Sie Ihr Passwort ein.')).toBeVisible();
    await expect(page.locator('[name=form]')).toHaveValue('events');
    await accessible(page, 'export, with a fault');
    for (const [form, name] of [
      ['events', 'incamera-events.csv'],
      ['everything', 'incamera-export.json'],
    ] as const) {
      await page.locator('[name=form]').selectOption(form);
      await page.locator('[name=password]').fill(login().password);
      const [download] = await Promise.all([page.waitForEvent('download'), save(page)]);
      expect(download.suggestedFilename()).toBe(name);
    }
  } finally {
    await person.close();
  }
});
