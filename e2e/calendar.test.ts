/** Saying whether one comes, seeing one's appointments, following them in a calendar program; and that its address is written down nowhere. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { act, invitationTo, linkIn, openPerson, PHONE, planEvent, signIn, stateOf } from './people.ts';
import { startPortal, type Portal } from './portal.ts';
import { marksInFiles } from './traces.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };

test('M3.1 a guest declines on the link’s page, the practice sees it, and the guest comes after all', async () => {
  test.setTimeout(120_000);
  const [owner, guest] = await Promise.all([openPerson({ colorScheme: 'dark' }), openPerson(PHONE)]);
  const [p, g] = [owner.page, guest.page];
  try {
    await signIn(p, portal.url, demo('owner'));
    const event = await planEvent(p, portal.url, { title: 'Gespräch', email: 'guest@mail.example', label: 'Frau G.', startsInMinutes: 120 });
    const link = linkIn(await invitationTo(portal.outbox, 'guest@mail.example'));
    await g.goto(link);
    await stateOf(g, 'who');
    const reply = g.getByRole('region', { name: 'Ihre Antwort' });
    await expect(reply).toContainText('Kommen Sie?');
    await accessible(g, 'who, with the question');
    await reply.getByRole('button', { name: 'Ich kann nicht' }).click();
    await expect(reply).toContainText('Sie haben abgesagt.');
    await expect(reply.locator('p').first()).toBeFocused();
    await g.screenshot({ path: '/tmp/h8-guest-declined.png' });

    await p.goto(`${portal.url}/portal/events/${event}`);
    await expect(p.getByText('Frau G. hat abgesagt.')).toBeVisible();
    await expect(p.locator('[data-delivery]')).toContainText('hat abgesagt, ');
    await accessible(p, 'event with a decline, dark');

    // Another look finds the answer again; it closed nothing.
    await g.goto('about:blank');
    await g.goto(link);
    await expect(reply).toContainText('Sie haben abgesagt.');
    await reply.getByRole('button', { name: 'Antwort zurücknehmen' }).click();
    await reply.getByRole('button', { name: 'Ich komme' }).click();
    await expect(reply).toContainText('Sie haben zugesagt.');
    await p.reload();
    await expect(p.locator('[data-delivery]')).toContainText('hat zugesagt');

    // Cancelled meanwhile: the answer finds nothing to answer, and the page says why.
    await act(p, `${portal.url}/portal/events/${event}?/cancel`, {});
    await reply.getByRole('button', { name: 'Antwort zurücknehmen' }).click();
    await stateOf(g, 'cancelled');
    expect([...owner.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), guest.close()]);
  }
});

test('M3.1 M4.3 a client answers in the account and follows the appointments, also without script', async () => {
  test.setTimeout(120_000);
  for (const [language, viewport, script] of [
    ['de', { width: 320, height: 720 }, true],
    ['fr', { width: 1000, height: 900 }, false],
  ] as const) {
    const person = await openPerson({ viewport, javaScriptEnabled: script, language, colorScheme: script ? 'light' : 'dark' });
    const { page } = person;
    try {
      await page.goto(`${portal.url}/portal/login`);
      await page.locator('[name=email]').fill(demo('client').email);
      await page.locator('[name=password]').fill(demo('client').password);
      await page.locator('form button.act').click();
      await page.waitForURL((at) => at.pathname === '/portal');
      await page.locator('main form button[value=confirmed]').click();
      await expect(page.locator('main [data-said=done]')).toBeVisible();
      await page.locator('main form button[value=none]').click();
      await expect(page.locator('main form button[value=declined]')).toBeVisible();
      if (script) await accessible(page, 'own events with answers, 320 px');

      await page.goto(`${portal.url}/portal/calendar`);
      await expect(page.locator('main table td a')).toHaveCount(1);
      await page.locator('main form button[value=declined]').click();
      await expect(page.locator('main form button[value=none]')).toBeVisible();
      await page.locator('main form button[value=none]').click();
      await page.locator('main button[type=submit]').last().click();
      const address = await page.locator('textarea').inputValue();
      expect(address).toMatch(/\/portal\/feed\/[\w-]{43}\.ics$/);
      if (script) await accessible(page, 'calendar with an address, 320 px');
      await page.screenshot({ path: `/tmp/h8-calendar-${language}.png`, fullPage: true });
      const calendar = await fetch(address);
      expect(calendar.status).toBe(200);
      expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*UID:[^]*END:VCALENDAR\r\n$/);
      const again = await fetch(address, { headers: { 'if-none-match': calendar.headers.get('etag') ?? '' } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      await page.goto(`${portal.url}/portal/calendar`);
      await expect(page.locator('textarea')).toHaveCount(0);
      await page.locator('[formaction="?/end"]').click();
      await expect(page.locator('main [data-said=done]')).toBeVisible();
      expect((await fetch(address)).status).toBe(404);
      expect(person.complaints).toEqual([]);
    } finally {
      await person.close();
    }
  }
});

test('M1.2 M4.3 the address of a calendar is in no record, no log and no file, and a planted one would be found', async () => {
  test.setTimeout(120_000);
  const person = await openPerson({ colorScheme: 'dark' });
  try {
    await signIn(person.page, portal.url, demo('owner'));
    await person.page.goto(`${portal.url}/portal/calendar`);
    await accessible(person.page, 'calendar of a provider, dark');
    await person.page.locator('[name=wording]').selectOption('title');
    await person.page.locator('main button[type=submit]').last().click();
    const address = await person.page.locator('textarea').inputValue();
    await person.page.screenshot({ path: '/tmp/h8-calendar-provider.png', fullPage: true });
    const secret = /([\w-]{43})\.ics$/.exec(address)?.[1] ?? '';
    const calendar = await fetch(address);
    expect(calendar.status).toBe(200);
    const routes = async () => (await query(portal, 'select route from access_record')).map(({ route }) => route);
    await expect.poll(routes, { timeout: 70_000 }).toContain('/portal/feed/[secret].ics');
    await query(portal, 'checkpoint');
    expect(marksInFiles(portal.dataDir, { secret })).toEqual([]);
    expect(portal.output()).not.toContain(secret);
    const planted = join(portal.dataDir, 'planted');
    writeFileSync(planted, `GET /portal/feed/${secret}.ics`);
    expect(marksInFiles(portal.dataDir, { secret })).toEqual(['planted: secret']);
    await query(portal, "insert into operator_setting (name, value) values ('planted', $1)", [secret]);
    await query(portal, 'checkpoint');
    expect(marksInFiles(portal.dataDir, { secret }).length).toBeGreaterThan(1);
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});
