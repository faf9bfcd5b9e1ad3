/** Kinds of appointment and working hours: kept by the owner, and said while planning. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { openPerson, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = () => portal.demo[0] ?? { email: '', password: '' };
const row = (page: Page, name: string) => page.locator('main li').filter({ hasText: name });
const fitsIn = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('M3.9 M3.10 an owner adds a kind of appointment and working hours, and is told when planning outside them or in a pause', async () => {
  test.setTimeout(120_000);
  const owner = await openPerson({ viewport: { width: 320, height: 700 } });
  const p = owner.page;
  try {
    await signIn(p, portal.url, login());
    await p.goto(`${portal.url}/portal/practice/types`);
    const add = p.locator('form[action="?/add"]');
    await add.locator('[name=minutes]').fill('4');
    await add.locator('button.act').click();
    await expect(add.locator('[name=name]')).toBeFocused();
    await expect(add.locator('[name=minutes]')).toHaveValue('4');
    await accessible(p, 'kinds of appointment, with faults');
    await add.locator('[name=name]').fill('Erstgespräch');
    await add.locator('[name=minutes]').fill('80');
    await add.locator('[name=after]').fill('15');
    await add.locator('[name=colour]').selectOption('amber');
    await add.locator('button.act').click();
    await expect(p.getByText('Erstgespräch ist gespeichert.')).toBeVisible();
    await expect(row(p, 'Erstgespräch')).toContainText('80 Minuten · Eine Person · 15 Minuten Pause danach');
    await accessible(p, 'kinds of appointment');
    expect(await fitsIn(p)).toBe(true);

    await p.goto(`${portal.url}/portal/account/hours`);
    for (let day = 0; day < 5; day++) await p.locator(`[name=day-${day}]`).fill('9-12, 13-17');
    await p.locator('[name=day-6]').fill('nie');
    await p.locator('form[action="?/week"] button.act').click();
    await expect(p.locator('[name=day-6]')).toBeFocused();
    await expect(p.locator('[name=day-0]')).toHaveValue('9-12, 13-17');
    await accessible(p, 'working hours, with a fault');
    await p.locator('[name=day-6]').fill('');
    await p.locator('form[action="?/week"] button.act').click();
    await expect(p.getByText('Die Arbeitszeiten sind gespeichert.')).toBeVisible();
    await expect(p.locator('[name=day-0]')).toHaveValue('09:00–12:00, 13:00–17:00');
    await p.locator('[name=firstDay]').fill('2031-12-24');
    await p.locator('form[action="?/add"] button').click();
    await expect(row(p, '24. Dezember 2031')).toContainText('keine Termine');
    await accessible(p, 'working hours');
    expect(await fitsIn(p)).toBe(true);

    // A Tuesday.
    const plan = async (time: string, title: string) => {
      await p.goto(`${portal.url}/portal/events/new`);
      await p.locator('[name=type]').selectOption({ label: 'Erstgespräch' });
      await expect(p.locator('[name=minutes]')).toHaveValue('80');
      await p.locator('[name=date]').fill('2031-03-04');
      await p.locator('[name=time]').fill(time);
      await p.locator('[name=title]').fill(title);
      await p.locator('main form button.act').click();
    };
    await plan('09:00', 'Drinnen');
    await p.waitForURL(/ask=publish/);
    await plan('10:30', 'Zu dicht');
    await expect(p.getByText('Das fällt in die Pause um einen anderen Termin')).toBeVisible();
    await expect(row(p, 'Drinnen')).toBeVisible();
    await accessible(p, 'planning into a pause');
    await p.locator('[name=time]').fill('18:00');
    await p.locator('main form button.act').click();
    await expect(p.getByText('Das liegt außerhalb der Arbeitszeiten')).toBeVisible();
    await expect(p.getByText('Arbeitszeit an diesem Tag: 09:00–12:00, 13:00–17:00').first()).toBeVisible();
    await expect(p.getByText('Der nächste freie Beginn wäre')).toContainText('5. März');
    await accessible(p, 'planning outside working hours');
    expect(await fitsIn(p)).toBe(true);
    await p.getByRole('button', { name: 'Trotzdem speichern' }).click();
    await p.waitForURL(/ask=publish/);
    expect(owner.complaints).toEqual([]);
  } finally {
    await owner.close();
  }
});

test('M3.9 without script the kind’s length takes the place of the one that stood there', async () => {
  const owner = await openPerson({ javaScriptEnabled: false });
  const p = owner.page;
  try {
    await signIn(p, portal.url, login());
    await p.goto(`${portal.url}/portal/events/new`);
    await p.locator('[name=type]').selectOption({ label: 'Kurzgespräch' });
    await p.locator('[name=title]').fill('Kurz');
    await p.locator('[name=date]').fill('2031-03-10');
    await p.locator('[name=time]').fill('09:00');
    await p.locator('main form button.act').click();
    await p.waitForURL(/ask=publish/);
    await expect(p.locator('main dl')).toContainText('25 Minuten');
    await expect(p.locator('main dl')).toContainText('Kurzgespräch');
  } finally {
    await owner.close();
  }
});
