/** The portal dies in the middle of a consultation. */
import { expect, test, type Page } from '@playwright/test';
import { startPortal } from './portal.ts';
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
  type Person,
} from './people.ts';

async function goesDirectly(page: Page): Promise<void> {
  await expect(page.locator('.chip.line:not([data-state=unknown])')).toBeVisible();
  await expect(page.locator('.chip.line')).not.toContainText('umgeleitet');
}

test('M6.1 M7.6 after kill -9 of the portal the picture goes on, the socket comes back, they write, and another is let in', async () => {
  test.setTimeout(120_000);
  let portal = await startPortal({ demo: true });
  const [host, guest] = await Promise.all([openPerson({ permissions: ['camera', 'microphone'] }), openPerson(PHONE)]);
  let late: Person | null = null;
  try {
    await signIn(host.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    const event = await planEvent(host.page, portal.url, { title: 'Gespräch', email: 'first@mail.example', label: 'Frau B.', size: 'group' });
    await act(host.page, `${portal.url}/portal/events/${event}?/invite`, { email: 'second@mail.example', label: 'Herr S.', invitationLanguage: 'de' });
    await enterWaitingRoom(guest.page, linkIn(await invitationTo(portal.outbox, 'first@mail.example')), 'Mara');
    await openRoom(host.page, portal.url, event);
    await admitFirst(host.page);
    await Promise.all([inCall(host.page), inCall(guest.page)]);
    await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
    // The relay of development is the portal's child and falls with it; they have moved away from it when both say so.
    await Promise.all([goesDirectly(host.page), goesDirectly(guest.page)]);

    await portal.kill9();
    await expect(host.page.getByText('Das Portal ist gerade nicht erreichbar. Ihr Gespräch läuft weiter.')).toBeVisible();
    await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
    await guest.page.getByRole('button', { name: /^Chat/ }).click();
    await guest.page.locator('section.chat textarea').fill('Sind Sie noch da?');
    await guest.page.locator('section.chat').getByRole('button', { name: 'Senden' }).click();
    await host.page.getByRole('button', { name: /^Chat/ }).click();
    await expect(host.page.locator('.message').getByText('Sind Sie noch da?')).toBeVisible();

    portal = await startPortal({ demo: true, dataDir: portal.dataDir, port: portal.port });
    await expect(host.page.getByText('Das Portal ist gerade nicht erreichbar.')).toBeHidden({ timeout: 30_000 });
    await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);
    await guest.page.reload();
    await inCall(guest.page);
    await Promise.all([pictureMoves(host.page), pictureMoves(guest.page)]);

    late = await openPerson(PHONE);
    await enterWaitingRoom(late.page, linkIn(await invitationTo(portal.outbox, 'second@mail.example')), 'Jo');
    await host.page.getByRole('button', { name: /^Warteraum/ }).click();
    await admitFirst(host.page);
    await inCall(late.page);
    await pictureMoves(late.page);
    // What is told while the portal is away is told by the browser; nothing else may be complained about.
    expect([...host.complaints, ...guest.complaints, ...late.complaints].filter((text) => !/WebSocket|ERR_CONNECTION/.test(text))).toEqual([]);
  } finally {
    await Promise.all([host.close(), guest.close(), late?.close()]);
    await portal.stop();
  }
});
