/** The client's way in: what a link, a code, a scanner, a reload and a strange browser lead to. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { startPortal, type Portal } from './portal.ts';
import { act, enterWaitingRoom, invitationTo, linkIn, openPerson, PHONE, planEvent, signIn, stateOf, throughTheDoor, waiting, type Person } from './people.ts';

let portal: Portal;
let host: Person;
let guest: Person;

test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
  host = await openPerson();
  await signIn(host.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
});
test.afterAll(async () => {
  await host.close();
  await portal.stop();
});
test.beforeEach(async () => {
  guest = await openPerson(PHONE);
});
test.afterEach(async () => {
  expect(guest.complaints).toEqual([]);
  await guest.close();
});

let number = 0;
async function invited(more: { readonly startsInMinutes?: number; readonly language?: 'de' | 'en' | 'fr' } = {}) {
  const email = `guest-${++number}@mail.example`;
  const event = await planEvent(host.page, portal.url, { title: `Termin ${number}`, email, label: 'Herr T.', ...more });
  const mail = await invitationTo(portal.outbox, email);
  return { event, mail, link: linkIn(mail), code: mail.entryCode ?? '' };
}
async function grants(): Promise<number> {
  const [row] = await query(portal, 'select count(*)::int as n from session_grant');
  return Number(row?.['n']);
}
async function typeCode(page: Page, code: string): Promise<void> {
  await page.locator('form input').fill(code);
  await page.locator('form button[type=submit]').click();
}

test('M4.1 M5.1 the mail says when and where, once in text and once in HTML, with one link, and nothing about why', async () => {
  const { mail, link, code } = await invited();
  expect(mail.links.filter((each) => each.includes('/j'))).toEqual([link]);
  expect(new URL(link).pathname).toBe('/j');
  expect(mail.subject).toMatch(/^Ihr Termin am \w+, \d+\. \w+ \d{4}, \d\d:\d\d Uhr$/);
  expect(mail.text).toContain('Berlin');
  expect(mail.html).toContain(code);
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$/);
  for (const secret of ['Termin 1', 'Herr T.']) expect(mail.source).not.toContain(secret);
});

test('M1.5 M4.2 the token leaves the browser in two bodies only: in no path, query, header, log or record', async () => {
  const { link } = await invited();
  const token = new URL(link).hash.slice(1);
  const seen: string[] = [];
  const bodies: string[] = [];
  guest.page.on('request', (request) => {
    seen.push(request.url(), JSON.stringify(request.headers()));
    if (request.postData()?.includes(token) === true) bodies.push(new URL(request.url()).pathname);
  });
  await enterWaitingRoom(guest.page, link, 'Mara');
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter((text) => text.includes(token))).toEqual([]);
  expect([...new Set(bodies)].sort()).toEqual(['/j/enter', '/j/look']);
  expect(guest.page.url()).not.toContain(token);
  expect(portal.output()).not.toContain(token);
  const cookies = await guest.page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite, expires }) => ({ name, httpOnly, sameSite, expires }))).toEqual([
    { name: 'APPSESSION', httpOnly: true, sameSite: 'Lax', expires: -1 },
  ]);
  // The same look finds a token that was planted in an address.
  expect(seen.concat(`${portal.url}/j?t=${token}`).some((text) => text.includes(token))).toBe(true);
});

test('M5.1 opening changes nothing: a scanner that runs scripts leaves no cookie and no grant', async () => {
  const { link } = await invited();
  const before = await grants();
  await guest.page.goto(link);
  await stateOf(guest.page, 'who');
  await guest.page.reload();
  await stateOf(guest.page, 'who');
  expect(await guest.page.context().cookies()).toEqual([]);
  expect(await grants()).toBe(before);
  await throughTheDoor(guest.page, 'Mara');
  expect(await grants()).toBe(before + 1);
});

test('M5.1 a link that lost its end leads to the field for the entry code, and the code opens the same door', async () => {
  const { code } = await invited();
  await guest.page.goto(`${portal.url}/j`);
  await stateOf(guest.page, 'code');
  await accessible(guest.page, 'code');
  await typeCode(guest.page, code.toLowerCase().replaceAll('-', ' '));
  await throughTheDoor(guest.page, 'Mara');
});

test('M5.1 the landing page takes a link or a code', async () => {
  const { code } = await invited();
  await guest.page.goto(portal.url);
  await guest.page.locator('[name=way-in]').fill(code);
  await guest.page.locator('main form button').first().click();
  await stateOf(guest.page, 'who');
});

test('M4.2 unknown, cut and dead links are told apart by nobody', async () => {
  const { link } = await invited();
  for (const broken of [`${portal.url}/j#${'A'.repeat(40)}`, link.slice(0, -3), `${portal.url}/j#%00%ff`]) {
    await guest.page.goto('about:blank');
    await guest.page.goto(broken);
    await stateOf(guest.page, 'unknown');
  }
  await accessible(guest.page, 'unknown');
});

test('M4.2 a link opens early when no lead time is set; with one it says when, and goes on by itself', async () => {
  const { link, event } = await invited({ startsInMinutes: 45 });
  await guest.page.goto(link);
  await stateOf(guest.page, 'who');
  const practice = `(select practice_id from event where id = $1)`;
  await query(portal, `update practice set joining_lead_minutes = 15 where id = ${practice}`, [event]);
  try {
    await guest.page.goto('about:blank');
    await guest.page.goto(link);
    await stateOf(guest.page, 'early');
    await accessible(guest.page, 'early');
    await expect(guest.page.locator('a[href="/test"]')).toBeVisible();
    await query(portal, `update event set starts_at = now() + interval '15 minutes 4 seconds' where id = $1`, [event]);
    await guest.page.goto('about:blank');
    await guest.page.goto(link);
    await stateOf(guest.page, 'early');
    // Nobody presses anything.
    await expect(guest.page.locator('[data-state=who]')).toBeVisible({ timeout: 15_000 });
  } finally {
    await query(portal, `update practice set joining_lead_minutes = null where id = ${practice}`, [event]);
  }
});

test('M4.2 a moved event moves its link, and its guests get a mail', async () => {
  const { link, event, mail } = await invited();
  const [row] = await query(portal, 'select local_start from event where id = $1', [event]);
  const [date = ''] = String(row?.['local_start']).split('T');
  const next = new Date(new Date(`${date}T12:00:00Z`).getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
  const form = { title: 'Verschoben', type: 'Gespräch', date: next, time: '10:00', zone: 'Europe/Berlin', minutes: '30', size: 'single' };
  await act(host.page, `${portal.url}/portal/events/${event}/change?/save`, form);
  const moved = await portal.outbox.newestTo(mail.to, (each) => each.subject !== mail.subject);
  expect(moved.text).toContain('10:00');
  await guest.page.goto(link);
  await stateOf(guest.page, 'who');
  await expect(guest.page.locator('body')).toContainText('Der Termin wurde verschoben');
  await accessible(guest.page, 'moved');
  await expect(guest.page.locator('body')).toContainText('10:00');
});

test('M4.2 after the planned end the link says that it is over', async () => {
  const { link, event } = await invited();
  await query(portal, `update event set starts_at = now() - interval '2 hours', planned_end = now() - interval '1 second' where id = $1`, [event]);
  await guest.page.goto(link);
  await stateOf(guest.page, 'over');
  await accessible(guest.page, 'over');
});

test('M4.2 uninviting kills link and code at once', async () => {
  const { link, event, code } = await invited();
  const [row] = await query(portal, 'select id from invitation where event_id = $1', [event]);
  await act(host.page, `${portal.url}/portal/events/${event}?/uninvite`, { invitation: String(row?.['id']) });
  await guest.page.goto(link);
  await stateOf(guest.page, 'unknown');
  await typeCode(guest.page, code);
  await stateOf(guest.page, 'unknown');
});

test('M5.1 a reload in the waiting room keeps the place; the address bar holds nothing that opens', async () => {
  const { link } = await invited();
  await enterWaitingRoom(guest.page, link, 'Mara');
  const url = guest.page.url();
  await guest.page.reload();
  await throughTheDoor(guest.page, 'Mara');
  const stranger = await openPerson(PHONE);
  await stranger.page.goto(url);
  await stateOf(stranger.page, 'forgotten');
  await stranger.close();
});

test('M1.5 who lost the cookie is told the way back, in the same words for an invitation there never was, and comes in by the code', async () => {
  const { link, code } = await invited();
  await enterWaitingRoom(guest.page, link, 'Mara');
  await guest.page.context().clearCookies();
  await guest.page.reload();
  await stateOf(guest.page, 'forgotten');
  await accessible(guest.page, 'forgotten');
  const said = await guest.page.locator('.notice').innerText();
  expect(said).toContain('Diese Seite kennt Sie nicht mehr');
  const stranger = await openPerson(PHONE);
  await stranger.page.goto(`${portal.url}/j#i-0193b0a0-0000-7000-8000-000000000001`);
  await stateOf(stranger.page, 'forgotten');
  expect(await stranger.page.locator('.notice').innerText()).toBe(said);
  await stranger.close();
  await typeCode(guest.page, code);
  await throughTheDoor(guest.page, 'Mara');
});

test('M1.5 a provider who lost the cookie reads why at the sign-in, and goes on where she wanted to', async () => {
  const person = await openPerson();
  const login = portal.demo[0] ?? { email: '', password: '' };
  await signIn(person.page, portal.url, login);
  await person.page.context().clearCookies();
  await person.page.goto(`${portal.url}/portal/events`);
  await expect(person.page.getByText('Wenn Sie angemeldet waren, ist die Anmeldung zu Ende')).toBeVisible();
  await person.page.locator('[name=email]').fill(login.email);
  await person.page.locator('[name=password]').fill(login.password);
  await person.page.locator('form button.act').click();
  await person.page.waitForURL((at) => at.pathname === '/portal/events');
  expect(person.complaints).toEqual([]);
  await person.close();
});

test('M5.1 without camera and microphone one comes in too, and writes', async () => {
  const { link } = await invited();
  await guest.page.goto(link);
  await stateOf(guest.page, 'who');
  await guest.page.locator('[data-state=who] .ways button').last().click();
  await guest.page.locator('[data-state=name] input').fill('Mara');
  await guest.page.locator('[data-state=name] button.act').click();
  await waiting(guest.page);
});

test('M5.1 inside another app the page says how to get out, and lets one stay', async () => {
  const { link } = await invited();
  const inApp = await openPerson({
    ...PHONE,
    userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 Instagram 330.0',
  });
  await inApp.page.goto(link);
  await stateOf(inApp.page, 'in-app');
  await accessible(inApp.page, 'in-app');
  await expect(inApp.page.locator('body')).toContainText('Instagram');
  await inApp.page.getByRole('button', { name: 'Trotzdem hier weitermachen' }).click();
  await stateOf(inApp.page, 'who');
  await inApp.close();
});

test('M5.1 the page speaks the language of the person’s browser', async () => {
  const { link } = await invited({ language: 'fr' });
  for (const [language, title] of [
    ['en', 'Jana Krüger is expecting you'],
    ['fr', 'Jana Krüger vous attend'],
  ] as const) {
    const reader = await openPerson({ ...PHONE, language });
    await reader.page.goto(link);
    await stateOf(reader.page, 'who');
    await expect(reader.page.locator('html')).toHaveAttribute('lang', language);
    await expect(reader.page.getByRole('heading', { level: 1 })).toContainText(title);
    // Another language, and still the same link.
    await reader.page.getByRole('button', { name: 'Deutsch' }).click();
    await expect(reader.page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(reader.page.getByRole('heading', { level: 1 })).toContainText('Jana Krüger erwartet Sie');
    expect(reader.page.url()).toBe(link);
    expect(reader.complaints).toEqual([]);
    await reader.close();
  }
});

test('M1.4 wrong codes are limited; a genuine link still opens from the same address', async () => {
  const { link } = await invited();
  const look = (code: string) => guest.page.request.post(`${portal.url}/j/look`, { data: { code }, headers: { origin: portal.url } });
  const statuses: number[] = [];
  for (let tries = 0; tries < 20; tries++) statuses.push((await look(`AAA-AAA-A${'BCDEFGHJKLMNPQRSTUVW'.charAt(tries)}B`)).status());
  expect(statuses).toContain(429);
  await guest.page.goto(link);
  await stateOf(guest.page, 'who');
});
