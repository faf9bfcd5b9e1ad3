import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endAfterNotice, noticeWeeksOf } from './termination.ts';

const day = (text: string) => new Date(`${text}T09:30:00Z`);
const WEEK_MS = 7 * 86_400_000;

describe('M2.7 a contract ends with one of its months, after the notice period', () => {
  test.each([
    ['2026-01-15', '2026-03-01', 4, '2026-04-15'],
    ['2026-01-15', '2026-03-18', 4, '2026-04-15'],
    ['2026-01-15', '2026-03-19', 4, '2026-05-15'],
    ['2026-01-31', '2026-02-01', 0, '2026-02-28'],
    ['2026-01-31', '2026-03-01', 4, '2026-03-31'],
    ['2028-01-31', '2028-02-10', 2, '2028-02-29'],
    ['2026-05-10', '2026-04-01', 1, '2026-06-10'],
  ])('begun %s, notice %s, %i weeks: %s', (began, received, weeks, ends) => {
    expect(endAfterNotice(day(began), day(received), weeks)).toEqual(day(ends));
  });

  const when = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
  test('never before the period is over, and never a month later than needed', () => {
    fc.assert(
      fc.property(when, when, fc.nat(26), (began, received, weeks) => {
        const end = endAfterNotice(began, received, weeks).getTime();
        const earliest = Math.max(began.getTime(), received.getTime() + weeks * WEEK_MS);
        expect(end).toBeGreaterThanOrEqual(earliest);
        expect(end - earliest).toBeLessThan(32 * 86_400_000);
      }),
    );
  });

  test('later notice never ends a contract earlier', () => {
    fc.assert(
      fc.property(when, when, fc.nat(400), fc.nat(26), (began, received, days, weeks) => {
        const later = new Date(received.getTime() + days * 86_400_000);
        return endAfterNotice(began, later, weeks).getTime() >= endAfterNotice(began, received, weeks).getTime();
      }),
    );
  });
});

test('the notice period is what the operator set, within limits', () => {
  expect([undefined, '', 'soon', '0', '6', '99'].map(noticeWeeksOf)).toEqual([4, 4, 4, 0, 6, 26]);
});
