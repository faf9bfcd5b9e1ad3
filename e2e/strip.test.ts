/** The strip on every page of an account: it says what holds, also on a page that was left open for longer than its session. */
import { expect, test } from '@playwright/test';
import { query } from './database.ts';
import { enterWaitingRoom, invitationTo, linkIn, openPerson, PHONE, planEvent, signIn } from './people.ts';
import { startPortal } from './portal.ts';

test('M5.3 a page left open for longer than its session still tells that somebody waits, and says to sign in to let them in', async () => {
  const portal = await startPortal({ demo: true });
  const [host, guest] = await Promise.all([openPerson(), openPerson(PHONE)]);
  try {
    await signIn(host.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    await planEvent(host.page, portal.url, { title: 'Gespräch', email: 'late@mail.example', label: 'Frau L.' });
    const link = linkIn(await invitationTo(portal.outbox, 'late@mail.example'));
    await host.page.goto(`${portal.url}/portal`);
    const strip = host.page.locator('section.strip');
    await expect(strip).toHaveAttribute('data-state', 'watching');

    await query(portal, 'delete from session');
    await enterWaitingRoom(guest.page, link, 'Mara');
    await expect(strip).toHaveAttribute('data-state', 'someone');
    await expect(strip).toContainText('abgemeldet');
    await expect(strip.getByRole('link', { name: 'Neu anmelden' })).toHaveAttribute('href', '/portal/login');
    expect([...host.complaints, ...guest.complaints]).toEqual([]);
  } finally {
    await Promise.all([host.close(), guest.close()]);
    await portal.stop();
  }
});
