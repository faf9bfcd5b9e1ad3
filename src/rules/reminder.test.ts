import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue, isWanted, nextReminder, REMINDER_KINDS, reminderTime, type ReminderFacts, type ReminderKind } from './reminder.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = new Date('2026-11-24T09:00:00Z');
const before = (ms: number) => new Date(START.getTime() - ms);

interface Change {
  readonly practiceIsActive?: boolean;
  readonly settings?: Partial<ReminderFacts['settings']>;
  readonly event?: Partial<ReminderFacts['event']>;
  readonly invitation?: Partial<ReminderFacts['invitation']>;
}
function facts({ practiceIsActive = true, settings, event, invitation }: Change = {}): ReminderFacts {
  return {
    practiceIsActive,
    settings: { day: true, shortly: true, ...settings },
    event: { state: 'published', startsAt: START, ...event },
    invitation: { state: 'sent', reply: 'none', stopped: false, toldAt: null, ...invitation },
  };
}
const dueAt = (now: Date, change?: Change) => REMINDER_KINDS.filter((kind) => isDue(kind, facts(change), now));

test('M3.9 a reminder is due 24 hours and 10 minutes before, to the millisecond, and never both at once', () => {
  expect(dueAt(before(24 * HOUR_MS + 1))).toEqual([]);
  expect(dueAt(before(24 * HOUR_MS))).toEqual(['day']);
  expect(dueAt(before(HOUR_MS + 1))).toEqual(['day']);
  expect(dueAt(before(HOUR_MS))).toEqual([]);
  expect(dueAt(before(10 * MINUTE_MS + 1))).toEqual([]);
  expect(dueAt(before(10 * MINUTE_MS))).toEqual(['shortly']);
  expect(dueAt(before(1))).toEqual(['shortly']);
  expect(dueAt(START)).toEqual([]);
});

describe('nobody is reminded', () => {
  const changes: readonly (readonly [why: string, change: Change])[] = [
    ['of a draft', { event: { state: 'draft' } }],
    ['of a cancelled event', { event: { state: 'cancelled' } }],
    ['who was uninvited', { invitation: { state: 'revoked' } }],
    ['whose invitation has not gone out', { invitation: { state: 'planned' } }],
    ['who declined', { invitation: { reply: 'declined' } }],
    ['who stopped reminders', { invitation: { stopped: true } }],
    ['for a practice that is not active', { practiceIsActive: false }],
    ['for a practice that wants none', { settings: { day: false, shortly: false } }],
  ];
  test.each(changes)('M3.9 %s', (_why, change) => {
    for (const ms of [24 * HOUR_MS, 2 * HOUR_MS, 10 * MINUTE_MS, 1]) expect(dueAt(before(ms), change)).toEqual([]);
    expect(nextReminder(facts(change), before(48 * HOUR_MS))).toBeNull();
  });
  test('M3.9 whoever confirmed is', () => {
    expect(dueAt(before(HOUR_MS * 5), { invitation: { reply: 'confirmed' } })).toEqual(['day']);
  });
});

test('M3.9 each of the two is switched by itself', () => {
  expect(dueAt(before(24 * HOUR_MS), { settings: { day: false } })).toEqual([]);
  expect(dueAt(before(10 * MINUTE_MS), { settings: { day: false } })).toEqual(['shortly']);
  expect(dueAt(before(24 * HOUR_MS), { settings: { shortly: false } })).toEqual(['day']);
  expect(dueAt(before(10 * MINUTE_MS), { settings: { shortly: false } })).toEqual([]);
});

test('M3.9 M4.1 a reminder does not double the mail that told the time just before', () => {
  const told = (ms: number) => ({ invitation: { toldAt: before(ms) } });
  expect(dueAt(before(24 * HOUR_MS), told(30 * HOUR_MS))).toEqual(['day']);
  expect(dueAt(before(24 * HOUR_MS), told(30 * HOUR_MS - 1))).toEqual([]);
  // Invited four hours before: no day's reminder, neither now nor later.
  for (const ms of [4 * HOUR_MS, 3 * HOUR_MS, 61 * MINUTE_MS]) expect(dueAt(before(ms), told(4 * HOUR_MS))).toEqual([]);
  expect(dueAt(before(10 * MINUTE_MS), told(4 * HOUR_MS))).toEqual(['shortly']);
  expect(dueAt(before(10 * MINUTE_MS), told(30 * MINUTE_MS))).toEqual(['shortly']);
  expect(dueAt(before(10 * MINUTE_MS), told(29 * MINUTE_MS))).toEqual([]);
});

test('M3.9 24 hours are elapsed hours, also when the clocks change between', () => {
  // 25 October 2026, 23:30 in Berlin, after the clocks went back: 24 hours before it is the same day, half past midnight.
  expect(reminderTime('day', new Date('2026-10-25T22:30:00Z')).toISOString()).toBe('2026-10-24T22:30:00.000Z');
  // 29 March 2026, 10:00 in Berlin, after they went ahead: 09:00 the day before.
  expect(reminderTime('day', new Date('2026-03-29T08:00:00Z')).toISOString()).toBe('2026-03-28T08:00:00.000Z');
});

test('the next one is told, and none when none is left', () => {
  expect(nextReminder(facts(), before(25 * HOUR_MS))).toEqual({ kind: 'day', at: before(24 * HOUR_MS) });
  expect(nextReminder(facts(), before(24 * HOUR_MS))).toEqual({ kind: 'shortly', at: before(10 * MINUTE_MS) });
  expect(nextReminder(facts(), before(10 * MINUTE_MS))).toBeNull();
  expect(nextReminder(facts({ settings: { shortly: false } }), before(HOUR_MS))).toBeNull();
});

/** What can befall an event and an invitation, minute by minute. */
type Step =
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'move'; readonly minutes: number }
  | { readonly do: 'stop' | 'resume' | 'revoke' | 'decline' | 'cancel' | 'resend' | 'day' | 'shortly' }
  | { readonly do: 'outage'; readonly minutes: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 700 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), minutes: fc.integer({ min: -3000, max: 3000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outage' as const), minutes: fc.integer({ min: 1, max: 2000 }) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...(['stop', 'resume', 'revoke', 'decline', 'cancel', 'resend', 'day', 'shortly'] as const)).map((each) => ({ do: each })),
  },
);

test('M3.9 whatever happens to an appointment: at most one of a kind for one start, never after it, never to who wants none, never twice within minutes', () => {
  let sentInAll = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 0, max: 4000 }), (steps, aheadMinutes) => {
      let now = START.getTime() - aheadMinutes * MINUTE_MS;
      let present = facts({ invitation: { toldAt: new Date(now) } });
      const sent: { kind: ReminderKind; at: number; start: number }[] = [];
      const look = () => {
        for (const kind of REMINDER_KINDS) {
          const start = present.event.startsAt.getTime();
          // The claim: one row for each kind and start.
          if (!isDue(kind, present, new Date(now)) || sent.some((each) => each.kind === kind && each.start === start)) continue;
          expect(isWanted(kind, present)).toBe(true);
          expect(present.invitation).toMatchObject({ state: 'sent', stopped: false });
          expect(present.invitation.reply).not.toBe('declined');
          expect(present.event.state).toBe('published');
          expect(now).toBeLessThan(start);
          // Neither two reminders nor a reminder and the mail that told the time come within minutes of each other.
          for (const other of sent) expect(now - other.at).toBeGreaterThanOrEqual(10 * MINUTE_MS);
          expect(now - (present.invitation.toldAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(20 * MINUTE_MS);
          sent.push({ kind, at: now, start });
        }
      };
      const change = (to: Change) => {
        present = {
          ...present,
          settings: { ...present.settings, ...to.settings },
          event: { ...present.event, ...to.event },
          invitation: { ...present.invitation, ...to.invitation },
        };
      };
      for (const each of steps) {
        if (each.do === 'pass') for (let minute = 0; minute < each.minutes; minute++, now += MINUTE_MS) look();
        else if (each.do === 'outage') now += each.minutes * MINUTE_MS;
        else if (each.do === 'move')
          change({ event: { startsAt: new Date(present.event.startsAt.getTime() + each.minutes * MINUTE_MS) }, invitation: { toldAt: new Date(now) } });
        else if (each.do === 'resend') change({ invitation: { toldAt: new Date(now) } });
        else if (each.do === 'day' || each.do === 'shortly') change({ settings: { [each.do]: !present.settings[each.do] } });
        else if (each.do === 'revoke') change({ invitation: { state: 'revoked' } });
        else if (each.do === 'decline') change({ invitation: { reply: 'declined' } });
        else if (each.do === 'cancel') change({ event: { state: 'cancelled' } });
        else change({ invitation: { stopped: each.do === 'stop' } });
      }
      sentInAll += sent.length;
    }),
    // So many that the last line has never come near its bound.
    { numRuns: 1_000 },
  );
  expect(sentInAll).toBeGreaterThan(50);
});
