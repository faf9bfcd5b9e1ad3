import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CloseCode, parseMessage, REFUSALS, serverMessage, type ServerMessage } from './protocol.ts';
import { openSignal, type Signal, type SignalOptions, type TicketAnswer } from './signal.ts';
import { chanceOf, Device, enterWindow, inWindow, leaveWindow, pass, plugIn, Portal, type Break } from './testing.ts';

beforeEach(enterWindow);
afterEach(leaveWindow);

interface Page {
  readonly device: Device;
  readonly signal: Signal;
  readonly heard: ServerMessage[];
  readonly ended: Parameters<SignalOptions['ended']>[0][];
  readonly self: string;
}

function openPage(portal: Portal, device: Device, invitation: string | null, options: Partial<SignalOptions> = {}): Page {
  const heard: ServerMessage[] = [];
  const ended: Page['ended'] = [];
  let hosted = false;
  const signal = device.run(() =>
    openSignal({
      ticket: portal.tickets(device, invitation),
      hello: () => (hosted ? { hosted } : {}),
      receive(message) {
        heard.push(message);
        if (message.type === 'welcome' || message.type === 'place') hosted = message.place === 'elected';
      },
      lost: () => undefined,
      ended: (why) => ended.push(why),
      ...options,
    }),
  );
  return {
    device,
    signal,
    heard,
    ended,
    get self() {
      const welcome = heard.findLast((message) => message.type === 'welcome');
      return welcome?.self ?? '';
    },
  };
}

/** A host and two guests who wait, a second after they came. */
async function waitingRoom(seed: number): Promise<{ portal: Portal; pages: [Page, Page, Page] }> {
  const chance = chanceOf(seed);
  vi.spyOn(Math, 'random').mockImplementation(chance);
  const portal = new Portal('loopback');
  plugIn(portal.network);
  const open = (name: string, invitation: string | null) => openPage(portal, new Device(name, chance), invitation);
  const pages: [Page, Page, Page] = [open('host', null), open('guest', randomUUID()), open('second', randomUUID())];
  await pass(1_000);
  return { portal, pages };
}

// What can happen to lines between what is said.

type Happening = { readonly later: number } & (
  | { readonly what: 'say'; readonly pair: number }
  | { readonly what: 'break'; readonly page: number; readonly how: Break }
  | { readonly what: 'restart'; readonly how: Break | null; readonly downMs: number }
  | { readonly what: 'away'; readonly page: number; readonly ms: number }
  | { readonly what: 'online' | 'check' | 'repeat'; readonly page: number }
);
const page = fc.nat(2);
const how: fc.Arbitrary<Break> = fc.record({ delivers: fc.boolean(), told: fc.boolean() });
const later = fc.oneof({ weight: 4, arbitrary: fc.nat(60) }, { weight: 2, arbitrary: fc.nat(1_500) }, { weight: 1, arbitrary: fc.nat(15_000) });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ what: fc.constant('say' as const), pair: fc.nat(3), later }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('break' as const), page, how, later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const), how: fc.option(how), downMs: fc.nat(3_000), later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('away' as const), page, ms: fc.nat(6_000), later }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('online' as const, 'check' as const, 'repeat' as const), page, later }) },
);
const happenings = fc.array(happening, { minLength: 1, maxLength: 30 });

/** Longer than the longest a message can wait: a silent line is found after twelve seconds, a lost message is said again after three. */
const QUIET_MS = 30_000;

async function history(seed: number, all: readonly Happening[]) {
  const { portal, pages } = await waitingRoom(seed);
  const [host, first, second] = pages;
  const pairs = [
    [host, first],
    [first, host],
    [host, second],
    [second, host],
  ] as const;
  const said = pairs.map((): string[] => []);
  let counter = 0;
  for (const each of all) {
    await pass(each.later);
    if (each.what === 'say') {
      const [from, to] = pairs[each.pair] ?? pairs[0];
      const body = `${++counter}`;
      said[each.pair]?.push(body);
      from.signal.relay(to.self, body);
    } else if (each.what === 'restart') portal.restart(each.how, each.downMs);
    else {
      const { device, signal } = pages[each.page] ?? host;
      if (each.what === 'break') portal.network.break(device, each.how);
      else if (each.what === 'online') device.sayOnline();
      else if (each.what === 'check') signal.check();
      else if (each.what === 'repeat') device.repeats += 1;
      else if (each.what === 'away') {
        portal.network.break(device, { delivers: false, told: false });
        device.reachable = false;
        setTimeout(() => {
          device.reachable = true;
          device.sayOnline();
        }, each.ms);
      }
    }
  }
  await pass(QUIET_MS);
  const got = pairs.map(([from, to]) => to.heard.flatMap((message) => (message.type === 'relay' && message.from === from.self ? [message.body] : [])));
  return { portal, pages, said, got };
}

async function expectEverything(seed: number, all: readonly Happening[]): Promise<void> {
  const { portal, pages, said, got } = await history(seed, all);
  expect(got).toEqual(said);
  // One that serves, and beside it one that is being made.
  expect(portal.network.mostAtOnce).toBeLessThanOrEqual(2);
  for (const { device } of pages) expect(portal.network.of(device)).toHaveLength(1);
  for (const each of pages) each.signal.close();
  await pass(1_000);
  expect(portal.network.sockets.size).toBe(0);
  expect(portal.hub.inspect().sockets).toBe(0);
  portal.close();
}

test('M6.1 whatever is relayed arrives once and in order, whatever happens to lines and server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), happenings, (seed, all) => inWindow(() => expectEverything(seed, all))),
    { numRuns: 100 },
  );
});

test('what was said while the server was away is not overtaken by what is said after', async () => {
  await expectEverything(0, [
    { what: 'restart', how: null, downMs: 393, later: 0 },
    { what: 'say', pair: 0, later: 0 },
    { what: 'say', pair: 0, later: 766 },
    { what: 'say', pair: 0, later: 12 },
  ]);
});

test('a network that returns while a ticket is asked for opens one line, not two', async () => {
  await expectEverything(48060777, [
    { what: 'break', page: 1, how: { delivers: false, told: true }, later: 0 },
    { what: 'away', page: 1, ms: 38, later: 38 },
    { what: 'say', pair: 0, later: 0 },
  ]);
});

test('what somebody who is gone did not get is dropped, and what is said to them later arrives', async () => {
  const { portal, pages } = await waitingRoom(1);
  const [host, guest] = pages;
  host.signal.relay(guest.self, 'before');
  await pass(500);
  portal.network.break(guest.device, { delivers: false, told: false });
  host.signal.relay(guest.self, 'lost');
  host.signal.relay(guest.self, 'lost too');
  host.signal.forget(guest.self);
  guest.device.sayOnline();
  host.signal.relay(guest.self, 'after');
  await pass(10_000);
  expect(guest.heard.flatMap((message) => (message.type === 'relay' ? [message.body] : []))).toEqual(['before', 'after']);
  portal.close();
});

/** How a visit can be over for the socket. */
const ENDINGS: readonly { readonly name: string; readonly why: Page['ended'][number]; readonly happen: (at: Ending) => void }[] = [
  ...(['signed-out', ...REFUSALS] as const).map((refused) => ({
    name: `the door says ${refused}`,
    why: { refused },
    happen: (at: Ending) => at.refuse(refused),
  })),
  {
    name: 'the server refuses the ticket',
    why: { refused: 'event-cancelled' },
    happen({ portal, device }) {
      portal.facts.cancelled = true;
      portal.network.break(device, { delivers: true, told: true });
    },
  },
  {
    name: 'the last word',
    why: { over: true },
    happen: ({ portal }) => portal.hub.hear({ type: 'event-changed', event: portal.facts.event, change: 'cancelled', startsAt: 0, plannedEnd: 0 }),
  },
  {
    name: 'another version',
    why: { outdated: true },
    happen({ portal, device }) {
      portal.network.accept = (line) => ({ message: () => line.hangUp(CloseCode.version), closed: () => undefined });
      portal.network.break(device, { delivers: true, told: true });
    },
  },
];
interface Ending {
  readonly portal: Portal;
  readonly device: Device;
  readonly refuse: (reason: Extract<TicketAnswer, { refused: unknown }>['refused']) => void;
}

test.each(ENDINGS)('M4.2 after $name nothing is sent, asked or told any more', async ({ why, happen }) => {
  const portal = new Portal('loopback');
  plugIn(portal.network);
  const device = new Device('guest', chanceOf(3));
  let answer: TicketAnswer | null = null;
  let asked = 0;
  const tickets = portal.tickets(device, randomUUID());
  const { signal, heard, ended, self } = await (async () => {
    const opened = openPage(portal, device, null, {
      ticket: async (participant) => {
        asked += 1;
        return answer ?? tickets(participant);
      },
    });
    await pass(1_000);
    return opened;
  })();
  expect(ended).toEqual([]);
  signal.relay('x'.repeat(22), 'never delivered');
  happen({
    portal,
    device,
    refuse(refused) {
      answer = { refused };
      portal.network.break(device, { delivers: true, told: true });
    },
  });
  await pass(5_000);
  expect(ended).toEqual([why]);
  const before = [asked, heard.length, portal.network.opened, vi.getTimerCount()];
  let sent = 0;
  portal.network.sent = () => (sent += 1);
  device.sayOnline();
  signal.check();
  signal.relay(self, 'late');
  expect(signal.command({ type: 'leave' })).toBe(false);
  await pass(60_000);
  expect(ended).toEqual([why]);
  expect([asked, heard.length, portal.network.opened, vi.getTimerCount()]).toEqual(before);
  expect(sent).toBe(0);
  expect(device.listeners).toBe(0);
  expect(portal.network.of(device)).toEqual([]);
  portal.close();
});

test.each(['ticket-expired', 'ticket-used'] as const)('a ticket that the server takes for %s is followed by a fresh one', async (reason) => {
  const portal = new Portal('loopback');
  plugIn(portal.network);
  const device = new Device('guest', chanceOf(4));
  const tickets = portal.tickets(device, randomUUID());
  const spoilt = await Promise.all([tickets(null), pass(100)]).then(([answer]) => answer);
  let asked = 0;
  if (reason === 'ticket-expired') await pass(60_000);
  const { heard, ended } = openPage(portal, device, null, {
    ticket: async (participant) => (asked++ < (reason === 'ticket-used' ? 2 : 1) ? spoilt : tickets(participant)),
  });
  await pass(1_000);
  if (reason === 'ticket-used') portal.network.break(device, { delivers: true, told: true });
  await pass(5_000);
  expect(asked).toBe(reason === 'ticket-used' ? 3 : 2);
  expect(heard.filter((message) => message.type === 'welcome')).toHaveLength(reason === 'ticket-used' ? 2 : 1);
  expect(ended).toEqual([]);
  portal.close();
});

test('whatever is no message of the server is ignored, and the line lives on', async () => {
  const { portal, pages } = await waitingRoom(5);
  const [host, guest] = pages;
  const [socket] = portal.network.of(guest.device);
  const known = guest.heard.map((message) => JSON.stringify(message));
  const changed = fc
    .tuple(fc.constantFrom(...known), fc.nat(), fc.string({ maxLength: 3 }))
    .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice(at % text.length));
  const nonsense = fc
    .oneof(fc.string(), fc.json(), changed, fc.constant(new Uint8Array([123, 125])), fc.constant(null))
    .filter((text) => typeof text !== 'string' || parseMessage(serverMessage, text) === null);
  const before = guest.heard.length;
  fc.assert(
    fc.property(nonsense, (text) => socket?.inject(text)),
    { numRuns: 300 },
  );
  await pass(5_000);
  expect(guest.heard).toHaveLength(before);
  expect(guest.ended).toEqual([]);
  expect(portal.network.opened).toBe(3);
  host.signal.relay(guest.self, 'still here');
  await pass(500);
  expect(guest.heard.at(-1)).toMatchObject({ type: 'relay', body: 'still here' });
  portal.close();
});

test('a line that was opened ahead serves once, or is closed', async () => {
  let served = 0;
  const run = async ({
    answersAfterMs,
    foreign,
    brokenAt,
    how,
    ends,
  }: {
    answersAfterMs: number;
    foreign: boolean;
    brokenAt: number | null;
    how: Break;
    ends: 'welcome' | 'refused' | 'closed';
  }) => {
    const chance = chanceOf(answersAfterMs);
    const portal = new Portal('loopback');
    plugIn(portal.network);
    const device = new Device('guest', chance);
    vi.spyOn(Math, 'random').mockImplementation(chance);
    const signalUrl = portal.network.urlFor(device);
    const line = new WebSocket(foreign ? `${signalUrl}-elsewhere` : signalUrl);
    const tickets = portal.tickets(device, randomUUID());
    if (brokenAt !== null) setTimeout(() => portal.network.break(device, how), brokenAt);
    const guest = openPage(portal, device, null, {
      line,
      ticket: async (participant) => {
        await new Promise((answered) => setTimeout(answered, answersAfterMs));
        return ends === 'refused' ? { refused: 'room-full' } : tickets(participant);
      },
    });
    if (ends === 'closed') {
      await pass(answersAfterMs / 2);
      guest.signal.close();
    }
    await pass(QUIET_MS);
    // One that serves, and beside it one that is being made.
    expect(portal.network.mostAtOnce).toBeLessThanOrEqual(2);
    expect(portal.network.of(device)).toHaveLength(ends === 'welcome' ? 1 : 0);
    expect(portal.hub.inspect().sockets).toBe(ends === 'welcome' ? 1 : 0);
    if (ends === 'welcome') expect(guest.self).not.toBe('');
    if (ends === 'welcome' && portal.network.opened === 1) served += 1;
    portal.close();
  };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        answersAfterMs: fc.nat(8_000),
        foreign: fc.constantFrom(false, false, false, true),
        brokenAt: fc.option(fc.nat(8_000), { freq: 1 }),
        how,
        ends: fc.constantFrom('welcome' as const, 'welcome' as const, 'refused' as const, 'closed' as const),
      }),
      (each) => inWindow(() => run(each)),
    ),
    { numRuns: 150 },
  );
  expect(served).toBeGreaterThan(3);
});
