import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('M1.3 a file for spreadsheets: quoted where it must be, and never a formula', () => {
  expect(
    csv([
      ['page', 'visits'],
      ['/portal, "x"', 5],
      ['=1+1', 0],
    ]),
  ).toBe('\ufeffpage,visits\r\n"/portal, ""x""",5\r\n\'=1+1,0\r\n');
});

test('M1.3 no text begins a cell as a formula would', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) =>
        !/^"?[=+\-@\t\r]/.test(
          csv([[text]])
            .slice(1)
            .replace(/^\r\n$/, ''),
        ),
    ),
  );
});
