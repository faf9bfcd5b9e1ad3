import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedInFragment, readFragment } from './fragment.ts';

const TOKEN = 'AZq3lN7ydm6Yc0pT1kq2VwABAcGfZQ-Xy8d0R5uQn2JhKf3sLmA';

test('M4.1 a token comes out of the fragment as it was put in', () => {
  expect(readFragment(`#${TOKEN}`)).toEqual({ token: TOKEN });
});

test('an entry code is known in any spelling people use', () => {
  for (const typed of ['#ABC-DEF-GHJ', '#abcdefghj', '#ABC%20DEF%20GHJ']) expect(readFragment(typed), typed).toEqual({ code: 'ABCDEFGHJ' });
});

test('a link that lost its fragment is told from one that kept it', () => {
  expect(readFragment('')).toBeNull();
  expect(readFragment('#')).toBeNull();
  expect(readFragment('#%20')).toBeNull();
});

test('punctuation that a mail program took into the link does no harm', () => {
  expect(readFragment(`#${TOKEN}.`)).toEqual({ token: TOKEN });
  expect(readFragment(`#${TOKEN}>`)).toEqual({ token: TOKEN });
});

test('after check-in only the invitation is left, and comes back as such', () => {
  fc.assert(
    fc.property(fc.uuid(), (invitation) => {
      expect(readFragment(checkedInFragment(invitation))).toEqual({ invitation });
    }),
  );
});

test('whatever stands there, reading it never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readFragment(`#${text}`);
    }),
  );
});
