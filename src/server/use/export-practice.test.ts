import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, openTestHouse, type TestHouse } from '../testing.ts';
import { changeDefaults } from './defaults.ts';
import { planEvent } from './events.ts';
import { exportPractice } from './export-practice.ts';
import { invite } from './invitations.ts';
import { openSession, type SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const plan = { type: 'consultation', localStart: '2026-11-24T12:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;

async function planned(session: SessionView, title: string, owner?: string): Promise<void> {
  const event = await planEvent(house.ports, session, { ...plan, title }, owner);
  if ('ok' in event) await invite(house.ports, session, event.event.id, { email: `${title}@mail.example`, label: `L-${title}`, language: 'de' });
}
const jsonOf = async (session: SessionView): Promise<string> => {
  const made = await exportPractice(house.ports, session, PASSWORD, '');
  return 'ok' in made ? made.json : '';
};

test('M3.10 an owner takes along what the practice holds, and of colleagues’ clients only what the practice lets them see', async () => {
  const { ports, db } = house;
  const owner = await house.provider('Jana');
  const { session: colleague } = await house.provider('Kim');
  const { session: stranger } = await house.provider('Otto');
  const practice = owner.session.membership?.practice.id ?? '';
  await db
    .updateTable('member')
    .set({ practice_id: practice, role: 'provider' })
    .where('account_id', '=', colleague.account?.id ?? '')
    .execute();
  const inside = { ...colleague, membership: await ports.store.practices.membershipOf(colleague.account?.id ?? '') };
  await planned(owner.session, 'Eigenes');
  await planned(inside, 'Fremdes');
  await planned(stranger, 'Draussen');
  expect(await exportPractice(ports, owner.session, 'falsch', '')).toEqual({ refused: 'wrong' });
  expect(await exportPractice(ports, owner.session, '', '')).toEqual({ refused: 'missing' });
  expect(await exportPractice(ports, inside, PASSWORD, '')).toEqual({ refused: 'forbidden' });

  const closed = await jsonOf(owner.session);
  expect(closed).toContain('L-Eigenes');
  expect(closed).not.toMatch(/Fremdes|Draussen|passwordHash/);
  expect((JSON.parse(closed) as { events: unknown[] }).events).toHaveLength(2);
  await changeDefaults(ports, owner.session, { minutes: '', lead: '', termHours: '', colleaguesSeeClients: true });
  const anew = await openSession(ports, owner.cookie);
  const open = anew ? await jsonOf(anew) : '';
  expect(open).toContain('L-Fremdes');
  expect(open).not.toContain('Draussen');
  const lines = await db.selectFrom('audit').select('object_id').where('deed', '=', 'practice.export').execute();
  expect(lines).toEqual([{ object_id: practice }, { object_id: practice }]);
});
