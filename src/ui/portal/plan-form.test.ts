import { describe, expect, test } from 'vitest';
import { faultsOf, hasFaults, planOf, type PlanTyped } from './plan-form.ts';

const NOW = new Date('2026-03-01T09:00:00Z');
const typed: PlanTyped = {
  type: '',
  typeWords: 'Beratung',
  title: 'Folgegespräch',
  date: '2026-03-10',
  time: '10:00',
  zone: 'Europe/Berlin',
  minutes: '50',
  size: 'single',
  people: [{ email: 'm.becker@mail.example', label: 'Frau B.', language: 'de' }],
};

describe('M3.1 the form of an event', () => {
  test('what is right has no faults', () => {
    expect(hasFaults(faultsOf(typed, 8, NOW))).toBe(false);
    expect(planOf({ ...typed, time: '10:00:00' }).localStart).toBe('2026-03-10T10:00');
  });

  test('every fault is told at its field, all at once', () => {
    const faults = faultsOf(
      {
        ...typed,
        title: ' ',
        minutes: 'fifty',
        date: '',
        people: [
          { email: 'becker', label: 'B', language: 'de' },
          { email: '', label: 'T', language: 'de' },
        ],
      },
      8,
      NOW,
    );
    expect(faults).toEqual({
      plan: { title: 'missing', minutes: 'out-of-range', localStart: 'not-a-time' },
      people: [{ email: 'not-an-address' }, { email: 'missing' }],
    });
  });

  test('a local time that the clock skips is told, with the way on', () => {
    expect(faultsOf({ ...typed, date: '2026-03-29', time: '02:30' }, 8, NOW).plan).toEqual({ localStart: 'skipped-by-clock-change' });
  });

  test('M3.2 nobody is invited twice, not more than fit, and an empty row is nobody', () => {
    const row = (email: string) => ({ email, label: '', language: 'de' });
    expect(faultsOf({ ...typed, people: [row('A@mail.example'), row('a@mail.example')] }, 8, NOW).people).toEqual([{}, { email: 'twice' }]);
    expect(faultsOf({ ...typed, people: [row('a@mail.example'), row(' '), row('b@mail.example')] }, 1, NOW).people).toEqual([{}, {}, { email: 'too-many' }]);
  });
});
