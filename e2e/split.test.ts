/** The same story with web, signalling and jobs in processes of their own, and Redis between them. */
import { expect, test } from '@playwright/test';
import {
  act,
  admitFirst,
  enterWaitingRoom,
  inCall,
  invitationTo,
  linkIn,
  openPerson,
  openRoom,
  orderForm,
  PHONE,
  pictureMoves,
  planEvent,
  stateOf,
} from './people.ts';
import { startSplitPortal } from './split-portal.ts';

test('M9.1 in three processes people invite, meet, extend and cancel as in one', async () => {
  test.setTimeout(120_000);
  const portal = await startSplitPortal();
  const [host, guest] = await Promise.all([openPerson({ permissions: ['camera', 'microphone'] }), openPerson(PHONE)]);
  try {
    // Each further link would make the one before worthless, so one process tells it.
    expect([portal.signal.setUpLink, portal.jobs.setUpLink]).toEqual([null, null]);
    expect(portal.web.setUpLink).not.toBeNull();

    const [p, g] = [host.page, guest.page];
    await act(p, `${portal.url}/portal/shop/register`, orderForm());
    const mail = await portal.outbox.newestTo('ada@praxis.example');
    await p.goto(mail.links.find((link) => link.includes('/portal/verify')) ?? '');
    await p.locator('[name=password]').fill('ein langes Passwort 7');
    await p.locator('form button.act').click();
    await p.waitForURL((at) => at.pathname === '/portal');

    const event = await planEvent(p, portal.url, { title: 'Gespräch', email: 'c@mail.example', label: 'C.' });
    const link = linkIn(await invitationTo(portal.outbox, 'c@mail.example'));
    await p.goto(`${portal.url}/portal`);
    await enterWaitingRoom(g, link, 'Mara');
    await expect(p.locator('section.strip[data-state=someone]')).toContainText('C. wartet');
    await openRoom(p, portal.url, event);
    const until = p.getByText(/geplant bis/).first();
    const before = await until.textContent();
    const extended = await p.request.post(`${portal.url}/portal/waiting/extend`, {
      data: { event, minutes: 15 },
      headers: { origin: portal.url },
    });
    expect(extended.status()).toBe(200);
    // This page did not ask for it: the new end came from the web process over Redis to the signalling process.
    await expect(until).not.toHaveText(before ?? '');
    await admitFirst(p);
    await Promise.all([inCall(p), inCall(g)]);
    await Promise.all([pictureMoves(p), pictureMoves(g)]);

    // What the web process decides reaches who sits at the signalling process, over Redis, at once.
    const second = await planEvent(p, portal.url, { title: 'Zweites', email: 'd@mail.example', label: 'D.' });
    const other = await openPerson(PHONE);
    await enterWaitingRoom(other.page, linkIn(await invitationTo(portal.outbox, 'd@mail.example')), 'Dora');
    await act(p, `${portal.url}/portal/events/${second}?/cancel`, {});
    await stateOf(other.page, 'cancelled');
    await other.close();
    expect([...host.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([host.close(), guest.close()]);
    await portal.stop();
  }
});
