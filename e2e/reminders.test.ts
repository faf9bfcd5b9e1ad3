/** A person is reminded of an appointment, stops that by the link in the mail, and the practice sees it. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { linkIn, openPerson, PHONE, planEvent, signIn, stateOf } from './people.ts';
import type { ReadMail } from './outbox.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = (): { readonly email: string; readonly password: string } => portal.demo[0] ?? { email: '', password: '' };
const stopLinkIn = (mail: ReadMail): string | undefined => mail.links.find((each) => each.includes('/reminders#'));
const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 60_000);

test('M3.9 M4.1 a client is reminded by mail, its link opens the door, and a press on a page stops further ones; the practice sees both', async () => {
  test.setTimeout(240_000);
  const [owner, guest] = await Promise.all([openPerson({ viewport: { width: 320, height: 640 } }), openPerson(PHONE)]);
  const [p, g] = [owner.page, guest.page];
  try {
    await signIn(p, portal.url, login());
    const event = await planEvent(p, portal.url, { title: 'Gespräch', email: 'mara@mail.example', label: 'M.', startsInMinutes: 20 * 60, language: 'de' });
    await portal.outbox.newestTo('mara@mail.example');
    // As if the invitation had gone out three days ago: nobody is reminded of what they were told today.
    await query(portal, `update outbox set created_at = created_at - interval '3 days' where reference_id in (select id from invitation where event_id = $1)`, [
      event,
    ]);

    // Meanwhile the practice looks at its choice. The job comes each minute.
    await p.goto(`${portal.url}/portal/practice/defaults`);
    const [day, shortly] = [p.getByLabel('24 Stunden vor Beginn'), p.getByLabel('10 Minuten vor Beginn')];
    await expect(day).toBeChecked();
    await expect(shortly).toBeChecked();
    await accessible(p, 'defaults');
    await shortly.uncheck();
    await p.getByRole('button', { name: 'Speichern' }).click();
    await expect(p.getByText('Gespeichert.')).toBeVisible();
    await p.reload();
    await expect(day).toBeChecked();
    await expect(shortly).not.toBeChecked();
    await shortly.check();
    await p.locator('[name=minutes]').fill('viele');
    await p.getByRole('button', { name: 'Speichern' }).click();
    await expect(p.locator('[name=minutes]')).toBeFocused();
    await expect(shortly).toBeChecked();
    await p.locator('[name=minutes]').fill('');
    await p.getByRole('button', { name: 'Speichern' }).click();
    await expect(p.getByText('Gespeichert.')).toBeVisible();

    const reminders = async (): Promise<readonly ReadMail[]> =>
      (await portal.outbox.all()).filter((mail) => mail.to === 'mara@mail.example' && stopLinkIn(mail) !== undefined);
    await expect.poll(async () => (await reminders()).length, { timeout: 120_000, intervals: [500] }).toBe(1);
    const [mail] = await reminders();
    if (!mail) throw new Error('no reminder');
    expect(mail.subject).toMatch(/^Erinnerung: Ihr Termin am \w+tag, /);
    const sentAt = new Date(mail.parsed.date ?? 0);
    expect(Math.abs(minutesBetween(sentAt, new Date()))).toBeLessThan(3);

    await g.goto(linkIn(mail));
    await stateOf(g, 'who');

    const stopLink = stopLinkIn(mail) ?? '';
    await g.goto(stopLink);
    const stop = g.getByRole('button', { name: 'Keine Erinnerungen mehr' });
    await expect(stop).toBeVisible();
    await accessible(g, 'stop reminders');
    // A scanner that opens the page and runs its script has changed nothing.
    expect(await query(portal, 'select 1 from invitation where reminders_stopped_at is not null')).toEqual([]);
    await stop.click();
    await expect(g.locator('[data-said=done]')).toContainText('keine Erinnerungen mehr');
    await expect(g.locator('[data-said=done]')).toContainText('(Berlin)');
    await accessible(g, 'reminders stopped');

    await p.goto(`${portal.url}/portal/events/${event}`);
    await expect(p.getByText('keine Erinnerungen', { exact: true })).toBeVisible();
    await expect(p.getByText('24 Stunden vorher an eine Person verschickt.')).toContainText('Es geht keine mehr hinaus.');
    await accessible(p, 'event with reminders');

    await g.getByRole('button', { name: 'Doch wieder erinnern' }).click();
    await expect(g.locator('[data-said=done]')).toContainText('wieder');
    await p.reload();
    await expect(p.getByText('keine Erinnerungen', { exact: true })).toHaveCount(0);
    await expect(p.getByText('24 Stunden vorher an eine Person verschickt.')).toContainText('Die nächste geht am');
    await p.emulateMedia({ colorScheme: 'dark' });
    await accessible(p, 'event with reminders, dark');
    await g.emulateMedia({ colorScheme: 'dark' });
    await accessible(g, 'reminders wanted again, dark');

    // The minute's job has come again since, and there is still one.
    expect(await reminders()).toHaveLength(1);
    // The token stood in no address that a server saw.
    const routes = await query(portal, 'select distinct route from access_record');
    expect(JSON.stringify(routes)).not.toContain(new URL(stopLink).hash.slice(1));
    expect([...owner.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), guest.close()]);
  }
});

test('M3.9 the page that stops reminders works without script, in each language, and refuses what is no link', async () => {
  const people = await Promise.all(
    (['de', 'en', 'fr'] as const).map((language) => openPerson({ javaScriptEnabled: false, language, viewport: { width: 320, height: 640 } })),
  );
  try {
    for (const { page } of people) {
      await page.goto(`${portal.url}/reminders`);
      await page.locator('main form button').click();
      await expect(page.locator('[name=token]')).toHaveAttribute('aria-invalid', 'true');
      await page.locator('[name=token]').fill('https://portal.example/reminders#AAAA');
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('main form button').click();
      expect((await answered).status()).toBe(410);
      await expect(page.locator('[name=token]')).toHaveValue('https://portal.example/reminders#AAAA');
      await expect(page.locator('[data-said=heed]')).toBeVisible();
    }
  } finally {
    await Promise.all(people.map((person) => person.close()));
  }
});
