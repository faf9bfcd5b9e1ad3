import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Consultation, enterWindow, inWindow, leaveWindow, pass, type Break, type Happening, type Story } from './testing.ts';

beforeEach(enterWindow);
afterEach(leaveWindow);

const who = fc.constantFrom('guest' as const, 'host' as const);
const how: fc.Arbitrary<Break> = fc.record({ delivers: fc.boolean(), told: fc.boolean() });
const later = fc.oneof({ weight: 5, arbitrary: fc.nat(150) }, { weight: 3, arbitrary: fc.nat(2_500) }, { weight: 1, arbitrary: fc.nat(20_000) });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('break' as const), who, how, later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const), how: fc.option(how), downMs: fc.nat(3_000), later }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('move' as const), who, saysOnline: fc.boolean(), later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lose' as const), who, ms: fc.nat(25_000), elsewhere: fc.boolean(), later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('doom' as const), rounds: fc.integer({ min: 1, max: 3 }), later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('mute' as const), who, sound: fc.boolean(), picture: fc.boolean(), later }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('reload' as const), who, later }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('admit' as const), later }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('take-over' as const), later }) },
);
/** Without a relay nobody can hide. */
const meetings = fc.constantFrom<Pick<Story, 'meeting' | 'hides'>>(
  { meeting: 'relay', hides: false },
  { meeting: 'relay', hides: true },
  { meeting: 'loopback', hides: false },
  { meeting: 'none', hides: false },
);
const settings = fc.record({
  seed: fc.nat(),
  fails: fc.boolean(),
  guestFirst: fc.boolean(),
  happenings: fc.array(happening, { maxLength: 12 }),
});
const story: fc.Arbitrary<Story> = fc.tuple(settings, meetings).map(([some, others]) => ({ ...some, ...others }));

/** A silent line is found after twelve seconds; then a connection is made, and made again where the first one hangs. */
const QUIET_MS = 20_000;

async function tell(each: Story): Promise<void> {
  const at = new Consultation(each);
  for (const happening of each.happenings) {
    await pass(happening.later);
    at.happen(happening);
  }
  expect(await at.calm(QUIET_MS)).toEqual([]);
  expect(at.breaches).toEqual([]);
  const { guest, host } = at;
  host.visit.endForAll();
  await pass(3_000);
  for (const { visit } of [guest, host]) expect(visit.state).toMatchObject({ phase: 'over', reason: 'host-ended' });
  at.close();
  await pass(1_000);
  expect(at.air.connections.size).toBe(0);
  expect(at.portal.network.sockets.size).toBe(0);
  for (const { device } of at.people) expect(device.listeners).toBe(0);
}

test('M6.1 B8 whatever happened before, both are connected in the end, and nothing showed before the admission', async () => {
  await fc.assert(
    fc.asyncProperty(story, (each) => inWindow(() => tell(each))),
    { numRuns: 60 },
  );
});

/** How the other one is reached in the end, as each page says it. */
async function pathsAfter(some: Omit<Story, 'fails' | 'happenings'>, later: number): Promise<readonly unknown[]> {
  const at = new Consultation({ ...some, fails: false });
  await pass(later);
  at.admit();
  expect(await at.calm(QUIET_MS)).toEqual([]);
  expect(at.breaches).toEqual([]);
  const found = [at.guest, at.host].map(({ visit: { state } }) => (state.phase === 'inside' || state.phase === 'hosting' ? state.peers[0]?.path : state.phase));
  at.close();
  await pass(1_000);
  return found;
}

test('M6.1 B8 whenever the host lets in, also between the guest’s offer and its addresses, both end on the direct way, and on the relay who hides', async () => {
  const moment = fc.record({ seed: fc.nat(), guestFirst: fc.boolean(), later: fc.nat(1_200), place: meetings });
  await fc.assert(
    fc.asyncProperty(moment, ({ seed, guestFirst, later, place }) =>
      inWindow(async () => {
        const path = place.hides ? 'relayed' : 'direct';
        expect(await pathsAfter({ seed, guestFirst, ...place }, later)).toEqual([path, path]);
      }),
    ),
    // The example fails where nobody looks again after an offer that was early.
    { numRuns: 100, examples: [[{ seed: 452_015_136, guestFirst: false, later: 55, place: { meeting: 'relay', hides: false } }]] },
  );
});

const calm = { fails: false, guestFirst: false, hides: false } as const;
const found: Readonly<Record<string, Story>> = {
  'M6.1 an heir that was made before the admission carries sound and picture after it': {
    ...calm,
    seed: 0,
    meeting: 'relay',
    happenings: [
      { what: 'mute', who: 'guest', sound: false, picture: false, later: 178 },
      { what: 'mute', who: 'guest', sound: false, picture: false, later: 67 },
      { what: 'lose', who: 'host', ms: 5_007, elsewhere: false, later: 106 },
    ],
  },
  'M7.8 what was said on a connection that was given up alarms nobody': {
    ...calm,
    seed: 0,
    meeting: 'loopback',
    happenings: [
      { what: 'lose', who: 'host', ms: 1, elsewhere: false, later: 199 },
      { what: 'admit', later: 0 },
    ],
  },
  'M7.8 the code is made on an heir that one side takes up before the other': {
    ...calm,
    seed: 448_753_816,
    meeting: 'loopback',
    happenings: [{ what: 'move', who: 'guest', saysOnline: false, later: 923 }],
  },
};
for (const [title, each] of Object.entries(found)) test(title, () => tell(each));
