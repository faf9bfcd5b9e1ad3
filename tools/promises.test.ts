import { expect, test } from 'vitest';
import { provenRows, readPromises } from './promises.ts';

test('rows are read from the tables with their state', () => {
  const text = '# Promises\n| row | state | what |\n| --- | --- | --- |\n| M1.1 | open | one |\n| B2 | done | two |\n';
  expect(readPromises(text)).toEqual([
    { row: 'M1.1', done: false },
    { row: 'B2', done: true },
  ]);
  expect(() => readPromises('nothing')).toThrow();
  expect(() => readPromises('| B2 | done | two |\n| B2 | open | again |\n')).toThrow();
});

test('a test proves the rows at the beginning of its title, and no row it only mentions', () => {
  const source = [
    "test('M4.2 a link dies', () => {});",
    'test("M1.1, M1.2 the record is short", () => {});',
    'describe(`B1 the register`, () => {});',
    "test.each([1, 2])('M5.1 %s', () => {});",
    "test.describe('M7.1 and M7.4 during a call', () => {});",
    "test('it is not like M9.9', () => {});",
    "test('M4.22', () => {});",
  ].join('\n');
  const found = provenRows([{ path: 'x.test.ts', source }]);
  expect([...found.keys()].sort()).toEqual(['B1', 'M1.1', 'M1.2', 'M4.2', 'M4.22', 'M5.1', 'M7.1', 'M7.4']);
  expect(found.get('M4.2')).toEqual([{ path: 'x.test.ts', title: 'M4.2 a link dies' }]);
});
