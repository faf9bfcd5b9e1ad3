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
    /** Every code and every alarm that this page has shown, in order. */
    shown: string[];
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
  await page.evaluate(noteWhatIsShown);
  await expect.poll(() => page.evaluate(() => window.visit.state.self ?? '')).not.toBe('');
  return page.evaluate(() => window.visit.state.self ?? '');
}

/** The digits a person would read aloud, and the alarm that ends the call, into `window.shown`. */
function noteWhatIsShown(): void {
  window.shown = [];
  const look = (): void => {
    const { state } = window.visit;
    const code = state.peers?.[0]?.code;
    const over = state.reason === 'code-differs' ? 'alarm: the call ended' : `over: ${state.reason ?? ''}`;
    const now = state.phase === 'over' ? over : code?.state === 'alarm' ? `alarm: ${code.cause ?? ''}` : code?.digits;
    if (now !== undefined && now !== window.shown.at(-1)) window.shown.push(now);
  };
  setInterval(look, 10);
}

interface Seats {
  readonly room: string;
  readonly ids: { readonly guest: string; readonly host: string };
  /** Hands the other's verification messages on instead of speaking for itself. */
  readonly relays: boolean;
}

/** The enemy's page: the host's part towards the guest, the guest's towards the host. */
function sitBetween({ room, ids, relays }: Seats): void {
  interface Leg {
    readonly pc: RTCPeerConnection;
    readonly channel: RTCDataChannel;
  }
  const legs: Leg[] = [];
  const isVerification = (data: unknown): data is string => typeof data === 'string' && /"kind":"(commit|nonce|reveal|compared)"/.test(data);
  /** Each of the two has one certificate for all connections of the visit. '': not connected yet. */
  const personAt = ({ pc }: Leg): string => new Uint8Array(pc.sctp?.transport.getRemoteCertificates()[0] ?? new ArrayBuffer(0)).join();
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
      if (label !== 'control') return channel;
      const leg = { pc: this, channel };
      legs.push(leg);
      // What came first is handed on first, however long the other person's line takes.
      let before: Promise<void> = Promise.resolve();
      channel.addEventListener('message', (event: MessageEvent<unknown>) => {
        const { data } = event;
        if (!isVerification(data)) return;
        event.stopImmediatePropagation();
        before = before.then(() => handOn(leg, data, send));
      });
      return channel;
    };
  }
  /** Through the newest line to the other person: connections made ahead and those that were given up are none. */
  async function handOn(from: Leg, data: string, send: (this: RTCDataChannel, data: string) => void): Promise<void> {
    for (;;) {
      const here = personAt(from);
      const other = legs.findLast((leg) => leg.channel.readyState === 'open' && personAt(leg) !== here);
      if (other) return send.call(other.channel, data);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
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

interface Shown {
  readonly atHost: readonly string[];
  readonly atGuest: readonly string[];
}

const isAlarm = (each: string) => each.startsWith('alarm');
/** A code that both could have read aloud to each other. */
const sameCodes = ({ atHost, atGuest }: Shown) => atHost.filter((each) => /^\d{8}$/.test(each) && atGuest.includes(each));

async function shown(): Promise<Shown> {
  const [atHost, atGuest] = await Promise.all([host, guest].map(({ page }) => page.evaluate(() => window.shown)));
  return { atHost: atHost ?? [], atGuest: atGuest ?? [] };
}

/** One call with the enemy between, until `enough` has been seen. @returns all that the two have seen. */
async function attacked(relays: boolean, enough: (seen: Shown) => boolean): Promise<Shown> {
  const room = randomUUID();
  const ids = { host: await join(host.page, room, 'host', 0), guest: await join(guest.page, room, 'guest', 1) };
  await enemy.page.goto(`${server.url}?room=${room}`);
  await enemy.page.evaluate(sitBetween, { room, ids, relays });
  await expect.poll(async () => enough(await shown()), { timeout: 20_000 }).toBe(true);
  // What would still change shows in this time: an exchange takes three messages on one machine.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const seen = await shown();
  await Promise.all([host, guest].map(({ page }) => page.evaluate(() => window.visit.close())));
  await enemy.page.evaluate(() => window.middle.forEach((each) => each.close()));
  return seen;
}

test('M7.8 B3 without anybody between, both see the same code', async () => {
  const room = randomUUID();
  await join(host.page, room, 'host', 0);
  await join(guest.page, room, 'guest', 0);
  await expect.poll(async () => sameCodes(await shown()), { timeout: 20_000 }).toEqual([expect.stringMatching(/^\d{8}$/)]);
  const { atHost, atGuest } = await shown();
  expect([...atHost, ...atGuest].filter(isAlarm)).toEqual([]);
});

test(`M7.8 B3 a server in the middle that speaks the protocol on each side is seen, ${TIMES} times of ${TIMES}`, async () => {
  test.setTimeout(120_000);
  for (let time = 0; time < TIMES; time++) {
    const seen = await attacked(false, ({ atHost, atGuest }) => atHost.length > 0 && atGuest.length > 0);
    expect(sameCodes(seen), JSON.stringify(seen)).toEqual([]);
  }
});

test(`M7.8 B3 a server in the middle that hands the verification messages on sets off an alarm, ${TIMES} times of ${TIMES}`, async () => {
  test.setTimeout(180_000);
  for (let time = 0; time < TIMES; time++) {
    // Whoever opens the commitment with the other certificates.
    const seen = await attacked(true, ({ atHost, atGuest }) => [...atHost, ...atGuest].some(isAlarm));
    expect(sameCodes(seen), JSON.stringify(seen)).toEqual([]);
  }
});
