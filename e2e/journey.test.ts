/** The whole story, from a registration to nothing left: once in light on a desk, once in the dark on a small phone. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { startPortal, type Portal } from './portal.ts';
import {
  act,
  admitFirst,
  inCall,
  invitationTo,
  linkIn,
  nextStep,
  openPerson,
  openRoom,
  PHONE,
  pictureMoves,
  planEvent,
  signIn,
  soundArrives,
  stateOf,
  waiting,
  type Person,
} from './people.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(async () => {
  await portal.stop();
});

async function submit(page: Page): Promise<void> {
  await page.locator('main form button.act').first().click();
}

test('M2.1 M3.1 M3.2 M3.7 M4.1 M5.1 M5.2 M5.3 M6.1 M7.2 M7.3 M7.8 from the registration to the end of the consultation', async () => {
  test.setTimeout(180_000);
  const [host, guest] = await Promise.all([
    openPerson({ permissions: ['camera', 'microphone'], viewport: { width: 1280, height: 800 }, colorScheme: 'light' }),
    openPerson({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' }),
  ]);
  const [p, g] = [host.page, guest.page];
  try {
    // She registers, and confirms her address.
    await p.goto(portal.url);
    await accessible(p, 'landing');
    await p.goto(`${portal.url}/portal/login`);
    await accessible(p, 'login');
    await p.goto(`${portal.url}/portal/shop/register`);
    await accessible(p, 'register');
    await p.getByLabel('Testen').check();
    await nextStep(p, 'Sie selbst');
    await submit(p);
    await expect(p.locator('[aria-invalid=true]').first()).toBeFocused();
    await accessible(p, 'register with faults');
    const fill = async (typed: Readonly<Record<string, string>>): Promise<void> => {
      for (const [name, value] of Object.entries(typed)) await p.locator(`main form :is(input:not([type=hidden]))[name=${name}]`).fill(value);
    };
    await fill({ firstName: 'Ayşe', lastName: 'Öztürk-Meyer', email: 'ayse@praxis.example' });
    await nextStep(p, 'Ihre Praxis');
    await fill({ practiceName: 'Praxis Öztürk', street: 'Seeweg 3', postalCode: '14057', city: 'Berlin', contactTelephone: '030 23125 010' });
    await p.locator('select[name=kind]').selectOption('psychotherapy');
    await nextStep(p, 'Vertrag');
    for (const box of ['terms', 'agreement']) await p.locator(`input[type=checkbox][name=${box}]`).check();
    await nextStep(p, 'Prüfen und bestellen');
    await fill({ password: 'ein langes Passwort 7' });
    await submit(p);
    await expect(p.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihre E-Mails');
    await expect(p.locator('main')).toContainText('ayse@praxis.example');
    await accessible(p, 'registered');
    const verification = await portal.outbox.newestTo('ayse@praxis.example');
    await p.goto(verification.links.find((link) => link.includes('/portal/verify')) ?? '');
    await accessible(p, 'verify');
    // The link alone opens nothing, and a wrong password spoils nothing.
    await p.locator('[name=password]').fill('ein anderes Passwort 8');
    await submit(p);
    await expect(p.getByText('Dieses Passwort gehört nicht zu dieser Anmeldung.')).toBeVisible();
    await accessible(p, 'verify, wrong password');
    await p.locator('[name=password]').fill('ein langes Passwort 7');
    await submit(p);
    await p.waitForURL((at) => at.pathname === '/portal');
    await expect(p.getByRole('heading', { level: 1 })).toContainText('Ayşe');
    await accessible(p, 'overview, empty');

    // She plans an event, and invites.
    await p.getByRole('link', { name: 'Ersten Termin planen' }).click();
    await accessible(p, 'planning');
    const now = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(new Date()).split(' ');
    for (const [name, value] of Object.entries({
      date: now[0] ?? '',
      time: now[1] ?? '',
      title: 'Erstgespräch Panikattacken',
      email: 'mara@mail.example',
      label: 'Frau M.',
    }))
      await p.locator(`[name=${name}]`).fill(value);
    await submit(p);
    await expect(p.locator('dialog')).toBeVisible();
    await accessible(p, 'publish?');
    await p.locator('dialog button.act').click();
    await expect(p.getByText('Der Termin ist veröffentlicht.')).toBeVisible();
    await accessible(p, 'event');
    const event = /events\/([0-9a-f-]{36})/.exec(p.url())?.[1] ?? '';
    const mail = await invitationTo(portal.outbox, 'mara@mail.example');
    expect(mail.source).not.toContain('Panik');
    await p.goto(`${portal.url}/portal/events`);
    await accessible(p, 'events');

    // The client comes, on a small phone in the dark.
    await g.goto(linkIn(mail));
    await stateOf(g, 'who');
    await expect(g.getByRole('heading', { level: 1 })).toContainText('Ayşe Öztürk-Meyer erwartet Sie');
    await accessible(g, 'who');
    await g.locator('[data-state=who] .ways button').first().click();
    await stateOf(g, 'check');
    await expect(g.locator('[data-state=on]').first()).toBeVisible();
    await accessible(g, 'check');
    await g.locator('[data-state=check] button.act').click();
    await accessible(g, 'name');
    await g.locator('[data-state=name] button.act').click();
    await expect(g.locator('[aria-invalid=true]')).toBeFocused();
    await g.locator('[data-state=name] input').fill('Wolke 7');
    await g.locator('[data-state=name] button.act').click();
    await waiting(g);
    await accessible(g, 'waiting');

    // The provider sees it on whatever page, and opens the room.
    await expect(p.locator('section.strip[data-state=someone]')).toContainText('Frau M. wartet');
    await expect(p.locator('section.strip')).toContainText('Erstgespräch Panikattacken');
    await expect(p).toHaveTitle(/^● Jemand wartet/);
    await accessible(p, 'somebody waits');
    await p.getByRole('link', { name: 'Raum öffnen: Frau M.' }).click();
    await expect(p.getByText('nennt sich „Wolke 7“')).toBeVisible();
    await accessible(p, 'lobby');
    await admitFirst(p);
    await Promise.all([inCall(p), inCall(g)]);
    await Promise.all([pictureMoves(p), pictureMoves(g)]);
    await soundArrives(g);
    await accessible(p, 'call, host');
    await accessible(g, 'call, guest');

    // They compare the code and write.
    for (const page of [p, g]) await page.locator('.top button.code').click();
    await accessible(g, 'code');
    for (const page of [p, g]) await page.locator('section.code button.act').click();
    for (const page of [p, g]) await expect(page.locator('section.code[data-state=verified]')).toBeVisible();
    await accessible(p, 'verified');
    await g.locator('.bar button[aria-label^=Chat]').click();
    await g.locator('section.chat textarea').fill('Geheimnis 4711');
    await g.locator('section.chat button[type=submit]').click();
    await p.locator('.bar button[aria-label^=Chat]').click();
    await expect(p.locator('.message')).toContainText('Geheimnis 4711');
    await accessible(p, 'chat');

    // She ends for all; nothing of it is anywhere.
    await p.getByRole('button', { name: 'Verlassen' }).click();
    await accessible(p, 'leave?');
    await p.getByRole('dialog').getByRole('button', { name: 'Für alle beenden' }).click();
    await stateOf(p, 'after-host-ended');
    await stateOf(g, 'after-host-ended');
    for (const page of [p, g]) expect(await page.locator('video, audio').count()).toBe(0);
    await accessible(p, 'after, host');
    await accessible(g, 'after, guest');
    expect(await g.evaluate(() => JSON.stringify([sessionStorage, localStorage].map((kept) => Object.entries(kept))))).not.toMatch(/Wolke|4711/);
    const held = await everything(portal);
    for (const secret of [
      'Geheimnis 4711',
      'Wolke 7',
      'Panikattacken',
      'mara@mail.example',
      'Frau M.',
      new URL(linkIn(mail)).hash.slice(1),
      mail.entryCode ?? '',
    ]) {
      expect(held.includes(secret), secret).toBe(false);
      expect(portal.output().includes(secret), secret).toBe(false);
    }
    // The same search finds what is held in the clear.
    expect(held).toContain('Praxis Öztürk');

    expect([...host.complaints, ...guest.complaints]).toEqual([]);
    await act(p, `${portal.url}/portal/events/${event}?/held`, { held: 'held' });
  } finally {
    await Promise.all([host.close(), guest.close()]);
  }
});

/** All rows of all tables, the queue's too, as text. */
async function everything(of: Portal): Promise<string> {
  const tables = await query(of, `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`);
  const rows: (readonly Record<string, unknown>[])[] = [];
  // One after the other: each look takes a connection of its own.
  for (const { name } of tables) rows.push(await query(of, `select t::text as row from ${String(name)} t`));
  expect(tables.length).toBeGreaterThan(15);
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join('\n');
}

test('M2.1 M1.4 the sign-in tells nobody which addresses are known, and slows down who guesses', async () => {
  const person = await openPerson();
  const login = portal.demo[0] ?? { email: '', password: '' };
  const attempt = (email: string, password: string) => act(person.page, `${portal.url}/portal/login?/enter`, { email, password });
  const [unknown, wrong] = [await attempt('nobody@mail.example', 'falsch falsch 1'), await attempt(login.email, 'falsch falsch 1')];
  const refusedAs = (answer: string) => /wrong|limited/.exec(answer)?.[0];
  expect(refusedAs(unknown)).toBe('wrong');
  expect(refusedAs(wrong)).toBe('wrong');
  const answers: (string | undefined)[] = [];
  for (let tries = 0; tries < 12; tries++) answers.push(refusedAs(await attempt(login.email, `falsch ${tries} falsch`)));
  expect(answers).toContain('limited');
  await person.close();
});

test('the pages around: each in each language, light and dark, wide and narrow, without a fault', async () => {
  test.setTimeout(180_000);
  const pages = [
    '/',
    '/test',
    '/j',
    '/portal/privacy',
    '/portal/terms',
    '/portal/imprint',
    '/portal/help',
    '/portal/contact',
    '/portal/accessibility',
    '/portal/login',
    '/no-such-page',
  ];
  // Pairwise: every language in both themes and at both widths, every theme at both widths.
  for (const [language, colorScheme, width] of [
    ['de', 'dark', 320],
    ['de', 'light', 1280],
    ['en', 'light', 320],
    ['en', 'dark', 1280],
    ['fr', 'light', 1280],
    ['fr', 'dark', 320],
  ] as const) {
    const person: Person = await openPerson({ language, colorScheme, viewport: { width, height: 800 } });
    for (const path of pages) {
      await person.page.goto(`${portal.url}${path}`);
      await expect(person.page.locator('html')).toHaveAttribute('lang', language);
      await accessible(person.page, `${path} ${language} ${colorScheme} ${width}`);
    }
    expect(person.complaints).toEqual([]);
    await person.close();
  }
});

test('the account area in French and English, dark and narrow, without a fault', async () => {
  for (const language of ['en', 'fr'] as const) {
    const person = await openPerson({ language, colorScheme: 'dark', viewport: { width: 320, height: 800 }, permissions: ['camera', 'microphone'] });
    await signIn(person.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    await person.page.locator(`footer button[value=${language}]`).click();
    await expect(person.page.locator('html')).toHaveAttribute('lang', language);
    const event = await planEvent(person.page, portal.url, { title: 'Talk', email: `${language}@mail.example`, label: 'L.', language });
    for (const path of [
      '/portal',
      '/portal/events',
      '/portal/events?show=past',
      '/portal/events/new',
      `/portal/events/${event}`,
      `/portal/events/${event}/change`,
      '/portal/practice',
    ]) {
      await person.page.goto(`${portal.url}${path}`);
      await accessible(person.page, `${path} ${language}`);
    }
    await openRoom(person.page, portal.url, event);
    await accessible(person.page, `room ${language}`);
    expect(person.complaints).toEqual([]);
    await person.close();
  }
});

test('the technology test checks this device and says what it cannot know', async () => {
  const person = await openPerson(PHONE);
  await person.page.goto(`${portal.url}/test`);
  await person.page.getByRole('button', { name: 'Test starten' }).click();
  await person.page.getByRole('button', { name: 'Testton abspielen' }).click();
  await person.page.getByRole('button', { name: 'Ja', exact: true }).click();
  await stateOf(person.page, 'done');
  await expect(person.page.getByText('Alles bereit für Ihr Gespräch.')).toBeVisible();
  await expect(person.page.locator('[data-row=notTested]')).toHaveCount(1);
  await accessible(person.page, 'test, done');
  expect(person.complaints).toEqual([]);
  await person.close();
});
