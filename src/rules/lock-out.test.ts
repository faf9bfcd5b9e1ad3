import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waitMs, type Failures } from './lock-out.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const failed = (failures: number, agoMs = 0): Failures => ({ failures, lastAt: new Date(NOW.getTime() - agoMs) });
const failures = fc.record({ failures: fc.nat(10_000), lastAt: fc.date({ min: new Date('2026-11-23T08:00:00Z'), max: NOW, noInvalidDate: true }) });

describe('M1.4 a lock-out slows the guesser, not the owner', () => {
  test('four failures are free, the fifth costs half a minute, and each further one twice that, up to a quarter of an hour', () => {
    const wait = (count: number) => waitMs({ here: failed(count), everywhere: failed(count), isKnown: false }, NOW);
    expect([4, 5, 6, 7, 10, 99].map(wait)).toEqual([0, 30_000, 60_000, 120_000, 900_000, 900_000]);
  });

  test('whoever signed in from here lately does not wait for what others try elsewhere', () => {
    fc.assert(fc.property(failures, (everywhere) => waitMs({ here: null, everywhere, isKnown: true }, NOW) === 0));
  });

  test('from an unknown network one waits once many networks have failed', () => {
    expect(waitMs({ here: null, everywhere: failed(49), isKnown: false }, NOW)).toBe(0);
    expect(waitMs({ here: null, everywhere: failed(50), isKnown: false }, NOW)).toBe(30_000);
  });

  test('nobody waits longer than a quarter of an hour, more failures never wait less, and waiting ends it', () => {
    fc.assert(
      fc.property(fc.option(failures), failures, fc.boolean(), (here, everywhere, isKnown) => {
        const wait = waitMs({ here, everywhere, isKnown }, NOW);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(900_000);
        const worse = { ...everywhere, failures: everywhere.failures + 1 };
        expect(waitMs({ here, everywhere: worse, isKnown }, NOW)).toBeGreaterThanOrEqual(wait);
        expect(waitMs({ here, everywhere, isKnown }, new Date(NOW.getTime() + wait))).toBe(0);
      }),
    );
  });
});
