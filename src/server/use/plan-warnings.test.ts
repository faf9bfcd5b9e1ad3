import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { changeDefaults } from './defaults.ts';
import { addType } from './event-types.ts';
import { planEvent } from './events.ts';
import { addException, changeWeek } from './hours.ts';
import { planWarnings } from './plan-warnings.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T06:00:00Z');
});
afterAll(() => house.close());

const at = (time: string, type = 'Videogespräch') =>
  ({ type, title: 'Talk', localStart: `2026-11-24T${time}`, zone: 'Europe/Berlin', minutes: 50, size: 'single' }) as const;
const said = async (session: SessionView, time: string, type?: string, owner = session.account?.id ?? '') => {
  const { conflicts, near, outside } = await planWarnings(house.ports, session, at(time, type), owner, null);
  return { conflicts: conflicts.length, near: near.length, outside: outside && outside.nextFree && new Date(outside.nextFree).toISOString() };
};
const defaults = { minutes: '', lead: '', termHours: '', before: '', after: '', colleaguesSeeClients: false, reminders: { day: true, shortly: true } };

test('M3.9 the pause of the practice and of the kind is said, and the kind’s own outweighs the practice’s', async () => {
  const { ports } = house;
  const { session } = await house.provider('Jana');
  await addType(ports, session, { name: 'Lang', minutes: '', size: 'single', colour: 'rose', before: '', after: '30' });
  await addType(ports, session, { name: 'Ohne Pause', minutes: '', size: 'single', colour: 'rose', before: '0', after: '0' });
  await planEvent(ports, session, at('10:00'));
  expect(await said(session, '10:50')).toEqual({ conflicts: 0, near: 0, outside: null });
  expect(await said(session, '10:30')).toEqual({ conflicts: 1, near: 0, outside: null });
  await changeDefaults(ports, session, { ...defaults, after: '10' });
  expect(await said(session, '10:55')).toEqual({ conflicts: 0, near: 1, outside: null });
  expect(await said(session, '11:00')).toEqual({ conflicts: 0, near: 0, outside: null });
  expect(await said(session, '08:45', 'Lang')).toEqual({ conflicts: 0, near: 1, outside: null });
  expect(await said(session, '09:10', 'Ohne Pause')).toEqual({ conflicts: 0, near: 0, outside: null });
});

test('M3.10 outside hours is said with the next free start, which keeps pauses and days off', async () => {
  const { ports } = house;
  const { session } = await house.provider('Ida');
  expect((await said(session, '07:00')).outside).toBeNull();
  await changeWeek(ports, session, 'self', ['9-12', '9-12', '9-12', '9-12', '9-12']);
  expect(await said(session, '09:00')).toEqual({ conflicts: 0, near: 0, outside: null });
  expect((await said(session, '08:00')).outside).toBe('2026-11-24T08:00:00.000Z');
  expect((await said(session, '11:30')).outside).toBe('2026-11-25T08:00:00.000Z');
  await addException(ports, session, 'self', { firstDay: '2026-11-25', lastDay: '', hours: '' });
  expect((await said(session, '11:30')).outside).toBe('2026-11-26T08:00:00.000Z');
  await changeDefaults(ports, session, { ...defaults, after: '10' });
  await planEvent(ports, session, { ...at('09:00'), localStart: '2026-11-26T09:00' });
  expect((await said(session, '11:30')).outside).toBe('2026-11-26T09:00:00.000Z');
});

test('M3.10 an assistant is told of the provider’s hours; a stranger and a colleague learn nothing', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Otto');
  const { session: other } = await house.provider('Mallory');
  await changeWeek(ports, owner, 'self', ['9-12', '9-12']);
  await planEvent(ports, owner, at('10:00'));
  const hers = owner.account?.id ?? '';
  const inside = (role: 'assistant' | 'provider'): SessionView => ({ ...other, membership: owner.membership && { ...owner.membership, role } });
  const nothing = { conflicts: 0, near: 0, outside: null };
  expect(await said(inside('assistant'), '11:30', undefined, hers)).toMatchObject({ outside: expect.any(String) as string });
  expect(await said(inside('assistant'), '10:00', undefined, hers)).toEqual({ conflicts: 1, near: 0, outside: null });
  expect(await said(inside('provider'), '11:30', undefined, hers)).toEqual(nothing);
  expect(await said(inside('provider'), '10:00', undefined, hers)).toEqual(nothing);
  expect(await said(other, '10:00', undefined, hers)).toEqual(nothing);
});
