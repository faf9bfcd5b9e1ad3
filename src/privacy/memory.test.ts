import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEMORY_PLACES, MEMORY_TERMS, confirm } from './memory.ts';
import { ENTRY_IDS, REGISTER } from './register.ts';
import { TERMS, lengthMs } from './terms.ts';

const placesOf = (id: (typeof ENTRY_IDS)[number]) => REGISTER[id].where.flatMap((place) => (place.kind === 'memory' ? [place.name] : []));

test('B1 every place in memory has one entry, and its term is one of that entry', () => {
  expect(ENTRY_IDS.flatMap(placesOf).sort()).toEqual([...MEMORY_PLACES].sort());
  for (const id of ENTRY_IDS) for (const place of placesOf(id)) expect(REGISTER[id].terms).toContain(MEMORY_TERMS[place as keyof typeof MEMORY_TERMS]);
});

test('M6.2 M7.10 whatever is told: late is what is held for longer than its term and the grace, and nothing else', () => {
  const holding = fc.record({ place: fc.constantFrom(...MEMORY_PLACES), count: fc.nat(5), oldestMs: fc.nat(2 * 3_600_000) });
  fc.assert(
    fc.property(fc.array(holding, { maxLength: 20 }), fc.nat(3_600_000), (holdings, graceMs) => {
      for (const { entry, held, overdue } of confirm(holdings, graceMs)) {
        const told = holdings.filter(({ place }) => placesOf(entry).includes(place));
        expect(held).toBe(told.length === 0 ? null : told.reduce((sum, { count }) => sum + count, 0));
        const late = told.filter(({ place, count, oldestMs }) => {
          const { length } = TERMS[MEMORY_TERMS[place]];
          return count > 0 && oldestMs - graceMs >= (typeof length === 'string' ? 0 : lengthMs(length));
        });
        expect(overdue).toBe(late.length);
      }
    }),
  );
});
