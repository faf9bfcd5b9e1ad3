import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, nextFree, openBetween, spansOn, type Hours, type Open, type Span } from './hours.ts';
import { localOf } from './zoned-time.ts';

const MINUTE_MS = 60_000;
const nineToFive: readonly Span[] = [
  { from: 540, to: 720 },
  { from: 780, to: 1020 },
];
const hours: Hours = { week: [nineToFive, nineToFive, [], nineToFive, nineToFive, [], []], exceptions: [] };
const at = (text: string) => new Date(text);
const BERLIN = 'Europe/Berlin';

/** Looks at the clock on the wall minute by minute. */
function isOpenAt(given: Hours, minute: number, zone: string): boolean {
  const [day = '', time = ''] = localOf(new Date(minute), zone).split('T');
  const [hour = 0, past = 0] = time.split(':').map(Number);
  const of = hour * 60 + past;
  return spansOn(given, day).some(({ from, to }) => from <= of && of < to);
}
function minutesOf(opens: readonly Open[]): readonly number[] {
  return opens.flatMap(({ from, to }) => Array.from({ length: (to - from) / MINUTE_MS }, (_, minute) => from + minute * MINUTE_MS));
}

const span = fc.tuple(fc.nat(1440), fc.nat(1440)).map(([a, b]): Span => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const spans = fc.array(span, { maxLength: 3 });
const zone = fc.constantFrom(BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Santiago');
/** Around the days on which clocks are changed, and any other. */
const day = fc.constantFrom('2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-04-04', '2026-04-05', '2026-11-01', '2026-03-08', '2026-07-15');
const anyHours = fc.record({
  week: fc.array(spans, { minLength: 7, maxLength: 7 }),
  exceptions: fc.array(fc.record({ firstDay: day, lastDay: day, spans }), { maxLength: 2 }),
});
const instant = fc.tuple(day, fc.nat(1440)).map(([on, minute]) => Date.parse(`${on}T00:00:00Z`) + minute * MINUTE_MS);

describe('M3.10 working hours', () => {
  test('what lies in a span is within, what touches its end too, what reaches beyond is not', () => {
    expect(isWithin(hours, at('2026-11-24T08:00:00Z'), at('2026-11-24T11:00:00Z'), BERLIN)).toBe(true);
    expect(isWithin(hours, at('2026-11-24T07:55:00Z'), at('2026-11-24T08:30:00Z'), BERLIN)).toBe(false);
    expect(isWithin(hours, at('2026-11-24T10:30:00Z'), at('2026-11-24T11:05:00Z'), BERLIN)).toBe(false);
    expect(isWithin(hours, at('2026-11-25T09:00:00Z'), at('2026-11-25T09:30:00Z'), BERLIN)).toBe(false);
  });

  test('a day that differs holds instead of the week, and the first that covers it holds', () => {
    const closed = { firstDay: '2026-11-23', lastDay: '2026-11-27', spans: [] };
    const short = { firstDay: '2026-11-24', lastDay: '2026-11-24', spans: [{ from: 600, to: 660 }] };
    const during = (exceptions: Hours['exceptions']) => isWithin({ ...hours, exceptions }, at('2026-11-24T09:00:00Z'), at('2026-11-24T10:00:00Z'), BERLIN);
    expect([during([]), during([closed]), during([short, closed]), during([closed, short])]).toEqual([true, false, true, false]);
  });

  test('an evening and a morning that meet at midnight are one', () => {
    const night: Hours = { week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]), exceptions: [] };
    expect(isWithin(night, at('2026-10-24T20:00:00Z'), at('2026-10-25T04:00:00Z'), BERLIN)).toBe(true);
  });

  test('is open exactly when the clock on the wall says so, also while clocks are changed', () => {
    fc.assert(
      fc.property(anyHours, zone, instant, fc.integer({ min: 1, max: 36 * 60 }), (given, place, from, minutes) => {
        const all = Array.from({ length: minutes }, (_, minute) => from + minute * MINUTE_MS);
        const opens = openBetween(given, from, from + minutes * MINUTE_MS, place);
        expect(minutesOf(opens)).toEqual(all.filter((minute) => isOpenAt(given, minute, place)));
        expect(opens.every((open, index) => open.from < open.to && (opens[index - 1]?.to ?? -Infinity) < open.from)).toBe(true);
        expect(isWithin(given, new Date(from), new Date(from + minutes * MINUTE_MS), place)).toBe(all.every((minute) => isOpenAt(given, minute, place)));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('the next free time is within, meets nothing, and none before it would do', () => {
    const busy = fc.array(
      fc.tuple(instant, fc.integer({ min: 1, max: 300 })).map(([from, minutes]): Open => ({ from, to: from + minutes * MINUTE_MS })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(anyHours, busy, zone, instant, fc.integer({ min: 5, max: 120 }), (given, taken, place, after, minutes) => {
        const length = minutes * MINUTE_MS;
        const fits = (start: number) =>
          isWithin(given, new Date(start), new Date(start + length), place) && taken.every((each) => each.to <= start || start + length <= each.from);
        const naive = Array.from({ length: 2 * 288 }, (_, step) => (Math.ceil(after / 300_000) + step) * 300_000).find(
          (start) => start + length <= after + 2 * 86_400_000 && fits(start),
        );
        expect(nextFree(given, taken, new Date(after), minutes, place, 2)?.getTime()).toBe(naive);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
