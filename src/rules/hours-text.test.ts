import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readException, readSpans, spansText } from './hours-text.ts';

describe('M3.10 hours as people write them', () => {
  test.each([
    ['', ''],
    ['9-12', '09:00–12:00'],
    ['13–17.30 und 9–12', '09:00–12:00, 13:00–17:30'],
    ['9 Uhr bis 12 Uhr; 14:15 - 18', '09:00–12:00, 14:15–18:00'],
    ['9h-12h30 et 14h à 18h', '09:00–12:30, 14:00–18:00'],
    ['9:00 to 12:00 and 13:00 to 24:00', '09:00–12:00, 13:00–24:00'],
  ])('%s', (typed, said) => {
    const read = readSpans(typed);
    expect('ok' in read && spansText(read.spans)).toBe(said);
  });

  test.each([
    ['halb neun', 'not-hours'],
    ['9', 'not-hours'],
    ['9-24:01', 'not-hours'],
    ['9:60-12', 'not-hours'],
    ['12-9', 'backwards'],
    ['9-9', 'backwards'],
    ['9-12, 11-13', 'overlapping'],
    ['1-2,3-4,5-6,7-8,9-10,11-12,13-14', 'too-many'],
  ])('%s is no hours: %s', (typed, refused) => {
    expect(readSpans(typed)).toEqual({ refused });
  });

  test('what is shown is read back as it is', () => {
    const spans = fc.uniqueArray(fc.nat(1440), { minLength: 0, maxLength: 12 }).map((times) => {
      const sorted = [...times].sort((a, b) => a - b);
      return sorted.flatMap((to, index) => (index % 2 === 1 ? [{ from: sorted[index - 1] ?? 0, to }] : []));
    });
    fc.assert(
      fc.property(spans, (given) => {
        expect(readSpans(spansText(given))).toEqual({ ok: true, spans: given });
      }),
    );
  });

  test('days that differ: faults at their fields, all at once', () => {
    const TODAY = '2026-11-24';
    const read = (firstDay: string, lastDay = '', hours = '') => readException({ firstDay, lastDay, hours }, TODAY);
    expect(read('2026-12-24')).toEqual({ ok: true, exception: { firstDay: '2026-12-24', lastDay: '2026-12-24', spans: [] } });
    expect(read('2026-11-20', '2026-11-24')).toMatchObject({ ok: true });
    expect(read('', '2026-11-24', 'nie')).toEqual({ refused: { firstDay: 'missing', hours: 'not-hours' } });
    expect(read('2026-02-30')).toEqual({ refused: { firstDay: 'not-a-day' } });
    expect(read('2026-11-23')).toEqual({ refused: { firstDay: 'past' } });
    expect(read('2026-12-24', '2026-12-23')).toEqual({ refused: { lastDay: 'backwards' } });
    expect(read('2026-12-24', '2028-12-26')).toEqual({ refused: { lastDay: 'too-long' } });
  });
});
