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

test('M1.4 whoever owns a line of IPv6 has no more tries than one address', () => {
  const limits = createLimits();
  const allowed = Array.from({ length: 1_000 }, (_, at) => limits.allow('code-address', `2001:db8:1:2::${at.toString(16)}`, new Date(0))).filter(Boolean);
  expect(allowed).toHaveLength(15);
  expect(limits.allow('code-address', '2001:db8:1:3::1', new Date(0))).toBe(true);
});

test('M1.4 what was no guess is given back, and no more than that', () => {
  const limits = createLimits();
  for (let time = 0; time < 100; time++) {
    expect(limits.allow('code-address', '192.0.2.1', new Date(time))).toBe(true);
    limits.giveBack('code-address', '192.0.2.1');
  }
  limits.giveBack('code-address', '192.0.2.1');
  limits.giveBack('code-address', '192.0.2.9');
  const guesses = Array.from({ length: 20 }, () => limits.allow('code-address', '192.0.2.1', new Date(200)));
  expect(guesses.filter(Boolean)).toHaveLength(15);
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
