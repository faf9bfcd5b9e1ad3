import { expect, test } from 'vitest';
import { EMPTY_ORDER } from '#lib/rules/order.ts';
import { readKept } from './kept-order.ts';

const kept = (step: string, values: object): string => JSON.stringify({ step, orderKey: 'k', values });

test('M2.4 bank details do not come back from the tab even if they lay there, and one stands before the bank again', () => {
  const found = readKept(kept('review', { plan: 'solo', firstName: 'Ada', iban: 'DE89370400440532013000', mandate: 'on' }));
  expect(found).toEqual({ step: 'bank', orderKey: 'k', values: { ...EMPTY_ORDER, plan: 'solo', firstName: 'Ada' } });
  expect(readKept(kept('review', { plan: 'trial' }))?.step).toBe('review');
  expect(readKept(kept('person', { plan: 'solo' }))?.step).toBe('person');
});

test('what is no order is none', () => {
  for (const text of [null, 'null', '[]', '{}', kept('nowhere', {}), '{"step":"plan","values":null}']) expect(readKept(text)).toBeNull();
});
