/** The consultation between two people, each in a browser process of their own. */
import { expect, test, type Page } from '@playwright/test';
import { startPortal, type Portal } from './portal.ts';
import {
  act,
  admitFirst,
  enterWaitingRoom,
  inCall,
  invitationTo,
  linkIn,
  openPerson,
  openRoom,
  PHONE,
  pictureMoves,
  planEvent,
  signIn,
  soundArrives,
  stateOf,
  throughTheDoor,
  waiting,
  type Person,
} from './people.ts';
import { accessible } from './accessible.ts';
import { query } from './database.ts';

let portal: Portal;
let host: Person;
let guest: Person;

test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
  [host, guest] = await Promise.all([openPerson({ permissions: ['camera', 'microphone'], viewport: { width: 1280, height: 800 } }), openPerson(PHONE)]);
  await signIn(host.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
});
test.afterAll(async () => {
  await Promise.all([host.close(), guest.close()]);
  await portal.stop();
});
test.afterEach(() => {
  expect([...host.complaints, ...guest.complaints]).toEqual([]);
});

let number = 0;
/** An event for now with one client. */
async function appointment(
  more: { readonly startsInMinutes?: number; readonly minutes?: number } = {},
): Promise<{ readonly event: string; readonly link: string }> {
  const email = `client-${++number}@mail.example`;
  const event = await planEvent(host.page, portal.url, { title: `Folgegespräch ${number}`, email, label: 'Frau B.', ...more });
  return { event, link: linkIn(await invitationTo(portal.outbox, email)) };
}
/** The client in the waiting room, the host in the room. */
async function meet(): Promise<{ readonly event: string; readonly link: string }> {
  const made = await appointment();
  await guest.page.goto('about:blank');
  await enterWaitingRoom(guest.page, made.link, 'Mara');
  await openRoom(host.page, portal.url, made.event);
  return made;
}
async function talk(): Promise<{ readonly event: string; readonly link: string }> {
  const made = await meet();
  await admitFirst(host.page);
  await Promise.all([inCall(host.page), inCall(guest.page)]);
  await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
  return made;
}
/** Ends the host's consultation for everybody. */
async function endForAll(): Promise<void> {
  await host.page.getByRole('button', { name: 'Verlassen' }).click();
  await host.page.getByRole('dialog').getByRole('button', { name: 'Für alle beenden' }).click();
}
async function openChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Chat/ }).click();
  await expect(page.locator('section.chat')).toBeVisible();
}
async function write(page: Page, text: string): Promise<void> {
  await page.locator('section.chat textarea').fill(text);
  await page.locator('section.chat').getByRole('button', { name: 'Senden' }).click();
}
async function openCode(page: Page): Promise<void> {
  await page.locator('.top button.code').click();
  await expect(page.locator('section.code')).toBeVisible();
}

test('M5.1 M6.1 they see and hear each other after admission, and not before', async () => {
  await meet();
  await expect(host.page.locator('section.list li[data-readiness=ready]')).toBeVisible();
  expect(await guest.page.locator('.stage figure').count()).toBe(0);
  expect(await guest.page.locator('audio').count()).toBe(0);
  await expect(host.page.getByText('nennt sich „Mara“')).toBeVisible();
  await admitFirst(host.page);
  await Promise.all([inCall(host.page), inCall(guest.page)]);
  await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
  await soundArrives(host.page);
  await soundArrives(guest.page);
});

test('M7.3 they write to each other, and see what arrived', async () => {
  await talk();
  await openChat(host.page);
  await write(host.page, 'Guten Tag, hören Sie mich?');
  await expect(guest.page.getByRole('button', { name: 'Chat, 1 neue Nachricht' })).toBeVisible();
  await openChat(guest.page);
  await expect(guest.page.locator('.message').getByText('Guten Tag, hören Sie mich?')).toBeVisible();
  await write(guest.page, 'Ja, <b>gut</b> & klar');
  await expect(host.page.locator('.message').getByText('Ja, <b>gut</b> & klar')).toBeVisible();
  await expect(guest.page.locator('.message.own .state')).toHaveText('angekommen');
});

test('M6.1 muting and turning the camera off is heard and seen by the other', async () => {
  await talk();
  await guest.page.getByRole('button', { name: 'Mikrofon', exact: true }).click();
  await expect(host.page.locator('figcaption')).toContainText('Mara ist stumm');
  await guest.page.getByRole('button', { name: 'Kamera', exact: true }).click();
  await expect(host.page.locator('figure[data-picture=off]')).toBeVisible();
  await guest.page.getByRole('button', { name: 'Kamera', exact: true }).click();
  await guest.page.getByRole('button', { name: 'Mikrofon', exact: true }).click();
  await pictureMoves(host.page);
  await expect(host.page.locator('figcaption')).not.toContainText('stumm');
  await soundArrives(host.page);
  await host.page.locator('body').press('m');
  await expect(guest.page.locator('figcaption')).toContainText('ist stumm');
  await host.page.locator('body').press('m');
  await expect(guest.page.locator('figcaption')).not.toContainText('ist stumm');
});

test('M7.8 both see the same code; it is verified when both have said so', async () => {
  await talk();
  await Promise.all([openCode(host.page), openCode(guest.page)]);
  const code = await host.page.locator('.digits [aria-hidden]').textContent();
  expect(code).toMatch(/^\d{4} \d{4}$/);
  expect(await guest.page.locator('.digits [aria-hidden]').textContent()).toBe(code);
  await host.page.locator('section.code').getByRole('button', { name: 'Gleich' }).click();
  await expect(host.page.locator('section.code[data-state=confirmed-here]')).toBeVisible();
  await expect(guest.page.locator('section.code[data-state=confirmed-there]')).toBeVisible();
  await guest.page.locator('section.code').getByRole('button', { name: 'Gleich' }).click();
  for (const { page } of [host, guest]) {
    await expect(page.locator('section.code[data-state=verified]')).toBeVisible();
    await expect(page.locator('.top button.code')).toContainText('geprüft');
  }
});

test('M7.8 a code that does not match ends the call on both sides, and says why', async () => {
  await talk();
  await openCode(guest.page);
  await guest.page.locator('section.code').getByRole('button', { name: 'Stimmt nicht überein' }).click();
  await stateOf(guest.page, 'code-differs');
  await accessible(guest.page, 'code-differs');
  await expect(guest.page.getByRole('heading', { level: 1 })).toHaveText('Die Codes stimmen nicht überein');
  await expect(host.page.getByText(/Die Codes stimmen nicht überein|Vorsicht/).first()).toBeVisible();
  await expect(host.page.locator('.surface .stage figure video')).toHaveCount(0);
});

test('B8 a client hides their address in the waiting room: the talk goes over the relay, and both are told the way', async () => {
  await meet();
  await guest.page.getByLabel('Meine Internetadresse verbergen').check();
  await admitFirst(host.page);
  await Promise.all([inCall(host.page), inCall(guest.page)]);
  await pictureMoves(guest.page);
  await guest.page.getByRole('button', { name: 'Mehr' }).click();
  await expect(guest.page.getByText('über einen Zwischenknoten, der sie nicht öffnen kann').first()).toBeVisible();
  await expect(guest.page.getByText('Bild und Ton gehen verschlüsselt über einen Zwischenknoten')).toBeVisible();
});

test('M5.3 turned away with a reason, kindly; the same link opens again', async () => {
  const { link } = await meet();
  await host.page.getByRole('button', { name: /^Abweisen/ }).click();
  await host.page.getByRole('dialog').getByLabel('Bitte anrufen').check();
  await host.page.getByRole('dialog').getByRole('button', { name: 'Abweisen' }).click();
  await stateOf(guest.page, 'turned-away');
  await accessible(guest.page, 'turned-away');
  await expect(guest.page.locator('main, body').first()).toContainText('Bitte rufen Sie in der Praxis an.');
  await expect(host.page.locator('section.list[data-state=empty]')).toBeVisible();
  await guest.page.goto('about:blank');
  await enterWaitingRoom(guest.page, link, 'Mara');
});

test('M5.3 the host writes to who waits, before letting them in, and says when it begins', async () => {
  await meet();
  await expect(host.page.locator('section.list li[data-readiness=ready]')).toBeVisible();
  await host.page.getByRole('button', { name: /^Schreiben/ }).click();
  await host.page.getByRole('dialog').locator('textarea').fill('Ich bin gleich so weit.');
  await host.page.getByRole('dialog').getByRole('button', { name: 'Senden' }).click();
  await expect(guest.page.locator('.notes')).toContainText('Ich bin gleich so weit.');
  await host.page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click();
  await host.page.getByText('Allen Wartenden sagen').click();
  await host.page.getByRole('button', { name: 'etwa 5 Minuten später' }).click();
  await expect(guest.page.locator('.notes')).toContainText('verspätet sich um etwa 5 Minuten');
});

test('M4.2 who left comes back straight into the call; after the host ended nobody does', async () => {
  const { link } = await talk();
  await guest.page.getByRole('button', { name: 'Verlassen' }).click();
  await guest.page.getByRole('dialog').getByRole('button', { name: 'Verlassen' }).click();
  await stateOf(guest.page, 'after-left');
  await accessible(guest.page, 'after-left');
  await expect(guest.page.locator('body')).not.toContainText('{');
  await guest.page.getByRole('button', { name: 'Wieder hereinkommen' }).click();
  await inCall(guest.page);
  await pictureMoves(guest.page);
  await endForAll();
  await stateOf(host.page, 'after-host-ended');
  await accessible(host.page, 'host after-host-ended');
  await expect(host.page.locator('.duration')).toHaveText('Dauer: weniger als eine Minute');
  await stateOf(guest.page, 'after-host-ended');
  await expect(guest.page.locator('body')).not.toContainText('{');
  await expect(host.page.locator('body')).not.toContainText('{');
  await guest.page.goto('about:blank');
  await guest.page.goto(link);
  await throughTheDoor(guest.page, 'Mara');
});

test('M4.2 a reload of the guest leads straight back into the call, also after the planned end', async () => {
  const { event } = await talk();
  await guest.page.reload();
  await inCall(guest.page);
  await pictureMoves(host.page);
  await query(portal, `update event set starts_at = starts_at - interval '2 hours', planned_end = planned_end - interval '2 hours' where id = $1`, [event]);
  await guest.page.reload();
  await inCall(guest.page);
  await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
});

test('M6.1 a reload of the host: the guest stays, and the pictures come again', async () => {
  await talk();
  await host.page.reload();
  await inCall(host.page);
  await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
});

test('M5.3 a second device of the host stands by and takes over when asked', async () => {
  const { event } = await talk();
  const second = await host.page.context().newPage();
  await second.goto(`${portal.url}/portal/room/${event}`);
  await stateOf(second, 'standby');
  await accessible(second, 'standby');
  await pictureMoves(host.page);
  await second.getByRole('button', { name: 'Hier übernehmen' }).click();
  await inCall(second);
  await Promise.all([pictureMoves(second), pictureMoves(guest.page)]);
  await stateOf(host.page, 'standby');
  await second.close();
  await host.page
    .getByRole('button', { name: 'Hier übernehmen' })
    .click()
    .catch(() => undefined);
  await inCall(host.page);
});

test('M5.3 the guest comes first, waits, and is told when the host has come', async () => {
  const { event, link } = await appointment({ startsInMinutes: -20, minutes: 60 });
  await host.page.goto(`${portal.url}/portal`);
  await guest.page.goto('about:blank');
  await enterWaitingRoom(guest.page, link, 'Mara');
  await expect(guest.page.locator('section.waiting[data-state=absent]')).toBeVisible();
  await openRoom(host.page, portal.url, event);
  await expect(guest.page.locator('section.waiting[data-state=here]')).toBeVisible();
  await admitFirst(host.page);
  await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
});

test('M4.2 cancelling kills the link at once, and tells who waits', async () => {
  const { event, link } = await meet();
  await act(host.page, `${portal.url}/portal/events/${event}?/cancel`, {});
  await stateOf(guest.page, 'cancelled');
  await accessible(guest.page, 'cancelled');
  await guest.page.goto('about:blank');
  await guest.page.goto(link);
  await stateOf(guest.page, 'cancelled');
  await host.page.goto(`${portal.url}/portal`);
});

test('M4.2 the planned end shuts the waiting room; nobody new comes in afterwards', async () => {
  const { event, link } = await appointment();
  await query(portal, `update event set planned_end = now() + interval '6 seconds' where id = $1`, [event]);
  await guest.page.goto('about:blank');
  await enterWaitingRoom(guest.page, link, 'Mara');
  await expect(guest.page.locator('[data-state=planned-end]')).toBeVisible();
  await accessible(guest.page, 'planned-end');
  await guest.page.goto('about:blank');
  await guest.page.goto(link);
  await stateOf(guest.page, 'over');
});

test('M4.2 extending from the room opens the link again and shows the new end', async () => {
  const { event, link } = await appointment({ startsInMinutes: -29, minutes: 30 });
  await openRoom(host.page, portal.url, event);
  await host.page.getByText('Termin verlängern').click();
  await host.page.getByRole('button', { name: 'um 15 Minuten' }).first().click();
  await expect(host.page.getByText(/Verlängert bis/).first()).toBeVisible();
  await guest.page.goto('about:blank');
  await enterWaitingRoom(guest.page, link, 'Mara');
  await waiting(guest.page);
});

test('M5.1 a second tab of the same invitation waits beside the first, and the host is warned', async () => {
  const { link } = await meet();
  const second = await guest.page.context().newPage();
  await enterWaitingRoom(second, link, 'Mara');
  await expect(host.page.locator('section.list .twice').first()).toContainText('zweimal da');
  await second.close();
});
