import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fill, plural } from './fill.ts';

test('values take the places of their names, also twice, and a name without a value stays in sight', () => {
  expect(fill('{a} and {a}, {b}', { a: 1 })).toBe('1 and 1, {b}');
});

test('a value is never read as a placeholder or a pattern', () => {
  fc.assert(fc.property(fc.string(), (value) => fill('<{a}>', { a: value, b: 'B' }) === `<${value}>`));
  expect(fill('{a}{b}', { a: '{b}$&', b: 'B' })).toBe('{b}$&B');
  expect(fill('{toString}', {})).toBe('{toString}');
});

test('numbers take their language’s form: French has one for none', () => {
  const forms = { one: '{count} one', other: '{count} other' };
  expect([0, 1, 2].map((count) => plural('fr', forms, count))).toEqual(['0 one', '1 one', '2 other']);
  expect([0, 1, 2].map((count) => plural('de', forms, count))).toEqual(['0 other', '1 one', '2 other']);
  expect(plural('de', forms, 1200)).toBe('1.200 other');
});
