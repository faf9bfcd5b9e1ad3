import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan, EXTENSION_STEPS_MINUTES, extendedBy, isOver, MAX_MINUTES, plannedEndOf, type EventPlan } from './event.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const plan: EventPlan = { type: 'consultation', title: 'Follow-up', localStart: '2026-11-24T11:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' };

test('M3.1 a good plan has its instants', () => {
  expect(checkPlan(plan, NOW)).toEqual({
    ok: true,
    startsAt: new Date('2026-11-24T10:00:00Z'),
    plannedEnd: new Date('2026-11-24T10:50:00Z'),
    ambiguous: false,
  });
});

test('M3.1 every fault is told at its field, all at once', () => {
  expect(checkPlan({ ...plan, title: ' ', type: '', minutes: 4, localStart: '2026-11-24T08:00' }, NOW)).toEqual({
    refused: { title: 'missing', type: 'missing', minutes: 'out-of-range', localStart: 'in-the-past' },
  });
  expect(checkPlan({ ...plan, localStart: '2027-03-28T02:30' }, NOW)).toEqual({ refused: { localStart: 'skipped-by-clock-change' } });
  expect(checkPlan({ ...plan, zone: 'Nowhere' }, NOW)).toEqual({ refused: { zone: 'unknown-zone' } });
  expect(checkPlan({ ...plan, localStart: '2099-01-01T10:00' }, NOW)).toEqual({ refused: { localStart: 'too-far-ahead' } });
});

test('M3.1 whatever is typed as title or type, a plan that is taken holds one readable line of it', () => {
  const odd = fc.string({ unit: fc.oneof(fc.constantFrom('\0', '\n', '\u202e', ' ', 'a'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });
  fc.assert(
    fc.property(odd, odd, (title, type) => {
      const planned = checkPlan({ ...plan, title, type }, NOW);
      const readable = [title, type].every((text) => text.trim() !== '' && !/[\p{Cc}\p{Bidi_Control}]/u.test(text));
      expect('ok' in planned).toBe(readable && title.length <= 120 && type.length <= 60);
    }),
  );
  expect(checkPlan({ ...plan, title: 'a\u202eb', type: 'a\0b' }, NOW)).toEqual({ refused: { title: 'control-characters', type: 'control-characters' } });
});

test('M4.2 the planned end itself is already over', () => {
  const plannedEnd = new Date('2026-11-24T10:50:00Z');
  expect(isOver({ plannedEnd }, new Date(plannedEnd.getTime() - 1))).toBe(false);
  expect(isOver({ plannedEnd }, plannedEnd)).toBe(true);
});

test('M4.2 extensions add up, never pass the longest event, and are refused for what is not published', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: MAX_MINUTES }), fc.array(fc.constantFrom(...EXTENSION_STEPS_MINUTES), { maxLength: 60 }), (minutes, steps) => {
      let event = { minutes, extendedMinutes: 0, startsAt: NOW, state: 'published' };
      for (const step of steps) {
        const next = extendedBy(event, step);
        if (!next) continue;
        event = { ...event, extendedMinutes: next.extendedMinutes };
        expect(next.plannedEnd).toEqual(plannedEndOf(NOW, minutes, next.extendedMinutes));
      }
      expect(event.minutes + event.extendedMinutes).toBeLessThanOrEqual(MAX_MINUTES);
    }),
  );
  expect(extendedBy({ minutes: 50, extendedMinutes: 0, startsAt: NOW, state: 'cancelled' }, 10)).toBeNull();
  expect(extendedBy({ minutes: 50, extendedMinutes: 0, startsAt: NOW, state: 'published' }, 7)).toBeNull();
});
