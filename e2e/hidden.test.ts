/** Relay only is a choice for everyone: who hides their address is reached over the relay, after admission too, and may decide otherwise. */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { expect, test, type Page } from '@playwright/test';
import { arrive, look } from './bare-page.ts';
import { ADDRESS, openLab, type Lab } from './lab-seats.ts';

let lab: Lab;
let url = '';

test.skip(process.getuid?.() !== 0, 'network namespaces need root');

test.beforeAll(async () => {
  lab = openLab();
  ({ url } = await lab.serveVisit({ relaySecret: lab.startRelay() }));
});
test.afterAll(() => lab.close());

interface Visit {
  readonly state: { readonly waiting: readonly { readonly participant: string }[] };
  hideAddress(hidden: boolean): void;
  admit(participant: string): void;
}
const hide = (page: Page, hidden: boolean) => page.evaluate((wanted) => (window as unknown as { visit: Visit }).visit.hideAddress(wanted), hidden);

async function framesFlow(page: Page): Promise<void> {
  const before = (await look(page)).frames;
  await expect.poll(async () => (await look(page)).frames, { timeout: 20_000 }).toBeGreaterThan(before + 10);
}

for (const [who, mine, theirs] of [
  ['host', 'b', 'guest'],
  ['guest', 'a', 'host'],
] as const) {
  test(`B8 a ${who} who hides their address is met over the relay only, and the ${theirs} never hears of it; shown again, the way becomes direct`, async () => {
    test.setTimeout(120_000);
    const [guest, host] = await Promise.all([lab.sit('a', url), lab.sit('b', url)]);
    const [own, other] = who === 'host' ? [host, guest] : [guest, host];
    try {
      const room = randomUUID();
      await arrive(host.page, url, room, 'host', false);
      await arrive(guest.page, url, room, 'guest', false);
      await hide(own.page, true);
      await expect.poll(async () => (await look(guest.page)).connection, { timeout: 20_000 }).toBe('connected');
      await host.page.evaluate(() => {
        const { visit } = window as unknown as { visit: Visit };
        visit.admit(visit.state.waiting[0]?.participant ?? '');
      });
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
      await expect.poll(async () => (await look(guest.page)).path, { timeout: 10_000 }).toBe('relayed');
      expect(other.heard.filter((text) => text.includes(ADDRESS[mine]))).toEqual([]);

      // The same look finds the address once it may be known.
      await hide(own.page, false);
      await expect.poll(async () => (await look(guest.page)).path, { timeout: 20_000 }).toBe('direct');
      expect(other.heard.filter((text) => text.includes(ADDRESS[mine])).length).toBeGreaterThan(0);
      await Promise.all([framesFlow(guest.page), framesFlow(host.page)]);
    } finally {
      await Promise.all([guest.close(), host.close()]);
    }
  });
}
