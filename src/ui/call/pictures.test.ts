import { expect, test } from 'vitest';
import { callWords } from '../../words/call/index.ts';
import { PICTURES } from './pictures.ts';

test('M7.8 there are 64 pictures, as many as six bits count, all drawn differently', () => {
  expect(PICTURES).toHaveLength(64);
  expect(new Set(PICTURES.map(({ key }) => key)).size).toBe(64);
  expect(new Set(PICTURES.map(({ shape, line }) => shape + line)).size).toBe(64);
});

test.each(['de', 'en', 'fr'] as const)('M7.8 each picture has a name of its own in %s, and none could be misheard for another by one letter', (language) => {
  const { names } = callWords[language].code;
  expect(Object.keys(names).sort()).toEqual(PICTURES.map(({ key }) => key).sort());
  const all = Object.values(names).map((name) => name.replaceAll('\u00ad', '').toLowerCase());
  const alike = all.flatMap((name, index) =>
    all
      .slice(index + 1)
      .filter((other) => distance(name, other) <= 1)
      .map((other) => `${name} ${other}`),
  );
  expect(alike).toEqual([]);
});

test('the search for names that are alike finds planted ones', () => {
  expect([distance('car', 'cat'), distance('lune', 'plume'), distance('hat', 'chat'), distance('clé', 'dé')]).toEqual([1, 2, 1, 2]);
});

test('M7.8 every drawing stays inside its box', () => {
  for (const { key, shape, line } of PICTURES) {
    expect(shape + line, key).toMatch(/^M[MLCAZ\d., ]+$/);
    for (const [x, y] of points(shape + line)) {
      expect(x, key).toBeGreaterThanOrEqual(0);
      expect(x, key).toBeLessThanOrEqual(48);
      expect(y, key).toBeGreaterThanOrEqual(0);
      expect(y, key).toBeLessThanOrEqual(48);
    }
  }
});

/** Where the commands of a path lead to, and the points that pull a curve: it stays between them. Radii and flags of arcs are no points. */
function points(path: string): readonly (readonly [number, number])[] {
  return [...path.matchAll(/([MLCA])([^MLCAZ]*)/g)].flatMap(([, command, rest = '']) => {
    const numbers = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const size = command === 'A' ? 7 : command === 'C' ? 6 : 2;
    expect(numbers.length % size, path).toBe(0);
    expect(numbers.every(Number.isFinite), path).toBe(true);
    const pairs = command === 'A' ? numbers.filter((_, index) => index % 7 > 4) : numbers;
    return Array.from({ length: pairs.length / 2 }, (_, each) => [pairs[each * 2] ?? -1, pairs[each * 2 + 1] ?? -1] as const);
  });
}

/** Levenshtein: letters to change, add or leave out. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    row = row.reduce<number[]>((next, above, j) => {
      if (j === 0) return [i + 1];
      const before = row[j - 1] ?? 0;
      return [...next, Math.min(above + 1, (next[j - 1] ?? 0) + 1, before + (letter === b[j - 1] ? 0 : 1))];
    }, []);
  }
  return row.at(-1) ?? 0;
}
