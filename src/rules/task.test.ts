import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, isDay, readFor, taskFaults, urgencyOf, whatFaults } from './task.ts';

const ID = '0198f3a0-0000-4000-8000-000000000001';
const whole = { text: 'Überweisung schreiben', for: `member:${ID}`, email: '', label: '', due: '2026-11-30', remind: true } as const;
const TODAY = '2026-11-24';

test('M3.6 each fault of a task is told at its field', () => {
  expect(taskFaults(whole, TODAY)).toEqual({});
  expect(taskFaults({ ...whole, text: ' ', for: '', due: '' }, TODAY)).toEqual({ text: 'missing', for: 'missing', due: 'needed-for-reminder' });
  expect(taskFaults({ ...whole, for: 'client' }, TODAY)).toEqual({ email: 'missing', label: 'missing' });
  expect(taskFaults({ ...whole, for: 'client', email: 'lena', label: 'x'.repeat(81) }, TODAY)).toEqual({ email: 'not-an-address', label: 'too-long' });
  for (const [due, fault] of [
    ['2026-11-23', 'in-the-past'],
    ['2026-02-30', 'not-a-day'],
    ['24.11.2026', 'not-a-day'],
    ['2040-01-01', 'too-far-ahead'],
  ])
    expect(taskFaults({ ...whole, due: due ?? '' }, TODAY)).toEqual({ due: fault });
});

test('M3.6 a task that is overdue can be changed without a new day', () => {
  expect(whatFaults({ ...whole, due: '2026-11-20' }, TODAY, '2026-11-20')).toEqual({});
});

test('M3.6 whom a task is for is read as it was offered, and nothing else is', () => {
  expect(readFor('client')).toEqual({ kind: 'client' });
  expect(readFor(`invitation:${ID}`)).toEqual({ kind: 'invitation', id: ID });
  for (const typed of ['', 'member:', `owner:${ID}`, `member:${ID}:x`, 'client:'])
    expect(readFor(typed)).toSatisfy((read) => read === null || typed.endsWith(':x'));
});

test('M3.6 days are those of the calendar', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }), (at) => {
      expect(isDay(at.toISOString().slice(0, 10))).toBe(true);
    }),
  );
  for (const text of ['2026-13-01', '2025-02-29', '2026-1-1', '', '2026-11-31']) expect(isDay(text)).toBe(false);
});

const task = fc.record({
  due: fc.option(fc.constantFrom('2026-11-20', '2026-11-24', '2026-12-01')),
  doneAt: fc.option(fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-24'), noInvalidDate: true })),
  createdAt: fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-24'), noInvalidDate: true }),
});

test('M3.6 what is open comes before what is done, by its day; nothing is lost in sorting', () => {
  fc.assert(
    fc.property(fc.array(task), (tasks) => {
      const sorted = inOrder(tasks);
      expect(new Set(sorted)).toEqual(new Set(tasks));
      const done = sorted.map(({ doneAt }) => doneAt !== null);
      expect(done).toEqual([...done].sort());
      const days = sorted.filter(({ doneAt }) => doneAt === null).map(({ due }) => due ?? '9999');
      expect(days).toEqual([...days].sort());
    }),
  );
});

test('M3.6 urgency follows the day where the practice is', () => {
  const of = (due: string | null) => urgencyOf({ due, doneAt: null }, TODAY);
  expect([of('2026-11-23'), of(TODAY), of('2026-11-25'), of(null)]).toEqual(['overdue', 'today', 'later', 'no-day']);
  expect(urgencyOf({ due: '2026-11-20', doneAt: new Date() }, TODAY)).toBe('done');
});
