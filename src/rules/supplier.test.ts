import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EEA_COUNTRIES } from './country.ts';
import { isDay, MAX_SUPPLIER_ADDRESS, readSupplier, SUPPLIER_ROLES } from './supplier.ts';

const good = { role: 'hosting', name: ' Rechenhaus GmbH ', address: 'Weg 1\r\n10115 Berlin\n', country: 'DE', since: '2026-11-25' };

describe('M9.1 whom the operator may name as a supplier', () => {
  test('M9.1 a whole one is taken, trimmed', () => {
    expect(readSupplier(good)).toEqual({ ok: { ...good, name: 'Rechenhaus GmbH', address: 'Weg 1\n10115 Berlin' } });
  });

  test('M9.1 each fault is told at its field, all at once', () => {
    expect(readSupplier({ role: 'spy', name: ' ', address: ' ', country: '', since: '' })).toEqual({
      refused: { role: 'not-a-role', name: 'missing', address: 'missing', country: 'missing', since: 'missing' },
    });
    expect(readSupplier({ ...good, name: 'a\u202eb', address: 'x'.repeat(MAX_SUPPLIER_ADDRESS + 1), since: '2026-02-30' })).toEqual({
      refused: { name: 'control-characters', address: 'too-long', since: 'not-a-day' },
    });
  });

  test('M9.1 no country outside the European Economic Area is taken, whatever is typed', () => {
    for (const country of ['US', 'GB', 'CH', 'de', 'D', 'DEU', 'constructor'])
      expect(readSupplier({ ...good, country })).toEqual({ refused: { country: 'outside-eea' } });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...EEA_COUNTRIES)), fc.constantFrom(...SUPPLIER_ROLES), (country, role) => {
        const read = readSupplier({ ...good, role, country });
        expect('ok' in read).toBe(EEA_COUNTRIES.includes(country));
      }),
    );
  });

  test('M9.1 a day is one of the calendar', () => {
    expect(['2026-11-25', '2024-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-29', '2026-13-01', '26-01-01', '0026-01-01', '2026-1-1', '', 'soon'].map(isDay)).toEqual(Array(7).fill(false));
  });
});
