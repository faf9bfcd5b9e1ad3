import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isZone, localOf, resolveLocal } from './zoned-time.ts';

const ZONES = ['Europe/Berlin', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];

test('M3.1 a local time in winter and in summer means the right instant', () => {
  expect(resolveLocal('2026-11-24T10:00', 'Europe/Berlin')).toEqual({ kind: 'exact', at: new Date('2026-11-24T09:00:00Z') });
  expect(resolveLocal('2026-07-01T10:00', 'Europe/Berlin')).toEqual({ kind: 'exact', at: new Date('2026-07-01T08:00:00Z') });
});

test('M3.1 the hour that summer time skips is told, the doubled one means the earlier instant', () => {
  expect(resolveLocal('2027-03-28T02:30', 'Europe/Berlin')).toEqual({ kind: 'skipped' });
  expect(resolveLocal('2026-10-25T02:30', 'Europe/Berlin')).toEqual({ kind: 'ambiguous', at: new Date('2026-10-25T00:30:00Z') });
});

test('what is no date is malformed', () => {
  for (const text of ['', '2026-02-30T10:00', '2026-11-24 10:00', '2026-11-24T25:00', '24.11.2026']) expect(resolveLocal(text, 'UTC').kind).toBe('malformed');
});

test('M3.1 resolving what a clock shows gives back that clock, in any zone at any minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), fc.constantFrom(...ZONES), (ms, zone) => {
      const at = new Date(Math.floor(ms / 60_000) * 60_000);
      const local = localOf(at, zone);
      const resolved = resolveLocal(local, zone);
      if (resolved.kind === 'exact') expect(resolved.at).toEqual(at);
      else if (resolved.kind === 'ambiguous') expect(localOf(resolved.at, zone)).toBe(local);
      else throw new Error(`${local} in ${zone} was ${resolved.kind}`);
    }),
  );
});

test('a zone is one the calendar knows', () => {
  expect(isZone('Europe/Berlin')).toBe(true);
  for (const zone of ['Mars/Olympus', '+01:00', '-0330', '', ' UTC']) expect(isZone(zone), zone).toBe(false);
});
