import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { changeDefaults, DEFAULT_LIMITS, practiceDefaults } from './defaults.ts';
import { lookAtDoor } from './door.ts';
import { planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode } from './invitations.ts';
import { openSession } from './session.ts';
import { monthAfter, trailPage, TRAIL_PAGE } from './trail.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-24T12:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
const none = { minutes: '', lead: '', termHours: '', before: '', after: '', colleaguesSeeClients: false, reminders: { day: true, shortly: true } };

test('M3.9 the door opens as early as the practice says, also for links that were sent before', async () => {
  const { ports } = house;
  const { session } = await house.provider('Jana');
  const planned = await planEvent(ports, session, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(ports, session, event, { email: 'a@mail.example', label: 'A', language: 'de' });
  await publishEvent(ports, session, event);
  const opened = await linkAndCode(ports, session, 'ok' in invited ? invited.invitation.id : '');
  const token = new URL(opened?.link ?? '').hash.slice(1);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'open' });
  expect(await changeDefaults(ports, session, { ...none, lead: '15' })).toEqual({ ok: true });
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'early', opensAt: '2026-11-24T10:45:00.000Z' });
  house.setNow('2026-11-24T10:45:00Z');
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'open' });
  house.setNow('2026-11-24T08:00:00Z');
});

test('M3.9 what lies beyond the register’s limits is refused, and nothing of it is stored', async () => {
  const { ports } = house;
  const { session, cookie } = await house.provider('Klara');
  const { session: stranger } = await house.provider('Otto');
  const good = {
    minutes: '25',
    lead: '0',
    termHours: String(DEFAULT_LIMITS.termHours.max),
    before: '5',
    after: '',
    colleaguesSeeClients: true,
    reminders: { day: false, shortly: true },
  };
  expect(await changeDefaults(ports, session, good)).toEqual({ ok: true });
  const stored = {
    minutes: 25,
    joiningLeadMinutes: 0,
    eventTermHours: 2160,
    colleaguesSeeClients: true,
    beforeMinutes: 5,
    afterMinutes: 0,
    reminders: { day: false, shortly: true },
  };
  expect(await practiceDefaults(ports, session)).toEqual(stored);
  expect((await openSession(ports, cookie))?.membership?.practice).toMatchObject({ eventTermHours: 2160, colleaguesSeeClients: true });
  for (const [name, text] of [
    ['termHours', '2161'],
    ['termHours', '0'],
    ['minutes', '-5'],
    ['minutes', '1e2'],
    ['lead', 'bald'],
    ['before', '121'],
    ['after', '-1'],
    ['lead', '99999999'],
  ] as const) {
    expect(await changeDefaults(ports, session, { ...good, [name]: text })).toEqual({ refused: 'invalid', fields: { [name]: 'not-in-limits' } });
  }
  expect(await practiceDefaults(ports, session)).toEqual(stored);
  expect(await practiceDefaults(ports, stranger)).toMatchObject({ minutes: null, eventTermHours: null, reminders: { day: true, shortly: true } });
});

test('M3.10 the trail shows the practice’s own deeds, by person and month, page by page', async () => {
  const { ports } = house;
  const { session } = await house.provider('Lena');
  const { session: stranger } = await house.provider('Paul');
  for (let count = 0; count < TRAIL_PAGE + 2; count++) await changeDefaults(ports, session, none);
  const wish = { month: '2026-11', actor: null, page: 0 };
  const first = await trailPage(ports, session, wish);
  expect(first?.lines).toHaveLength(TRAIL_PAGE);
  expect(first?.hasMore).toBe(true);
  const second = await trailPage(ports, session, { ...wish, page: 1 });
  expect(second?.hasMore).toBe(false);
  expect(new Set([...(first?.lines ?? []), ...(second?.lines ?? [])].map(({ id }) => id)).size).toBeGreaterThanOrEqual(TRAIL_PAGE + 2);
  expect((await trailPage(ports, session, { ...wish, month: '2026-10' }))?.lines).toEqual([]);
  expect((await trailPage(ports, session, { ...wish, actor: ports.newId() }))?.lines).toEqual([]);
  const theirs = await trailPage(ports, stranger, { ...wish, actor: session.account?.id ?? '' });
  expect(theirs?.lines).toEqual([]);
  expect(monthAfter('2026-12')).toBe('2027-01');
});
