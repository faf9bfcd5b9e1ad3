import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

/** RFC 4180, section 2, read strictly. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let cell = '';
    if (csv[at] === '"') {
      for (at++; ; at++) {
        if (csv[at] !== '"') cell += csv.charAt(at);
        else if (csv[at + 1] === '"') cell += csv.charAt(at++);
        else break;
      }
      at++;
    } else {
      while (at < csv.length && !',\r"'.includes(csv[at] ?? '')) cell += csv.charAt(at++);
    }
    row.push(cell);
    if (csv[at] === ',') at++;
    else if (csv.slice(at, at + 2) === '\r\n') {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`not RFC 4180 at ${at}`);
  }
  return rows;
}

test('M10.5 a table is read back by RFC 4180 cell by cell, whatever stands in it', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', ' ', '\t', "'", 'a', '＝') }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
      const csv = toCsv(['a', 'b'], rows);
      expect(csv.startsWith('\ufeffa,b\r\n')).toBe(true);
      const seen = read(csv.slice(1)).slice(1);
      expect(seen).toHaveLength(rows.length);
      seen.forEach((row, index) =>
        row.forEach((text, column) => {
          const told = rows[index]?.[column];
          // Nothing but the apostrophe before a formula was changed, and no cell is one.
          expect([told, `'${told}`]).toContain(text);
          expect(text).not.toMatch(/^[\s\p{Cc}]*[=+\-@＝＋－＠]/u);
        }),
      );
    }),
  );
});

test('M10.5 what a spreadsheet would run is text; numbers, dates and nothing are what they are', () => {
  const rows = read(toCsv(['x'], [['=1+1'], ['+49 30'], ['-2'], ['@SUM(A1)'], ['\t=1'], [' =1'], [-2], [true], [null], [new Date(0)], ['a"b']]).slice(1));
  expect(rows.slice(1).map(([cell]) => cell)).toEqual([
    "'=1+1",
    "'+49 30",
    "'-2",
    "'@SUM(A1)",
    "'\t=1",
    "' =1",
    '-2',
    'true',
    '',
    '1970-01-01T00:00:00.000Z',
    'a"b',
  ]);
});
