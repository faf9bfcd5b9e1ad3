import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_EXCEPTIONS } from '../../rules/hours-text.ts';
import { spansOn } from '../../rules/hours.ts';
import { PASSWORD, openTestHouse, type TestHouse } from '../testing.ts';
import { exportPractice } from './export-practice.ts';
import { addException, changeWeek, hoursOf, hoursPage, removeException } from './hours.ts';
import { removeMember } from './members.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const WEEK = ['9-12, 13-17', '9-12', '', '9–12 und 13–17.30', '8:15-12', '', ''];
const TUESDAY = '2026-11-24';

/** An owner and a provider of one practice. */
async function practice(name: string): Promise<{ readonly owner: SessionView; readonly provider: SessionView; readonly id: string; readonly account: string }> {
  const { session: owner } = await house.provider(name);
  const { session: joining } = await house.provider(`${name}zwei`);
  const [id, account] = [owner.membership?.practice.id ?? '', joining.account?.id ?? ''];
  await house.db.updateTable('member').set({ practice_id: id, role: 'provider' }).where('account_id', '=', account).execute();
  return { owner, provider: { ...joining, membership: await house.ports.store.practices.membershipOf(account) }, id, account };
}
const today = async (id: string, account: string, day = TUESDAY) => {
  const hours = await hoursOf(house.ports, id, account);
  return hours && spansOn(hours, day);
};

test('M3.10 one’s own hours come before the practice’s, which hold for whoever has set none', async () => {
  const { ports } = house;
  const { owner, provider, id, account } = await practice('Jana');
  expect(await today(id, account)).toBeNull();
  expect(await changeWeek(ports, owner, 'practice', WEEK)).toEqual({ ok: true });
  expect(await today(id, account)).toEqual([{ from: 540, to: 720 }]);
  expect(await changeWeek(ports, provider, 'self', ['', '14-20'])).toEqual({ ok: true });
  expect(await today(id, account)).toEqual([{ from: 840, to: 1200 }]);
  expect(await today(id, owner.account?.id ?? '')).toEqual([{ from: 540, to: 720 }]);
  expect((await hoursPage(ports, provider, 'self'))?.practiceWeek?.[1]).toEqual([{ from: 540, to: 720 }]);
  await changeWeek(ports, provider, 'self', []);
  expect(await today(id, account)).toEqual([{ from: 540, to: 720 }]);
  const trail = await house.db.selectFrom('audit').select(['object_kind', 'object_id']).where('deed', '=', 'hours.change').execute();
  expect(trail).toHaveLength(3);
  expect(trail).toContainEqual({ object_kind: 'practice', object_id: id });
  expect(trail).toContainEqual({ object_kind: 'account', object_id: account });
});

test('M3.10 days that differ: one’s own word before the practice’s, each taken back by whose it is alone', async () => {
  const { ports } = house;
  const { owner, provider, id, account } = await practice('Ida');
  await changeWeek(ports, owner, 'practice', WEEK);
  await addException(ports, owner, 'practice', { firstDay: '2026-11-24', lastDay: '2026-11-25', hours: '' });
  expect(await today(id, account)).toEqual([]);
  await Promise.all([1, 2].map(() => addException(ports, provider, 'self', { firstDay: TUESDAY, lastDay: '', hours: '10-11' })));
  expect(await today(id, account)).toEqual([{ from: 600, to: 660 }]);
  const shared = (await hoursPage(ports, owner, 'practice'))?.exceptions[0]?.id ?? '';
  await removeException(ports, provider, 'self', shared);
  expect((await hoursPage(ports, owner, 'practice'))?.exceptions).toHaveLength(1);
  for (const each of (await hoursPage(ports, provider, 'self'))?.exceptions ?? []) await removeException(ports, provider, 'self', each.id);
  expect(await today(id, account)).toEqual([]);
  await removeException(ports, owner, 'practice', shared);
  expect(await today(id, account)).toEqual([{ from: 540, to: 720 }]);
});

test('M3.10 only an owner sets the practice’s hours, and faults are told day by day with nothing stored', async () => {
  const { ports } = house;
  const { owner, provider } = await practice('Otto');
  expect(await changeWeek(ports, provider, 'practice', WEEK)).toEqual({ refused: 'forbidden' });
  expect(await addException(ports, provider, 'practice', { firstDay: TUESDAY, lastDay: '', hours: '' })).toEqual({ refused: 'forbidden' });
  expect(await hoursPage(ports, provider, 'practice')).toBeNull();
  const assistant = owner.membership && { ...owner, membership: { ...owner.membership, role: 'assistant' as const } };
  expect(await hoursPage(ports, assistant, 'self')).toBeNull();
  expect(await changeWeek(ports, owner, 'self', ['9-12', 'halb neun', '12-9', '9-12, 11-13', '', '', '9-25'])).toEqual({
    refused: 'invalid',
    days: [null, 'not-hours', 'backwards', 'overlapping', null, null, 'not-hours'],
  });
  expect(await addException(ports, owner, 'self', { firstDay: '2026-11-23', lastDay: '', hours: 'nie' })).toEqual({
    refused: 'invalid',
    fields: { firstDay: 'past', hours: 'not-hours' },
  });
  expect(await hoursPage(ports, owner, 'self')).toEqual({ week: null, exceptions: [], practiceWeek: null });
  for (let day = 0; day < MAX_EXCEPTIONS; day++) {
    const firstDay = new Date(Date.parse(TUESDAY) + day * 86_400_000).toISOString().slice(0, 10);
    expect(await addException(ports, owner, 'self', { firstDay, lastDay: '', hours: '' })).toEqual({ ok: true });
  }
  expect(await addException(ports, owner, 'self', { firstDay: '2027-12-24', lastDay: '', hours: '' })).toEqual({
    refused: 'invalid',
    fields: { firstDay: 'too-many' },
  });
});

test('M3.10 types and hours are in the export, and one’s own hours go with the membership', async () => {
  const { ports } = house;
  const { owner, provider, account } = await practice('Mara');
  await changeWeek(ports, provider, 'self', ['9-12']);
  await addException(ports, provider, 'self', { firstDay: TUESDAY, lastDay: '', hours: '' });
  const made = await exportPractice(ports, owner, PASSWORD, '', 'everything');
  const exported = JSON.parse('ok' in made ? made.text : '{}') as Record<string, unknown>;
  expect(exported).toMatchObject({ hours: { weeks: [{ account }], exceptions: [{ account, firstDay: TUESDAY, spans: [] }] } });
  expect(exported['eventTypes']).toHaveLength(3);
  const rows = () => house.db.selectFrom('working_hours').selectAll().where('account_id', '=', account).execute();
  expect(await rows()).toHaveLength(1);
  expect(await removeMember(ports, owner, account, null)).toEqual({ ok: true });
  expect(await rows()).toEqual([]);
  expect(await house.db.selectFrom('hours_exception').selectAll().where('account_id', '=', account).execute()).toEqual([]);
});
