import { expect, test } from 'vitest';
import { placeOf, spokenDate } from './when.ts';

test('a place is called as the language calls it, and else as the zone is named', () => {
  expect((['de', 'en', 'fr'] as const).map((language) => placeOf(language, 'Europe/Vienna'))).toEqual(['Wien', 'Vienna', 'Vienne']);
  expect(placeOf('fr', 'America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(placeOf('de', 'UTC')).toBe('UTC');
  expect(placeOf('de', 'Etc/constructor')).toBe('constructor');
});

test('the first of a month is an ordinal in French, and no other day', () => {
  expect(['mardi 1 décembre', '1 décembre 2026', 'vendredi 11 décembre', 'lundi 21 mai'].map((date) => spokenDate('fr', date))).toEqual([
    'mardi 1er décembre',
    '1er décembre 2026',
    'vendredi 11 décembre',
    'lundi 21 mai',
  ]);
  expect(spokenDate('en', 'Tuesday 1 December')).toBe('Tuesday 1 December');
});
