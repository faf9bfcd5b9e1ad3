import { expect, test } from 'vitest';
import { MEMORY_PLACES, MEMORY_TERMS } from '../../privacy/memory.ts';
import { createBlocks } from '../access/blocks.ts';
import { createAddressRing } from '../access/ring.ts';
import { createLimits } from '../access/limits.ts';
import { createAccessRecorder } from '../access/record.ts';
import { CREDENTIAL_LIFE_MS } from '../turn/credentials.ts';
import { heldBy } from './held.ts';
import { createTestHub, guestClaims, hostClaims, newFacts, presenceClaims, settle, type TestHub } from './testing.ts';

/** `place: [count, oldestMs]` of what is held. */
function held({ hub }: TestHub): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(hub.held().flatMap(({ place, count, oldestMs }) => (count === 0 ? [] : [[place, [count, oldestMs] as const]])));
}

test('B1 every place in memory that the register knows is told of, and no other', async () => {
  const recorder = createAccessRecorder(
    () => Promise.resolve(),
    () => undefined,
  );
  const now = new Date();
  const blocks = createBlocks({ lineTermMs: 1, networkTermMs: 1, markOf: (line) => line });
  const told = [createAddressRing(1).held(now), createLimits().held(now), recorder.held(now), ...blocks.held(now), ...createTestHub().hub.held()].map(
    ({ place }) => place,
  );
  await recorder.close();
  expect(told.sort()).toEqual([...MEMORY_PLACES].sort());
});

test('M6.2 M7.10 of a call is held what it needs, nobody’s term runs while they are here, and with the last one all of it is gone', async () => {
  const hub = createTestHub();
  hub.turn = { urls: ['turn:relay.example'], secret: 'geheim' };
  expect(held(hub)).toEqual({});
  const facts = hub.add(newFacts());
  const host = await hub.page(hostClaims(facts));
  const guest = await hub.page(guestClaims(facts));
  const watcher = await hub.page(presenceClaims(facts));
  expect(held(hub)).toEqual({ rooms: [1, 0], people: [3, 0], 'used-tickets': [3, 0], 'turn-credentials': [2, 0] });
  await hub.pass(20 * 60_000);
  expect(held(hub)).toMatchObject({ rooms: [1, 0], people: [3, 0] });
  expect(held(hub)['turn-credentials']?.[1]).toBeLessThan(CREDENTIAL_LIFE_MS);
  for (const page of [host, guest, watcher]) page.say({ type: 'leave' });
  await settle();
  expect(held(hub)).toEqual({});
});

test('M6.2 M7.10 a broken line’s term runs from the break, and it is over in time', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const host = await hub.page(hostClaims(facts));
  const guest = await hub.page(guestClaims(facts));
  host.say({ type: 'admit', participant: guest.self });
  guest.drop();
  await hub.pass(50_000);
  expect(held(hub)).toMatchObject({ rooms: [1, 50_000], people: [1, 0] });
  await hub.pass(10_000);
  expect(held(hub)).toMatchObject({ rooms: [1, 0] });
});

test('M7.10 what the database does not answer for, and who signed out, is told of with its age', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const host = await hub.page(hostClaims(facts));
  hub.hostEnded = () => new Promise(() => undefined);
  hub.recheck = () => new Promise(() => undefined);
  host.say({ type: 'end' });
  void hub.page(guestClaims(facts));
  hub.hub.hear({ type: 'session-ended', account: facts.owner });
  hub.now += 5_000;
  expect(held(hub)).toMatchObject({ endings: [1, 5_000], 'relayed-messages': [1, 5_000], 'sessions-ended': [1, 5_000], 'used-tickets': [2, 5_000] });
});

test('M6.2 M7.10 a place and a person that nobody took away are found, with all the time they have been there', async () => {
  const room = { event: 'e', owner: 'o', plannedEnd: 0, removed: [], hosts: [{ participant: 'h', since: 1_000, elected: true, awaySince: null }] };
  const guest = { participant: 'g', invitation: 'i', waitingSince: 2_000, admittedAt: null, awaySince: null };
  const nothing = { rooms: [], people: [], lookUps: [], endings: [], sessionsEnded: [], credentials: [], usedTickets: [] };
  const planted = heldBy(
    {
      ...nothing,
      rooms: [{ ...room, guests: [guest] }],
      people: [{ participant: 'ghost', checkedAt: 3_000, signedIn: null }],
      isHere: (participant) => participant === 'h',
    },
    100_000,
  );
  expect(planted.filter(({ count }) => count > 0)).toEqual([
    { place: 'rooms', count: 1, oldestMs: 98_000 },
    { place: 'people', count: 1, oldestMs: 97_000 },
  ]);
  expect(MEMORY_TERMS.people).toBe('waiting-room');
});
