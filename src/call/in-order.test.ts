import fc from 'fast-check';
fc.configureGlobal({ numRuns: 20000 });
import { expect, test } from 'vitest';
import { createInOrder, createNumbering } from './in-order.ts';

const ALICE = 'alice';

test('whatever is lost, repeated or overtaken, each message is taken once and in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.nat(39), { maxLength: 200 }), (count, arrivals) => {
      const numbering = createNumbering('visit1');
      const inbox = createInOrder<number>();
      const ids = Array.from({ length: count }, () => numbering.next('bob'));
      const taken: number[] = [];
      const arrive = (at: number) => taken.push(...(inbox.take(ALICE, ids[at] ?? '', at) ?? []));
      for (const at of arrivals) if (at < count) arrive(at);
      expect(taken).toEqual(taken.map((_, at) => at));
      // What was not acknowledged is sent again until it is.
      ids.forEach((_, at) => arrive(at));
      expect(taken).toEqual(ids.map((_, at) => at));
    }),
  );
});

test('receivers have numbers of their own, senders streams of their own', () => {
  const numbering = createNumbering('v');
  expect([numbering.next('bob'), numbering.next('carol'), numbering.next('bob')]).toEqual(['v-0-1', 'v-0-1', 'v-0-2']);
  const inbox = createInOrder<string>();
  expect(inbox.take(ALICE, 'v-0-1', 'of Alice')).toEqual(['of Alice']);
  expect(inbox.take('carol', 'v-0-1', 'of Carol')).toEqual(['of Carol']);
});

test('what was forgotten is not waited for, and comes too late', () => {
  const numbering = createNumbering('v');
  const inbox = createInOrder<string>();
  const [first, lost, lostToo] = [numbering.next('bob'), numbering.next('bob'), numbering.next('bob')];
  expect(inbox.take(ALICE, first, 'first')).toEqual(['first']);
  expect(inbox.take(ALICE, lostToo, 'held')).toEqual([]);
  numbering.forget('bob');
  expect(inbox.take(ALICE, numbering.next('bob'), 'after')).toEqual(['after']);
  expect(inbox.take(ALICE, lost, 'late')).toEqual([]);
  // To somebody nothing was said to yet there is nothing to forget.
  numbering.forget('carol');
  expect(numbering.next('carol')).toBe('v-0-1');
});

test('another visit of the same participant begins anew', () => {
  const inbox = createInOrder<string>();
  expect(inbox.take(ALICE, 'before-0-1', 'a')).toEqual(['a']);
  expect(inbox.take(ALICE, 'before-0-3', 'held')).toEqual([]);
  expect(inbox.take(ALICE, 'now-0-1', 'b')).toEqual(['b']);
});

test('what runs too far ahead, or has no number, is not kept and not acknowledged', () => {
  const inbox = createInOrder<string>();
  expect(inbox.take(ALICE, 'v-0-512', 'held')).toEqual([]);
  expect(inbox.take(ALICE, 'v-0-513', 'too far')).toBeNull();
  for (const id of ['', 'v', 'v-1', 'v-0-x', 'V-0-1', 'v-0-1-1', 'v-0-1234567890']) expect(inbox.take(ALICE, id, 'nonsense'), id).toBeNull();
});
