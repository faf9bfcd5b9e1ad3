/** A practice's team: an assistant is invited by mail, plans for the provider, and stays outside. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { invitationTo, openPerson, signIn } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(() => portal.stop());

const login = (role: 'owner' | 'assistant') => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };
const submit = (page: Page) => page.locator('main form button.act').last().click();
const row = (page: Page, name: string) => page.locator('main li').filter({ hasText: name });

test('M3.10 an owner invites an assistant by mail, who plans for the provider and comes into no consultation', async () => {
  test.setTimeout(120_000);
  const [owner, assistant] = await Promise.all([openPerson(), openPerson({ viewport: { width: 320, height: 640 } })]);
  const [p, a] = [owner.page, assistant.page];
  try {
    await signIn(p, portal.url, login('owner'));
    await p.goto(`${portal.url}/portal/practice/members`);
    await expect(row(p, 'Jana Krüger')).toContainText('Inhaber/in');
    await submit(p);
    await expect(p.getByText('Bitte geben Sie die E-Mail-Adresse ein.')).toBeVisible();
    await expect(p.locator('[name=email]')).toBeFocused();
    await accessible(p, 'members, with a fault');
    await p.locator('[name=email]').fill('nora@mail.example');
    await submit(p);
    await expect(p.getByText('Die Einladung an nora@mail.example ist unterwegs.')).toBeVisible();
    await accessible(p, 'members, with an invitation');

    const mail = await portal.outbox.newestTo('nora@mail.example', (each) => each.links.some((link) => link.includes('/portal/join-practice#')));
    const link = mail.links.find((each) => each.includes('/portal/join-practice#')) ?? '';
    await a.goto(link);
    await a.locator('[name=firstName]').fill('Nora');
    await a.locator('[name=password]').fill('kurz');
    await submit(a);
    await expect(a.locator('[name=lastName]')).toBeFocused();
    await expect(a.locator('[name=firstName]')).toHaveValue('Nora');
    await accessible(a, 'joining, with faults');
    await a.locator('[name=lastName]').fill('Vogt');
    await a.locator('[name=password]').fill('Regen auf dem Schlachtensee');
    await a.locator('[name=terms]').check();
    await submit(a);
    await a.waitForURL((at) => at.pathname === '/portal');

    await a.goto(`${portal.url}/portal/events/new`);
    await expect(a.locator('[name=owner] option')).toHaveText(['Jana Krüger']);
    await accessible(a, 'planning for somebody');
    await a.locator('[name=title]').fill('Erstgespräch');
    await a.locator('[name=date]').fill('2031-03-04');
    await a.locator('[name=email]').fill('klient@mail.example');
    await submit(a);
    await a.waitForURL(/ask=publish/);
    const event = new URL(a.url()).pathname.split('/').at(-1) ?? '';
    await a.locator('dialog form button').click();
    expect((await invitationTo(portal.outbox, 'klient@mail.example')).entryCode).not.toBeNull();

    const room = await a.request.get(`${portal.url}/portal/room/${event}`);
    expect(room.status()).toBe(403);
    const ticket = await a.request.post(`${portal.url}/portal/ticket`, { data: { event }, headers: { origin: portal.url } });
    expect([ticket.status(), await ticket.text()]).toEqual([403, expect.not.stringContaining('"ticket"')]);
    // The same is given to who leads it.
    expect((await p.request.get(`${portal.url}/portal/room/${event}`)).status()).toBe(200);
    const hers = await p.request.post(`${portal.url}/portal/ticket`, { data: { event }, headers: { origin: portal.url } });
    expect(await hers.text()).toContain('"ticket"');

    await p.reload();
    await row(p, 'Jana Krüger').getByRole('link').click();
    await p.locator('main li select[name=role]').selectOption('assistant');
    await p.getByRole('button', { name: 'Rolle speichern' }).click();
    await expect(p.getByText('Eine Praxis braucht mindestens')).toBeVisible();
    await accessible(p, 'the last owner');
    await p.getByRole('link', { name: 'Zurück', exact: true }).click();
    await row(p, 'Nora Vogt').getByRole('link').click();
    await p.locator('main li select[name=role]').selectOption('provider');
    await p.getByRole('button', { name: 'Rolle speichern' }).click();
    await expect(row(p, 'Nora Vogt')).toContainText('Behandler/in');
    await row(p, 'Nora Vogt').getByRole('link').click();
    await p.getByRole('button', { name: 'Aus dem Team nehmen' }).click();
    await expect(p.getByText('Nicht mehr im Team.')).toBeVisible();
    await expect(row(p, 'Nora Vogt')).toHaveCount(0);
    await a.goto(`${portal.url}/portal/events`);
    await expect(a).toHaveURL(/portal\/login/);
    await a.goto(link);
    await a.reload();
    await a.locator('[name=firstName]').fill('Nora');
    await submit(a);
    await expect(a.getByText('Dieser Link gilt nicht mehr')).toBeVisible();
    expect([...owner.complaints].filter((each) => !each.includes('409'))).toEqual([]);
  } finally {
    await Promise.all([owner.close(), assistant.close()]);
  }
});

test('M3.10 the demonstration practice has an assistant, who sees the team and changes nothing in it', async () => {
  const person = await openPerson({ viewport: { width: 320, height: 640 } });
  const { page } = person;
  try {
    await signIn(page, portal.url, login('assistant'));
    await page.goto(`${portal.url}/portal/practice/members`);
    await expect(row(page, 'Timo Sander')).toContainText('Assistenz');
    await expect(page.locator('[name=email]')).toHaveCount(0);
    await accessible(page, 'members, as an assistant');
    const refused = await page.request.post(`${portal.url}/portal/practice/members?/invite`, {
      form: { email: 'x@mail.example', role: 'owner', language: 'de' },
      headers: { origin: portal.url },
    });
    expect(refused.status()).toBe(403);
  } finally {
    await person.close();
  }
});

test('M3.9 M3.10 an owner sets the defaults of appointments and finds it in the trail; an assistant sees neither', async () => {
  test.setTimeout(90_000);
  const [owner, assistant] = await Promise.all([openPerson({ viewport: { width: 320, height: 640 } }), openPerson({ javaScriptEnabled: false })]);
  const [p, a] = [owner.page, assistant.page];
  try {
    await signIn(p, portal.url, login('owner'));
    await p.goto(`${portal.url}/portal/practice/defaults`);
    await p.locator('[name=minutes]').fill('25');
    await p.locator('[name=termHours]').fill('9999');
    await submit(p);
    await expect(p.getByText('Bitte eine Zahl von 1 bis 2160, oder nichts.')).toBeVisible();
    await expect(p.locator('[name=termHours]')).toBeFocused();
    await expect(p.locator('[name=minutes]')).toHaveValue('25');
    await accessible(p, 'defaults, with a fault');
    await p.locator('[name=termHours]').fill('');
    await submit(p);
    await expect(p.getByText('Gespeichert.')).toBeVisible();
    await p.goto(`${portal.url}/portal/events/new`);
    await expect(p.locator('[name=minutes]')).toHaveValue('25');
    await p.goto(`${portal.url}/portal/practice/trail`);
    await expect(p.locator('tbody tr').filter({ hasText: 'Vorgaben geändert' })).toContainText('Jana Krüger');
    await accessible(p, 'trail');
    await p.goto(`${portal.url}/portal/practice/trail?month=2025-01`);
    await expect(p.getByText('Keine Einträge.')).toBeVisible();

    await p.goto(`${portal.url}/portal/practice/export`);
    await p.locator('[name=password]').fill('falsch');
    await submit(p);
    await expect(p.getByText('Das ist nicht Ihr Passwort.')).toBeVisible();
    await accessible(p, 'export, with a fault');
    await p.locator('[name=password]').fill(login('owner').password);
    const [download] = await Promise.all([p.waitForEvent('download'), submit(p)]);
    expect(download.suggestedFilename()).toBe('incamera-export.json');

    await signIn(a, portal.url, login('assistant'));
    await a.locator('header').getByRole('link', { name: 'Praxis', exact: true }).click();
    await expect(a.getByRole('heading', { level: 1 })).toHaveText('Team');
    for (const path of ['defaults', 'trail', 'export']) expect((await a.request.get(`${portal.url}/portal/practice/${path}`)).status()).toBe(403);
    expect(owner.complaints).toEqual([]);
  } finally {
    await Promise.all([owner.close(), assistant.close()]);
  }
});
