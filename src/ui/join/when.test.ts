import { expect, test } from 'vitest';
import { clock, minutesSince, onOwnClock, span, stopwatch, when, whenWithZone } from './when.ts';

const at = new Date('2026-11-24T09:00:00Z');
const now = new Date('2026-11-20T09:00:00Z');

test('a time is told with weekday, local time and zone in each language', () => {
  expect(whenWithZone('de', at, 'Europe/Berlin', now)).toBe('Dienstag, 24. November, 10:00 Uhr (Berlin)');
  expect(whenWithZone('en', at, 'Europe/Berlin', now)).toBe('Tuesday 24 November, 10:00 (Berlin)');
  expect(whenWithZone('fr', at, 'Europe/Berlin', now)).toBe('mardi 24 novembre, 10 h 00 (Berlin)');
});

test('places and the first of a month are called as the language calls them, as in the mails', () => {
  const first = new Date('2026-12-01T09:00:00Z');
  expect(whenWithZone('de', at, 'Europe/Vienna', now)).toBe('Dienstag, 24. November, 10:00 Uhr (Wien)');
  expect(whenWithZone('fr', first, 'Europe/Vienna', now)).toBe('mardi 1er décembre, 10 h 00 (Vienne)');
});

test('the year is told only when it is another one', () => {
  expect(when('de', at, 'Europe/Berlin', new Date('2025-12-30T09:00:00Z'))).toContain('2026');
});

test('somebody in another zone is told their own time too', () => {
  expect(onOwnClock('de', at, 'Europe/Berlin', 'Europe/Lisbon', now)).toBe('Dienstag, 24. November, 09:00 Uhr');
  expect(onOwnClock('de', at, 'Europe/Berlin', 'Europe/Paris', now)).toBeNull();
});

test('midnight is 00:00, not 24:00', () => {
  expect(clock('de', new Date('2026-11-23T23:00:00Z'), 'Europe/Berlin')).toBe('00:00 Uhr');
});

test('durations count up and never below zero', () => {
  expect(stopwatch(23 * 60_000 + 7_400)).toBe('23:07');
  expect(stopwatch(3_600_000)).toBe('01:00:00');
  expect(stopwatch(-5)).toBe('00:00');
  expect(minutesSince(0, 119_999)).toBe(1);
  expect(minutesSince(5_000, 0)).toBe(0);
});

test('a term is told in days where it is whole days, else in hours', () => {
  const words = { hours: { one: '{count} Stunde', other: '{count} Stunden' }, days: { one: '{count} Tag', other: '{count} Tage' } };
  expect([1, 24, 36, 720].map((hours) => span('de', words, hours))).toEqual(['1 Stunde', '1 Tag', '36 Stunden', '30 Tage']);
});
