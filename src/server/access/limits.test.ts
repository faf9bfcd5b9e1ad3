import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimits } from './limits.ts';

test('M1.4 codes are guessed fifteen times an address in ten minutes and no more; then again', () => {
  const limits = createLimits();
  const tries = (at: number, count: number, address: string) =>
    Array.from({ length: count }, () => limits.allow('code-address', address, new Date(at))).filter(Boolean).length;
  expect(tries(0, 100, '192.0.2.1')).toBe(15);
  expect(tries(0, 1, '192.0.2.2')).toBe(1);
  expect(tries(599_999, 1, '192.0.2.1')).toBe(0);
  expect(tries(600_000, 100, '192.0.2.1')).toBe(15);
});

test('M1.4 over all addresses together there is a limit too', () => {
  const limits = createLimits();
  let allowed = 0;
  for (let i = 0; i < 1000; i++) if (limits.allow('code-all', '', new Date(i))) allowed++;
  expect(allowed).toBe(600);
});

test('M1.4 never more hits in any window than the rule says', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_600_000), { maxLength: 200 }), (times) => {
      const limits = createLimits();
      const allowed = times.sort((a, b) => a - b).filter((at) => limits.allow('code-address', 'x', new Date(at)));
      for (const at of allowed) expect(allowed.filter((other) => other > at - 600_000 && other <= at).length).toBeLessThanOrEqual(15);
    }),
  );
});
