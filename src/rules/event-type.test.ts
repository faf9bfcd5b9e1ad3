import { describe, expect, test } from 'vitest';
import { fillByType, readType, usualType, type TypeInput } from './event-type.ts';

const input: TypeInput = { name: 'Erstgespräch', minutes: '', size: 'single', colour: 'rose', before: '', after: '' };
const types = [
  { id: 'a', minutes: 50, size: 'single' },
  { id: 'b', minutes: 100, size: 'group' },
] as const;

describe('M3.9 kinds of appointment', () => {
  test('empty numbers are the practice’s own, and what is out of the closed sets becomes their first', () => {
    expect(readType(input)).toEqual({ ok: true, type: { ...input, minutes: null, before: null, after: null } });
    expect(readType({ ...input, colour: 'url(x)', size: 'crowd', minutes: '480', before: '0', after: '120' })).toEqual({
      ok: true,
      type: { name: 'Erstgespräch', minutes: 480, size: 'single', colour: 'green', before: 0, after: 120 },
    });
  });

  test('length and size follow the kind unless they were changed by hand', () => {
    const typed = { type: 'b', minutes: '50', size: 'single' };
    expect(fillByType(typed, types, 'a')).toEqual({ type: 'b', minutes: '100', size: 'group' });
    expect(fillByType({ ...typed, minutes: '45' }, types, 'a')).toEqual({ type: 'b', minutes: '45', size: 'group' });
    expect(fillByType({ ...typed, minutes: ' ', size: '' }, types, '')).toEqual({ type: 'b', minutes: '100', size: 'group' });
    expect(fillByType(typed, types, 'b')).toEqual(typed);
    expect(fillByType({ ...typed, type: 'own words' }, types, 'a')).toEqual({ ...typed, type: 'own words' });
  });

  test('a new appointment begins with the usual kind', () => {
    expect(
      usualType([
        { minutes: 25, size: 'single' },
        { minutes: null, size: 'group' },
        { minutes: null, size: 'single' },
      ]),
    ).toEqual({ minutes: null, size: 'single' });
    expect(usualType([])).toBeUndefined();
  });
});
