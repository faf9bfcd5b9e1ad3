import { globSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEWEST, NOT_PAGES, pooled, rangeStart, readRange, visitFigures, withheld, type Count } from './visits.ts';

const NOW = new Date('2026-11-24T13:30:00Z');
const sum = (counts: readonly { readonly visits: number | null }[]) => counts.reduce((all, { visits }) => all + (visits ?? 0), 0);
const counts = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1, maxLength: 3 }), visits: fc.oneof(fc.nat(9), fc.nat(500)) }), {
  selector: ({ name }) => name,
  maxLength: 30,
});

describe('M1.3 what is so rare that it could be one person is never a number', () => {
  test('M1.3 of days and hours each number is none or at least five, and the hidden ones cannot be reckoned from the sum', () => {
    fc.assert(
      fc.property(counts, (row) => {
        const shown = withheld(row);
        expect(shown.map(({ name }) => name)).toEqual(row.map(({ name }) => name));
        for (const [at, { visits }] of shown.entries()) {
          if (visits !== null) expect(visits).toBe(row[at]?.visits);
          expect(visits === null || visits === 0 || visits >= FEWEST).toBe(true);
        }
        const hidden = sum(row) - sum(shown);
        const isAll = shown.every(({ visits }) => visits === null || visits === 0);
        expect(hidden === 0 || hidden >= FEWEST || isAll).toBe(true);
        // One hidden alone would be the sum less the others.
        const count = shown.filter(({ visits }) => visits === null).length;
        expect(count !== 1 || isAll).toBe(true);
      }),
    );
  });

  test('M1.3 of pages and browsers no name has fewer than five, none is lost, and what has no name is at least five', () => {
    fc.assert(
      fc.property(counts, (row) => {
        const { shown, rest } = pooled(row);
        for (const { name, visits } of shown) {
          expect(visits).toBeGreaterThanOrEqual(FEWEST);
          expect(row).toContainEqual({ name, visits });
        }
        if (rest === null) expect([shown.length, sum(row) > 0 && sum(row) < FEWEST]).toEqual([0, true]);
        else {
          expect(sum(shown) + rest).toBe(sum(row));
          expect(rest === 0 || rest >= FEWEST).toBe(true);
        }
      }),
    );
  });

  test('M1.3 a test that looks for small numbers finds one that is planted', () => {
    const planted: Count[] = [
      { name: 'a', visits: 3 },
      { name: 'b', visits: 40 },
      { name: 'c', visits: 9 },
    ];
    const isSmall = ({ visits }: { readonly visits: number | null }) => visits !== null && visits > 0 && visits < FEWEST;
    expect(planted.some(isSmall)).toBe(true);
    expect(withheld(planted)).toEqual([
      { name: 'a', visits: null },
      { name: 'b', visits: 40 },
      { name: 'c', visits: null },
    ]);
    expect(pooled(planted)).toEqual({ shown: [{ name: 'b', visits: 40 }], rest: 12 });
    expect(pooled([{ name: 'a', visits: 3 }])).toEqual({ shown: [], rest: null });
  });
});

describe('M1.3 the range', () => {
  test('M1.3 today is the last day, this month the last month, in UTC', () => {
    expect(rangeStart('week', NOW)).toEqual(new Date('2026-11-18T00:00:00Z'));
    expect(rangeStart('month', NOW)).toEqual(new Date('2026-10-26T00:00:00Z'));
    expect(rangeStart('records', NOW)).toEqual(new Date('2026-08-27T00:00:00Z'));
    expect(rangeStart('counts', NOW)).toEqual(new Date('2024-11-01T00:00:00Z'));
    expect([readRange('week'), readRange('all'), readRange('')]).toEqual(['week', null, null]);
  });

  test('M1.3 every day has its place, also without a visit, and a half-folded day is one', () => {
    const figures = visitFigures(
      {
        hours: [
          { name: '2026-11-24T13', visits: 7 },
          { name: '2026-11-23T13', visits: 5 },
        ],
        days: [{ name: '2026-11-23', visits: 20 }],
        routes: [
          { name: '/portal', visits: 25 },
          { name: '/', visits: 7 },
          { name: '/_app/[file]', visits: 300 },
          { name: '[unknown]', visits: 6 },
        ],
        browsers: [
          { name: 'Firefox 153', visits: 4 },
          { name: 'Firefox 152', visits: 8 },
          { name: 'other', visits: 20 },
        ],
      },
      'week',
      NOW,
    );
    expect(figures.total).toBe(32);
    expect(figures.dates).toHaveLength(7);
    expect(figures.dates.at(-1)).toEqual({ name: '2026-11-24', visits: 7 });
    expect(figures.dates.at(-2)).toEqual({ name: '2026-11-23', visits: 25 });
    expect(figures.dates[0]).toEqual({ name: '2026-11-18', visits: 0 });
    expect(figures.hours[13]).toEqual({ name: '13', visits: 12 });
    expect(figures.pages).toEqual({
      shown: [
        { name: '/portal', visits: 25 },
        { name: '/', visits: 7 },
      ],
      rest: 0,
    });
    expect(figures.families).toEqual({
      shown: [
        { name: 'other', visits: 20 },
        { name: 'Firefox', visits: 12 },
      ],
      rest: 0,
    });
    expect(figures.beside.shown).toEqual([
      { name: 'files', visits: 300 },
      { name: 'unknown', visits: 6 },
    ]);
  });

  test('M1.3 by the month there are as many as the counts are kept', () => {
    const figures = visitFigures({ hours: [], days: [{ name: '2024-11-01', visits: 9 }], routes: [], browsers: [] }, 'counts', NOW);
    expect(figures.dates).toHaveLength(25);
    expect([figures.dates[0], figures.dates.at(-1)?.name]).toEqual([{ name: '2024-11', visits: 9 }, '2026-11']);
  });
});

test('M1.3 what answers and is no page is not counted as a visit', () => {
  const routes = join(import.meta.dirname, '../routes');
  const ends = globSync('**/+server.ts', { cwd: routes }).map((path) => `/${path.replace(/\/?\+server\.ts$/, '')}`);
  expect(ends.length).toBeGreaterThan(10);
  expect(ends.filter((route) => !(NOT_PAGES as readonly string[]).includes(route))).toEqual([]);
});
