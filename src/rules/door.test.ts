import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doorState, type DoorFacts } from './door.ts';

const START = new Date('2026-11-24T10:00:00Z');
const END = new Date('2026-11-24T10:50:00Z');
const facts: DoorFacts = {
  event: { state: 'published', startsAt: START, plannedEnd: END },
  invitation: { version: 1, state: 'sent' },
  claimedVersion: 1,
  joiningLeadMinutes: null,
};

test('M4.2 the link lets one in from publication to the planned end and not a second longer', () => {
  expect(doorState(facts, new Date('2026-01-01T00:00:00Z'))).toBe('open');
  expect(doorState(facts, new Date(END.getTime() - 1))).toBe('open');
  expect(doorState(facts, END)).toBe('over');
});

test('M4.2 if the event moves, so does the link’s end', () => {
  const later = new Date(END.getTime() + 7 * 24 * 3_600_000);
  expect(doorState({ ...facts, event: { ...facts.event, plannedEnd: later } }, END)).toBe('open');
});

test('M4.2 cancelled, uninvited or replaced: dead at once, and what must not be told apart is one answer', () => {
  expect(doorState({ ...facts, event: { ...facts.event, state: 'cancelled' } }, START)).toBe('cancelled');
  expect(doorState({ ...facts, invitation: { ...facts.invitation, state: 'revoked' } }, START)).toBe('unknown');
  expect(doorState({ ...facts, claimedVersion: 0 }, START)).toBe('unknown');
  expect(doorState({ ...facts, event: { ...facts.event, state: 'draft' } }, START)).toBe('unknown');
  expect(doorState(null, START)).toBe('unknown');
});

test('a practice’s lead time keeps the waiting room shut until then', () => {
  const withLead = { ...facts, joiningLeadMinutes: 15 };
  expect(doorState(withLead, new Date(START.getTime() - 15 * 60_000 - 1))).toBe('early');
  expect(doorState(withLead, new Date(START.getTime() - 15 * 60_000))).toBe('open');
});

test('M4.2 a revoked invitation opens nothing, whatever else holds', () => {
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true }),
      fc.constantFrom('draft', 'published', 'cancelled' as const),
      fc.integer({ min: 0, max: 3 }),
      (now, state, version) => {
        const revoked: DoorFacts = {
          ...facts,
          event: { ...facts.event, state: state },
          claimedVersion: version,
          invitation: { version, state: 'revoked' },
        };
        expect(doorState(revoked, now)).toBe('unknown');
      },
    ),
  );
});
