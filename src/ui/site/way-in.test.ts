import { expect, test } from 'vitest';
import { wayIn } from './way-in.ts';

const TOKEN = 'a'.repeat(51);

test('M4.1 a pasted link, a token alone and a typed code all show the way in', () => {
  expect(wayIn(`https://portal.example/j#${TOKEN}`)).toBe(TOKEN);
  expect(wayIn(` <https://portal.example/j#${TOKEN}>. `)).toBe(TOKEN);
  expect(wayIn(TOKEN)).toBe(TOKEN);
  expect(wayIn('abc def ghj')).toBe('ABCDEFGHJ');
  expect(wayIn('https://portal.example/j#ABC-DEF-GHJ')).toBe('ABCDEFGHJ');
});

test('anything else is told to be neither', () => {
  for (const text of ['', 'https://portal.example/', 'hello', 'ABC-DEF-GH0', 'javascript:alert(1)']) expect(wayIn(text)).toBeNull();
});
