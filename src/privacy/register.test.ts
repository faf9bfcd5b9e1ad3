import { describe, expect, test } from 'vitest';
import { ENTRY_IDS, ERASED_ENTRIES, REGISTER, entryOf, term } from './register.ts';
import { ERASED_TERMS, TERMS, lengthMs, type TermId } from './terms.ts';
import type { Term } from './entry.ts';

const terms: Readonly<Record<TermId, Term>> = TERMS;
const termIds = Object.keys(TERMS) as TermId[];

describe('B1 the register is whole', () => {
  test('B1 every term belongs to an entry', () => {
    const used = new Set(ENTRY_IDS.flatMap((id) => REGISTER[id].terms));
    expect(termIds.filter((id) => !used.has(id))).toEqual([]);
  });

  test('B1 whoever a term erases rows for, has that table in its entry', () => {
    for (const id of ERASED_TERMS) {
      const tables = REGISTER[entryOf(id)].where.flatMap((place) => (place.kind === 'table' ? [place.table] : []));
      expect([id, tables]).toEqual([id, [TERMS[id].rows.table]]);
    }
  });

  test('B1 every table about people is erased by a term, or goes with a row of another', () => {
    const tables = (ids: readonly (typeof ENTRY_IDS)[number][]) =>
      new Set(ids.flatMap((id) => REGISTER[id].where.flatMap((place) => (place.kind === 'table' ? [place.table] : []))));
    const erased = tables(ERASED_ENTRIES);
    const about = tables(ENTRY_IDS.filter((id) => REGISTER[id].subjects[0] !== 'nobody'));
    // A member, a contract, a mandate and a practice’s own texts go with the practice, a second factor with the account, a reminder with the invitation; the operator's settings are public and the operator's own to change.
    expect([...about].filter((table) => !erased.has(table)).sort()).toEqual([
      'calendar_feed',
      'contract',
      'event_type',
      'mandate',
      'member',
      'operator_setting',
      'passkey',
      'photo',
      'practice_words',
      'recovery_code',
      'reminder',
      'totp',
      'working_hours',
    ]);
  });

  test('B1 every processing on legitimate interest says what an objection brings about, and no other does', () => {
    for (const id of ENTRY_IDS) expect([id, REGISTER[id].objection !== undefined]).toEqual([id, REGISTER[id].bases.includes('6-1-f')]);
  });

  test('B1 what names nobody has no legal basis, and everything else has one', () => {
    for (const id of ENTRY_IDS) expect([id, REGISTER[id].bases.includes('none')]).toEqual([id, REGISTER[id].subjects[0] === 'nobody']);
  });

  test('B1 a practice chooses inside limits that hold the usual term', () => {
    for (const id of termIds) {
      const { length, limits } = terms[id];
      if (!limits || typeof length === 'string' || length.unit === 'months') continue;
      const usual = lengthMs({ count: length.count, unit: length.unit });
      expect(lengthMs(limits.shortest)).toBeLessThanOrEqual(usual);
      expect(lengthMs(limits.longest)).toBeGreaterThanOrEqual(usual);
    }
    expect(TERMS.event.limits).toEqual({ by: 'practice', shortest: { count: 1, unit: 'hours' }, longest: { count: 90, unit: 'days' } });
  });

  test('M1.2 a full address is known for one hour', () => {
    expect(term('address-ring')).toBe(3_600_000);
    expect(REGISTER['address-ring'].where).toEqual([{ kind: 'memory', name: 'address-ring' }]);
  });

  test('M6.2 M7.10 what carries a connection lies in no table and lives an hour at the most', () => {
    for (const id of ['waiting-room', 'connection-data', 'ticket', 'turn-credential'] as const) {
      expect([...new Set(REGISTER[id].where.map(({ kind }) => kind))]).toEqual(['memory']);
      for (const each of REGISTER[id].terms) {
        const { length } = terms[each];
        if (length === 'until-passed-on') continue;
        if (typeof length === 'string' || length.unit === 'months') throw new Error(`${each} has no short end`);
        expect(lengthMs({ count: length.count, unit: length.unit })).toBeLessThanOrEqual(3_600_000);
      }
    }
  });
});
