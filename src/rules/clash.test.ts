import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clashOf, type Guarded } from './clash.ts';

const MINUTE_MS = 60_000;
const guarded = (start: number, minutes: number, before = 0, after = 0): Guarded => ({
  start: new Date(start * MINUTE_MS),
  end: new Date((start + minutes) * MINUTE_MS),
  before,
  after,
});
const any = fc.tuple(fc.nat(200), fc.integer({ min: 5, max: 60 }), fc.nat(40), fc.nat(40)).map((values) => guarded(...values));

/** Minute by minute: which are spent, and which kept free. */
function naive(a: Guarded, b: Guarded): 'overlap' | 'buffer' | null {
  const minutes = (from: number, to: number) => new Set(Array.from({ length: to - from }, (_, index) => from + index));
  const spent = ({ start, end }: Guarded) => minutes(start.getTime() / MINUTE_MS, end.getTime() / MINUTE_MS);
  const kept = ({ start, end, before, after }: Guarded) => minutes(start.getTime() / MINUTE_MS - before, end.getTime() / MINUTE_MS + after);
  if (!spent(a).isDisjointFrom(spent(b))) return 'overlap';
  return kept(a).isDisjointFrom(spent(b)) && kept(b).isDisjointFrom(spent(a)) ? null : 'buffer';
}

describe('M3.9 two appointments of one provider', () => {
  test('the pause of either is kept, one pause serves both, and meeting exactly is no clash', () => {
    expect(clashOf(guarded(0, 50, 0, 15), guarded(60, 50))).toBe('buffer');
    expect(clashOf(guarded(0, 50), guarded(60, 50, 15))).toBe('buffer');
    expect(clashOf(guarded(0, 50, 0, 10), guarded(60, 50, 10))).toBeNull();
    expect(clashOf(guarded(0, 50), guarded(50, 50))).toBeNull();
    expect(clashOf(guarded(0, 50, 0, 15), guarded(49, 50))).toBe('overlap');
  });

  test('it is the same from both sides, and the same as minute by minute', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(clashOf(a, b)).toBe(naive(a, b));
        expect(clashOf(b, a)).toBe(clashOf(a, b));
      }),
    );
  });
});
