import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAddressRing } from './ring.ts';

const HOUR_MS = 3_600_000;

test('M1.2 an hour after the visit the full address is in no part of the ring', () => {
  const ring = createAddressRing(HOUR_MS);
  ring.add('203.0.113.9', '/', new Date(0));
  expect(JSON.stringify(ring.sightings(new Date(HOUR_MS - 1)))).toContain('203.0.113.9');
  ring.forget(new Date(HOUR_MS));
  expect(ring.sightings(new Date(HOUR_MS))).toEqual([]);
});

test('M1.2 nothing outlives its hour, whatever comes when', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3 * HOUR_MS), { maxLength: 50 }), fc.nat(4 * HOUR_MS), (visits, look) => {
      const ring = createAddressRing(HOUR_MS);
      const times = visits.filter((at) => at <= look).sort((a, b) => a - b);
      for (const at of times) ring.add(`a${at}`, '/', new Date(at));
      const seen = ring.sightings(new Date(look)).map((each) => each.at);
      expect(seen).toEqual(times.filter((at) => look - at < HOUR_MS));
    }),
  );
});
