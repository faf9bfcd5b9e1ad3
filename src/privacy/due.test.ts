import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { backFrom, due, within, type ErasureDeed } from './due.ts';
import type { Length, Term } from './entry.ts';
import { ERASED_TERMS, TERMS, lengthMs, type ErasedTerm } from './terms.ts';

const moment = fc.date({ min: new Date('2001-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true });
const fixedLength = fc.record({
  count: fc.integer({ min: 1, max: 500 }),
  unit: fc.constantFrom('seconds' as const, 'minutes' as const, 'hours' as const, 'days' as const),
});
const anyTerm = fc.constantFrom(...ERASED_TERMS);
const PRACTICE = '0b0e7a52-6c1f-4c36-9a4e-0d6f3f3f0001';
const DAY_MS = 86_400_000;

function deedOf(term: ErasedTerm, deeds: readonly ErasureDeed[], of: ErasureDeed['of'] | null = null): ErasureDeed {
  const deed = deeds.find((each) => each.term === term && (of === null || each.of === of));
  if (!deed) throw new Error(`no deed for ${term}`);
  return deed;
}
/** Whether something whose clock stands there is erased at `now`. */
const isDue = (at: Date, now: Date, length: Length) => at.getTime() <= backFrom(now, length).getTime();

describe('B1 what falls due is the register and the clock, nothing else', () => {
  test('B1 nothing goes before its term and everything goes with it, to the millisecond', () => {
    fc.assert(
      fc.property(moment, fixedLength, fc.integer({ min: 0, max: 10 * DAY_MS }), (at, length, after) => {
        const end = at.getTime() + lengthMs(length);
        expect(isDue(at, new Date(end - 1), length)).toBe(false);
        expect(isDue(at, new Date(end), length)).toBe(true);
        expect(isDue(at, new Date(end + after), length)).toBe(true);
      }),
    );
  });

  test('B1 what is due once stays due', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 40 * DAY_MS }), fc.integer({ min: 1, max: 60 }), (now, later, months) => {
        const length = { count: months, unit: 'months' } as const;
        expect(backFrom(new Date(now.getTime() + later), length).getTime()).toBeGreaterThanOrEqual(backFrom(now, length).getTime());
      }),
    );
  });

  test('B1 twelve months are a year to the day, and never less, leap years and ends of months included', () => {
    const year = { count: 12, unit: 'months' } as const;
    fc.assert(
      fc.property(moment, (at) => {
        const nextYear = new Date(at);
        nextYear.setUTCFullYear(at.getUTCFullYear() + 1);
        expect(isDue(at, new Date(nextYear.getTime() - DAY_MS), year)).toBe(false);
        expect(isDue(at, nextYear, year)).toBe(true);
      }),
    );
    expect(backFrom(new Date('2028-02-29T10:00:00Z'), year)).toEqual(new Date('2027-02-28T23:59:59.999Z'));
    expect(isDue(new Date('2028-02-29T10:00:00Z'), new Date('2029-02-28T23:59:59Z'), year)).toBe(false);
    expect(isDue(new Date('2028-02-29T10:00:00Z'), new Date('2029-03-01T10:00:00Z'), year)).toBe(true);
  });

  test('B1 months of every length: nothing goes before as many months have passed', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 36 }), (now, count) => {
        const before = backFrom(now, { count, unit: 'months' });
        const monthsPassed = (now.getUTCFullYear() - before.getUTCFullYear()) * 12 + now.getUTCMonth() - before.getUTCMonth();
        expect(monthsPassed).toBe(count);
        expect(before.getUTCDate()).toBeLessThanOrEqual(now.getUTCDate());
        const longest = new Date(now.getTime() - before.getTime()).getTime();
        expect(longest).toBeLessThan((count * 31 + 3) * DAY_MS);
      }),
    );
  });

  test('B1 a term does not know of summer time: thirty days are 720 hours over each change of clocks', () => {
    for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']) {
      const now = new Date(new Date(change).getTime() + 3 * DAY_MS);
      expect(now.getTime() - backFrom(now, { count: 30, unit: 'days' }).getTime()).toBe(720 * 3_600_000);
    }
  });

  test('B1 changing a term in the register changes what is due by as much', () => {
    fc.assert(
      fc.property(moment, anyTerm, fixedLength, (now, id, length) => {
        const present: Term = TERMS[id];
        fc.pre(present.rows?.holds === 'start');
        const changed = { ...TERMS, [id]: { ...present, length } } as Readonly<Record<ErasedTerm, Term>>;
        const deeds = due(now, [], changed);
        expect(deedOf(id, deeds).before).toEqual(new Date(now.getTime() - lengthMs(length)));
        const others = (each: ErasureDeed) => each.term !== id;
        expect(deeds.filter(others)).toEqual(due(now, []).filter(others));
      }),
    );
  });

  test('B1 a practice keeps its events as long as it chose, inside the limits, and others are not touched by it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -5, max: 100_000 }), (now, eventTermHours) => {
        const practice = { practice: PRACTICE, eventTermHours };
        const deeds = due(now, [practice]);
        for (const id of ['event', 'invitation-with-event'] as const) {
          expect(deedOf(id, deeds, 'without-own-term').before).toEqual(new Date(now.getTime() - 30 * DAY_MS));
          const kept = now.getTime() - deedOf(id, deeds, practice).before.getTime();
          expect(kept).toBe(Math.min(90 * 24, Math.max(1, eventTermHours)) * 3_600_000);
        }
      }),
    );
    expect(within(TERMS.event.limits, 24)).toEqual({ count: 24, unit: 'hours' });
  });

  test('B1 erasing twice is erasing once, and a minute that was missed changes nothing in the end', () => {
    const left = (clocks: readonly Date[], now: Date, id: ErasedTerm) => clocks.filter((at) => at.getTime() > deedOf(id, due(now, [])).before.getTime());
    fc.assert(
      fc.property(fc.array(moment), moment, fc.integer({ min: 0, max: 900 * DAY_MS }), anyTerm, (clocks, now, missed, id) => {
        const later = new Date(now.getTime() + missed);
        const once = left(clocks, later, id);
        expect(left(once, later, id)).toEqual(once);
        expect(left(left(clocks, now, id), later, id)).toEqual(once);
      }),
    );
  });

  test('B1 invitations go in the same run as their event, and before it', () => {
    const order = due(new Date('2026-11-24T08:00:00Z'), []).map(({ term }) => term);
    expect(order.indexOf('invitation-with-event')).toBeLessThan(order.indexOf('event'));
    expect(TERMS['invitation-with-event'].length).toEqual(TERMS.event.length);
  });
});
