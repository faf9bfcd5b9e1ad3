import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineOf } from './data-request.ts';

test('M10.8 a request is to be answered within the month, to the end of its last day', () => {
  expect(deadlineOf(new Date('2026-11-24T08:00:00Z')).toISOString()).toBe('2026-12-24T23:59:59.999Z');
  expect(deadlineOf(new Date('2027-01-31T23:00:00Z')).toISOString()).toBe('2027-02-28T23:59:59.999Z');
  expect(deadlineOf(new Date('2027-12-31T00:00:00Z')).toISOString()).toBe('2028-01-31T23:59:59.999Z');
});

test('M10.8 the deadline lies in the next month and a later request is never due before an earlier one', () => {
  const dates = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, dates, (one, other) => {
      const due = deadlineOf(one);
      expect((due.getUTCMonth() - one.getUTCMonth() + 12) % 12).toBe(1);
      if (one <= other) expect(due <= deadlineOf(other)).toBe(true);
    }),
  );
});
