/** A practice says where it is reached, and its clients read it where something does not go on. */
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { act, enterWaitingRoom, invitationTo, linkIn, openPerson, PHONE, planEvent, signIn, stateOf } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const NUMBER = '+49 30 23125 011';
const login = (): { readonly email: string; readonly password: string } => portal.demo[0] ?? { email: '', password: '' };

test('M3.9 a practice gives its telephone number, and guests see it in the waiting room and behind a dead link', async () => {
  test.setTimeout(90_000);
  const [owner, guest] = await Promise.all([openPerson({ viewport: { width: 320, height: 640 } }), openPerson(PHONE)]);
  const [p, g] = [owner.page, guest.page];
  try {
    await signIn(p, portal.url, login());
    await p.locator('nav').getByRole('link', { name: 'Praxis' }).click();
    await expect(p.getByRole('heading', { level: 1 })).toHaveText('Ihre Praxis');
    await accessible(p, 'practice');
    const telephone = p.locator('[name=telephone]');
    await telephone.fill('rufen Sie an');
    await p.locator('[name=name]').fill('Praxis am Schlachtensee');
    await p.locator('main form button.act').click();
    await expect(p.getByText('Das ist keine Telefonnummer.')).toBeVisible();
    await expect(telephone).toBeFocused();
    await expect(telephone).toHaveValue('rufen Sie an');
    await expect(p.locator('[name=name]')).toHaveValue('Praxis am Schlachtensee');
    await accessible(p, 'practice, with a fault');
    await telephone.fill('+49 (0)30 23125 011');
    await p.locator('main form button.act').click();
    await expect(p.getByText('Gespeichert.')).toBeVisible();
    await expect(telephone).toHaveValue(NUMBER);
    await expect(p.locator('header')).toContainText('Praxis am Schlachtensee');

    const event = await planEvent(p, portal.url, { title: 'Gespräch', email: 'tel@mail.example', label: 'T.' });
    const mail = await invitationTo(portal.outbox, 'tel@mail.example');
    expect(mail.source.replaceAll('=\r\n', '')).toContain(NUMBER);
    await enterWaitingRoom(g, linkIn(mail), 'Mara');
    const call = g.getByRole('link', { name: NUMBER });
    await expect(call).toHaveAttribute('href', 'tel:+493023125011');
    await act(p, `${portal.url}/portal/events/${event}?/cancel`, {});
    await stateOf(g, 'cancelled');
    await g.goto('about:blank');
    await g.goto(linkIn(mail));
    await stateOf(g, 'cancelled');
    await expect(call).toBeVisible();
    expect([...owner.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([owner.close(), guest.close()]);
  }
});

test('M3.9 the practice’s page works without script', async () => {
  const person = await openPerson({ javaScriptEnabled: false });
  const { page } = person;
  try {
    await page.goto(`${portal.url}/portal/practice`);
    await page.locator('[name=email]').fill(login().email);
    await page.locator('[name=password]').fill(login().password);
    await page.locator('form button.act').click();
    await page.waitForURL(/portal\/practice/);
    await page.locator('[name=telephone]').fill('??');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Das ist keine Telefonnummer.')).toBeVisible();
    await expect(page.locator('[name=telephone]')).toHaveValue('??');
    await page.locator('[name=telephone]').fill('');
    await page.locator('main form button.act').click();
    await expect(page.locator('main [data-said]')).toBeVisible();
    await expect(page.locator('[name=telephone]')).toHaveValue('');
  } finally {
    await person.close();
  }
});
