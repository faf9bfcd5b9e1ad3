import { expect, test } from 'vitest';
import { clockSpan } from './clock-span.ts';

test('a span of time is written as people of each language write it', () => {
  const from = Date.UTC(2026, 10, 24, 9, 0);
  const to = from + 50 * 60_000;
  expect(clockSpan('de', from, to, 'Europe/Berlin')).toBe('10:00–10:50 Uhr');
  expect(clockSpan('en', from, to, 'Europe/London')).toBe('09:00–09:50');
  expect(clockSpan('fr', from, to, 'Europe/Paris')).toBe('10 h 00–10 h 50');
});
