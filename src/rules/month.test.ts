import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthBefore, monthNext, parseMonth, weeksOf } from './month.ts';

const aMonth = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

test('M4.3 the weeks of a month hold each of its days once, in order, Mondays first', () => {
  fc.assert(
    fc.property(aMonth, (month) => {
      const days = weeksOf(month).flatMap((week) => week.days.filter((day) => day !== null));
      const next = Date.parse(`${monthNext(month)}-01`);
      expect(days).toHaveLength(Math.round((next - Date.parse(`${month}-01`)) / 86_400_000));
      expect([...days].sort()).toEqual(days);
      for (const week of weeksOf(month)) for (const [at, day] of week.days.entries()) if (day !== null) expect((new Date(day).getUTCDay() + 6) % 7).toBe(at);
      expect(monthBefore(monthNext(month))).toBe(month);
    }),
  );
});

test('weeks are numbered as ISO 8601 numbers them', () => {
  expect(weeksOf('2026-12').map(({ number }) => number)).toEqual([49, 50, 51, 52, 53]);
  expect(weeksOf('2027-01').map(({ number }) => number)).toEqual([53, 1, 2, 3, 4]);
  expect(weeksOf('2024-12').at(-1)?.number).toBe(1);
});

test('what is no month is none', () => {
  for (const text of [null, '', '2026-13', '2026-00', '1999-01', '2026-1', 'x']) expect(parseMonth(text)).toBeNull();
  expect(parseMonth('2026-11')).toBe('2026-11');
});
