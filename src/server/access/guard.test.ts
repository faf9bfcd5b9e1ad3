import { expect, test } from 'vitest';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import { markBy } from '../house.ts';
import { createMemoryBus } from '../bus/memory.ts';
import type { BlockedNetwork } from '../use/ports-irregular.ts';
import type { BusMessage } from '../use/ports.ts';
import { createBlocks } from './blocks.ts';
import { createGuard } from './guard.ts';
import { createLimits } from './limits.ts';
import { createAddressRing } from './ring.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Processes of one portal: the same keys, bus and table, each with a memory of its own. */
function portal() {
  const bus = createMemoryBus();
  const markOf = markBy(openKeyring(newKeyring()));
  const clock = { now: 0 };
  const table: BlockedNetwork[] = [];
  const told: BusMessage[] = [];
  bus.subscribe((message) => told.push(message));
  const process = (id: string) => {
    const [ring, limits] = [createAddressRing(HOUR_MS), createLimits()];
    const blocks = createBlocks({ lineTermMs: HOUR_MS, networkTermMs: 30 * DAY_MS, markOf });
    const guard = createGuard({
      id,
      ring,
      limits,
      blocks,
      bus,
      markOf,
      networks: () => Promise.resolve([...table]),
      onLost: () => undefined,
      now: () => new Date(clock.now),
    });
    const ask = (address: string, route: string, times = 1) => {
      for (let time = 0; time < times; time++) ring.add(address, route, new Date(clock.now));
    };
    return { ring, limits, blocks, guard, ask };
  };
  return { bus, clock, table, told, markOf, process };
}
const settled = () => new Promise((done) => setTimeout(done, 5));

test('M1.4 who tries out names or runs into a limit is shown with the address of the hour, who visits is not', () => {
  const { process, clock } = portal();
  const { guard, limits, ask } = process('web');
  const now = new Date(clock.now);
  ask('198.51.100.20', '/portal', 300);
  ask('198.51.100.20', '[unknown]', 3);
  ask('203.0.113.9', '[unknown]', 25);
  ask('2001:db8:1:2::1', '/portal/login', 30);
  ask('2001:db8:1:2::ffff', '/portal/login', 10);
  for (let time = 0; time < 40; time++) limits.allow('sign-in-address', `2001:db8:1:2::${time.toString(16)}`, now);
  expect(guard.lines(now).map(({ address, network, requests, unknown, refused }) => ({ address, network, requests, unknown, refused }))).toEqual([
    { address: '203.0.113.9', network: '203.0.0.0', requests: 25, unknown: 25, refused: 0 },
    { address: '2001:db8:1:2::ffff', network: '2001:db8::', requests: 40, unknown: 0, refused: 10 },
  ]);
  expect(guard.refusals(now)).toEqual([{ rule: 'sign-in-address', count: 10 }]);
});

test('M1.2 M1.4 the page knows an address for as long as the ring does, and refusals for the hour', () => {
  const { process, clock } = portal();
  const { guard, limits, ask } = process('web');
  ask('203.0.113.9', '[unknown]', 25);
  for (let time = 0; time < 16; time++) limits.allow('code-address', '203.0.113.9', new Date(0));
  clock.now = HOUR_MS - 1;
  expect(guard.lines(new Date(clock.now))).toHaveLength(1);
  expect(guard.refusals(new Date(clock.now))).toEqual([{ rule: 'code-address', count: 1 }]);
  clock.now = HOUR_MS;
  expect(guard.lines(new Date(clock.now))).toEqual([]);
  expect(guard.refusals(new Date(clock.now))).toEqual([]);
});

test('M1.4 a blocked line is kept out of all processes, every request renews it, and an hour after the last one it is free', async () => {
  const { process, clock, markOf, told } = portal();
  const [web, signal] = [process('web'), process('signal')];
  web.ask('203.0.113.9', '[unknown]', 25);
  web.guard.block(markOf('203.0.113.9'), new Date(0));
  await settled();
  for (const { blocks } of [web, signal]) expect(blocks.turnsAway('203.0.113.9', new Date(0))).toBe(true);
  expect(web.blocks.turnsAway('203.0.113.10', new Date(0))).toBe(false);
  expect(web.guard.lines(new Date(0))[0]?.isBlocked).toBe(true);
  expect(web.blocks.turnsAway('203.0.113.9', new Date(HOUR_MS - 1))).toBe(true);
  clock.now = 2 * HOUR_MS - 2;
  expect(web.blocks.turnsAway('203.0.113.9', new Date(clock.now))).toBe(true);
  // The other process heard nothing from there for an hour.
  expect(signal.blocks.turnsAway('203.0.113.9', new Date(clock.now))).toBe(false);
  clock.now = 3 * HOUR_MS;
  web.blocks.forget(new Date(clock.now));
  expect(web.blocks.held(new Date(clock.now))[0]).toEqual({ place: 'blocked-lines', count: 0, oldestMs: 0 });
  // What went over the bus names nobody; a planted address would be found.
  expect(JSON.stringify(told)).not.toContain('203.0.113');
  expect(JSON.stringify([...told, { type: 'line-blocked', mark: '203.0.113.9' }])).toContain('203.0.113');
});

test('M1.4 a line of IPv6 cannot leave its block by another of its addresses, and freed it is let in everywhere', async () => {
  const { process, markOf } = portal();
  const [web, signal] = [process('web'), process('signal')];
  web.guard.block(markOf('2001:db8:1:2::1'), new Date(0));
  await settled();
  expect(signal.blocks.turnsAway('2001:db8:1:2:ffff::9', new Date(0))).toBe(true);
  expect(signal.blocks.turnsAway('2001:db8:1:3::1', new Date(0))).toBe(false);
  signal.guard.free(markOf('2001:db8:1:2::1'));
  await settled();
  expect(web.blocks.turnsAway('2001:db8:1:2::1', new Date(0))).toBe(false);
});

test('M1.4 a blocked network reaches all processes, also one that missed the word of it, and ends with its term', async () => {
  const { process, table } = portal();
  const [web, late] = [process('web'), process('late')];
  table.push({ id: 'a', network: '203.0.0.0', createdAt: new Date(0) });
  await web.guard.networksChanged();
  await settled();
  for (const { blocks } of [web, late]) expect(blocks.turnsAway('203.0.77.1', new Date(DAY_MS))).toBe(true);
  expect(web.blocks.turnsAway('203.1.0.1', new Date(DAY_MS))).toBe(false);
  expect(web.blocks.turnsAway('203.0.77.1', new Date(30 * DAY_MS))).toBe(false);
  const newest = process('newest');
  expect(newest.blocks.turnsAway('203.0.77.1', new Date(DAY_MS))).toBe(false);
  await newest.guard.look();
  expect(newest.blocks.turnsAway('203.0.77.1', new Date(DAY_MS))).toBe(true);
  table.length = 0;
  await newest.guard.look();
  expect(newest.blocks.turnsAway('203.0.77.1', new Date(DAY_MS))).toBe(false);
});

test('M1.4 M9.1 each process tells how often its limits said no; of one that fell silent nothing is said', async () => {
  const { process, clock } = portal();
  const [web, signal] = [process('web'), process('signal')];
  for (let time = 0; time < 302; time++) signal.limits.allow('upgrade-address', '203.0.113.9', new Date(0));
  await Promise.all([web.guard.look(), signal.guard.look()]);
  await settled();
  expect(web.guard.refusals(new Date(0))).toEqual([{ rule: 'upgrade-address', count: 2 }]);
  expect(web.guard.processes(new Date(0))).toBe(2);
  clock.now = 3 * 60_000;
  expect(web.guard.refusals(new Date(clock.now))).toEqual([]);
  expect(web.guard.processes(new Date(clock.now))).toBe(1);
});

test('M1.4 the hour of a flood from many addresses is looked through within a second', () => {
  const { process } = portal();
  const { guard, limits, ring } = process('web');
  for (let at = 0; at < 200_000; at++) ring.add(`10.${at % 50}.${(at >> 8) % 256}.${at % 256}`, at % 5 === 0 ? '[unknown]' : '/', new Date(0));
  for (let time = 0; time < 16; time++) limits.allow('code-address', '10.0.0.0', new Date(0));
  const began = performance.now();
  guard.lines(new Date(0));
  expect(performance.now() - began).toBeLessThan(1_000);
});
