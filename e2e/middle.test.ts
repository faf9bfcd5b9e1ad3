/**
 * A signalling server that is an enemy: it seats each of the two people with somebody of its own, who takes the call on both sides under
 * the names and ids of the other. What travels peer to peer then ends in the middle.
 */
import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { serveBareVisit, type BareVisit } from './bare-visit.ts';
import { openPerson, type Person } from './people.ts';

const TIMES = 10;

/** What the pages of `bare-visit.ts` have, as far as this test uses it. */
interface Visit {
  readonly state: {
    readonly phase: string;
    readonly reason?: string;
    readonly self?: string;
    readonly peers?: readonly { readonly code: { readonly state: string; readonly digits?: string; readonly cause?: string } }[];
  };
  close(): void;
  admit(participant: string): void;
}
declare global {
  interface Window {
    visit: Visit;
    middle: Visit[];
    start(role: string, name: string, options: object): Promise<void>;
    call: { openVisit(options: object): Visit };
  }
}

let server: BareVisit;
let host: Person;
let guest: Person;
let enemy: Person;

test.beforeAll(async () => {
  server = await serveBareVisit();
  // Without camera a browser hides its addresses behind names that nobody resolves on a machine without multicast.
  const open = () => openPerson({ args: ['--disable-features=WebRtcHideLocalIpsWithMdns'] });
  [host, guest, enemy] = await Promise.all([open(), open(), open()]);
});
test.afterAll(async () => {
  await Promise.all([host.close(), guest.close(), enemy.close()]);
  await server.close();
});

async function join(page: Page, room: string, role: 'host' | 'guest', hall: 0 | 1): Promise<string> {
  await page.goto(`${server.url}?room=${room}`);
  await page.evaluate(([as, at]) => window.start(as, as, { hall: at, silent: true, admits: as === 'host' }), [role, hall] as const);
  await expect.poll(() => page.evaluate(() => window.visit.state.self ?? '')).not.toBe('');
  return page.evaluate(() => window.visit.state.self ?? '');
}

interface Seats {
  readonly room: string;
  readonly ids: { readonly guest: string; readonly host: string };
  /** Hands the other's verification messages on instead of speaking for itself. */
  readonly relays: boolean;
}

/** The enemy's page: the host's part towards the guest, the guest's towards the host. */
function sitBetween({ room, ids, relays }: Seats): void {
  const control: RTCDataChannel[] = [];
  const isVerification = (data: unknown): data is string => typeof data === 'string' && /"kind":"(commit|nonce|reveal|compared)"/.test(data);
  if (relays) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own channel below
    const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: string) => void;
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
      if (this.label === 'control' && isVerification(data)) return;
      send.call(this, String(data));
    };
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own connection below
    const create = RTCPeerConnection.prototype.createDataChannel;
    RTCPeerConnection.prototype.createDataChannel = function (this: RTCPeerConnection, label: string, options?: RTCDataChannelInit) {
      const channel = create.call(this, label, options);
      if (label === 'control') {
        control.push(channel);
        channel.addEventListener('message', (event: MessageEvent<unknown>) => {
          if (!isVerification(event.data)) return;
          event.stopImmediatePropagation();
          const data = event.data;
          const other = control.find((each) => each !== channel);
          const pass = (): void => {
            if (other?.readyState === 'open') send.call(other, data);
            else setTimeout(pass, 20);
          };
          pass();
        });
      }
      return channel;
    };
  }
  const visit = (role: 'host' | 'guest', hall: 0 | 1, participant: string): Visit => {
    const asked = new Set<string>();
    const made: Visit = window.call.openVisit({
      role,
      room,
      name: role,
      receipt: null,
      hideAddress: false,
      ticket: async () => (await fetch('/ticket', { method: 'POST', body: JSON.stringify({ role, participant, room, hall }) })).json() as Promise<unknown>,
      receiptChanged: () => undefined,
      changed: (state: { readonly phase: string; readonly waiting?: readonly { readonly participant: string }[] }) => {
        if (state.phase !== 'hosting') return;
        for (const { participant: waiting } of state.waiting ?? []) {
          if (asked.has(waiting)) continue;
          asked.add(waiting);
          made.admit(waiting);
        }
      },
    });
    return made;
  };
  window.middle = [visit('host', 1, ids.host), visit('guest', 0, ids.guest)];
}

/** The digits a person would read aloud, or the alarm that ended the call. */
async function outcome(page: Page): Promise<string> {
  const look = () =>
    page.evaluate(() => {
      const { state } = window.visit;
      if (state.phase === 'over') return `alarm ${state.reason ?? ''}`;
      const code = state.peers?.[0]?.code;
      return code?.digits ?? (code?.state === 'alarm' ? `alarm ${code.cause ?? ''}` : '');
    });
  await expect.poll(look, { timeout: 20_000 }).not.toBe('');
  return look();
}

/** One call with the enemy between. @returns what each of the two sees. */
async function attacked(relays: boolean): Promise<readonly [host: string, guest: string]> {
  const room = randomUUID();
  const ids = { host: await join(host.page, room, 'host', 0), guest: await join(guest.page, room, 'guest', 1) };
  await enemy.page.goto(`${server.url}?room=${room}`);
  await enemy.page.evaluate(sitBetween, { room, ids, relays });
  const outcomes = [outcome(host.page), outcome(guest.page)] as const;
  // Where the enemy relays, one side may be left without an answer: that is no code either.
  const [atHost, atGuest] = relays ? await whoKnows(outcomes) : await Promise.all(outcomes);
  await Promise.all([host, guest].map(({ page }) => page.evaluate(() => window.visit.close())));
  await enemy.page.evaluate(() => window.middle.forEach((each) => each.close()));
  return [atHost, atGuest];
}

/** What each sees soon after one of them has seen something. */
async function whoKnows(outcomes: readonly [Promise<string>, Promise<string>]): Promise<[string, string]> {
  const known = outcomes.map((each) => each.catch(() => 'nothing')) as [Promise<string>, Promise<string>];
  await Promise.race(known);
  const soon = new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 1_500));
  return Promise.all([Promise.race([known[0], soon]), Promise.race([known[1], soon])]);
}

test('M7.8 B3 without anybody between, both see the same code', async () => {
  const room = randomUUID();
  await join(host.page, room, 'host', 0);
  await join(guest.page, room, 'guest', 0);
  const [atHost, atGuest] = await Promise.all([outcome(host.page), outcome(guest.page)]);
  expect(atHost).toMatch(/^\d{8}$/);
  expect(atGuest).toBe(atHost);
});

test(`M7.8 B3 a server in the middle that speaks the protocol on each side is seen, ${TIMES} times of ${TIMES}`, async () => {
  test.setTimeout(120_000);
  for (let time = 0; time < TIMES; time++) {
    const [atHost, atGuest] = await attacked(false);
    expect(atHost, 'the host sees something').toMatch(/^\d{8}$|^alarm/);
    expect(atGuest, 'the guest sees something').toMatch(/^\d{8}$|^alarm/);
    expect(atGuest.startsWith('alarm') || atHost.startsWith('alarm') || atGuest !== atHost, `${atHost} ${atGuest}`).toBe(true);
  }
});

test(`M7.8 B3 a server in the middle that hands the verification messages on is seen, ${TIMES} times of ${TIMES}`, async () => {
  test.setTimeout(180_000);
  for (let time = 0; time < TIMES; time++) {
    const seen = await attacked(true);
    // Whoever opens the commitment with the other certificates gets an alarm; at no time do both see one code.
    expect(seen.some((each) => each.startsWith('alarm')) || seen[0] !== seen[1], seen.join(' ')).toBe(true);
    expect(seen.filter((each) => each !== 'nothing').length, seen.join(' ')).toBeGreaterThan(0);
  }
});
