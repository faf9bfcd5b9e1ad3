/** Time and chance for the tests of the call: moved by hand, the same at each run of the same seed. */
import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import { NOON, settle } from '../../server/signal/testing.ts';

/** Timers, clocks and hashes no longer wait for the real world. Undone by `vi.useRealTimers` and `vi.restoreAllMocks`. */
export function holdClock(): void {
  vi.useFakeTimers({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] });
  // The browser's own hashes are made by other threads, whose time nobody can move.
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_algorithm, data) => {
    const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
    return Uint8Array.from(createHash('sha256').update(bytes).digest()).buffer;
  });
}

/** Timer by timer; what each one promised has happened before the next. */
export async function pass(ms: number): Promise<void> {
  let over = false;
  setTimeout(() => (over = true), ms);
  await settle();
  while (!over) {
    vi.advanceTimersToNextTimer();
    await settle();
  }
}

/** From 0 to below 1. */
export type Chance = () => number;

/** Mulberry32: small, and even enough for delays and ids. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
