import { expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory.ts';
import { createHeldMemory, TELL_MS } from './held-memory.ts';
import type { Holding } from './ports.ts';

test('M6.2 M7.10 M9.1 whoever does the jobs sees what each process holds, once, and of one that fell silent nothing', async () => {
  const bus = createMemoryBus();
  let now = 0;
  const clock = () => new Date(now);
  const [jobs, signal] = [createHeldMemory(bus, 'jobs', clock), createHeldMemory(bus, 'signal', clock)];
  const rooms = (count: number): Holding => ({ place: 'rooms', count, oldestMs: 0 });
  const ring: Holding = { place: 'address-ring', count: 7, oldestMs: 1_000 };
  let inside = 1;
  signal.add(() => [rooms(inside)]);
  jobs.add(() => [ring]);
  expect(jobs.holdings()).toEqual([ring]);
  for (const process of [jobs, signal]) process.tell();
  await Promise.resolve();
  expect(jobs.holdings()).toEqual([ring, rooms(1)]);
  inside = 0;
  now += TELL_MS;
  signal.tell();
  await Promise.resolve();
  expect(jobs.holdings()).toEqual([ring, rooms(0)]);
  now += 3 * TELL_MS;
  expect(jobs.holdings()).toEqual([ring]);
});
