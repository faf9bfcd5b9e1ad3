import { expect, test } from 'vitest';
import { byDay, dayOf, deliveryOf, isRoomNear, shownState } from './event-view.ts';

const START = Date.UTC(2026, 10, 24, 9, 0);
const END = START + 50 * 60_000;

test('M3.1 an event is shown as what it is at that moment', () => {
  const event = { state: 'published', held: null, startsAt: START, plannedEnd: END } as const;
  expect(shownState(event, START - 1)).toBe('published');
  expect(shownState(event, START)).toBe('running');
  expect(shownState(event, END - 1)).toBe('running');
  expect(shownState(event, END)).toBe('over');
  expect(shownState({ ...event, held: 'did-not-come' }, START + 1)).toBe('did-not-come');
  expect(shownState({ ...event, state: 'draft' }, START)).toBe('draft');
  expect(shownState({ ...event, state: 'cancelled', held: 'held' }, END)).toBe('cancelled');
});

test('M3.2 the state of an invitation is the state of its mail once it was sent', () => {
  expect(deliveryOf({ state: 'planned', delivery: null })).toBe('planned');
  expect(deliveryOf({ state: 'sent', delivery: 'failed' })).toBe('failed');
  expect(deliveryOf({ state: 'sent', delivery: null })).toBe('none');
  expect(deliveryOf({ state: 'revoked', delivery: 'accepted' })).toBe('revoked');
});

test('M3.1 days are those of the zone, not of the server', () => {
  const lateEvening = Date.UTC(2026, 10, 24, 23, 30);
  expect(dayOf(lateEvening, 'Europe/Berlin')).toBe('2026-11-25');
  expect(dayOf(lateEvening, 'America/New_York')).toBe('2026-11-24');
  expect(byDay([{ startsAt: START }, { startsAt: lateEvening }], 'Europe/Berlin').map(({ day, events }) => [day, events.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-25', 1],
  ]);
});

test('M3.1 the way into the room is shown from a quarter of an hour before the start to the planned end', () => {
  const event = { state: 'published', startsAt: START, plannedEnd: END } as const;
  expect(isRoomNear(event, START - 15 * 60_000 - 1)).toBe(false);
  expect(isRoomNear(event, START - 15 * 60_000)).toBe(true);
  expect(isRoomNear(event, END - 1)).toBe(true);
  expect(isRoomNear(event, END)).toBe(false);
  expect(isRoomNear({ ...event, state: 'draft' }, START)).toBe(false);
});
