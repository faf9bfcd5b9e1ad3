import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutyOf, graceDaysOf, readCode, recoveryCode } from './second-factor.ts';

const VERIFIED = new Date('2026-11-01T08:00:00Z');
const days = (count: number): Date => new Date(VERIFIED.getTime() + count * 86_400_000);

test('M2.6 a provider has a grace for the second factor, an operator none, a client no duty', () => {
  expect(dutyOf('owner', false, VERIFIED, 14, days(13))).toEqual({ kind: 'due', at: days(14) });
  expect(dutyOf('assistant', false, VERIFIED, 14, days(14))).toEqual({ kind: 'now' });
  expect(dutyOf('provider', false, VERIFIED, 0, VERIFIED)).toEqual({ kind: 'now' });
  expect(dutyOf('operator', false, VERIFIED, 14, VERIFIED)).toEqual({ kind: 'now' });
  for (const actor of ['client', 'guest', 'nobody'] as const) expect(dutyOf(actor, false, VERIFIED, 0, days(999))).toEqual({ kind: 'none' });
  for (const actor of ['owner', 'operator'] as const) expect(dutyOf(actor, true, VERIFIED, 0, days(999))).toEqual({ kind: 'none' });
});

test('the grace is what the operator set, within limits', () => {
  expect([undefined, '', 'never', '-3', '0', '30', '500'].map(graceDaysOf)).toEqual([14, 14, 14, 14, 0, 30, 90]);
});

test('M2.6 a recovery code is read as it was printed, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (random) => {
      const code = recoveryCode(random);
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `])
        expect(readCode(typed)).toEqual({ kind: 'recovery', code: code.replaceAll('-', '') });
    }),
  );
});

test('M2.6 six digits are a code of the app, and nothing else is a code', () => {
  expect(readCode('123 456')).toEqual({ kind: 'totp', digits: '123456' });
  for (const typed of ['', '12345', '1234567', 'ABCD-EFGH', 'ABCD-EFGH-JKL0', '١٢٣٤٥٦']) expect(readCode(typed)).toBeNull();
});
