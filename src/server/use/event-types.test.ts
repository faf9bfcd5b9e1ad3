import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_TYPES, type TypeInput } from '../../rules/event-type.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { addType, archiveType, changeType, offeredTypes, removeType, typesPage } from './event-types.ts';
import { changeEvent, eventPage, planEvent, removeDraft } from './events.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const input: TypeInput = { name: 'Erstgespräch', minutes: '80', size: 'single', colour: 'amber', before: '', after: '15' };
const plan = { title: 'Talk', localStart: '2026-11-24T12:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
const added = async (session: SessionView, change: Partial<TypeInput> = {}): Promise<string> => {
  const saved = await addType(house.ports, session, { ...input, ...change });
  if (!('ok' in saved)) throw new Error(JSON.stringify(saved));
  return saved.id;
};
const names = async (session: SessionView) => (await typesPage(house.ports, session))?.map(({ name }) => name);
const eventOf = async (session: SessionView, type: string) => {
  const planned = await planEvent(house.ports, session, { ...plan, type });
  if (!('ok' in planned)) throw new Error(JSON.stringify(planned));
  return planned.event;
};

test('M3.9 a practice begins with kinds of appointment in its own language, and adds, changes and deletes its own', async () => {
  const { ports } = house;
  const { session } = await house.provider('Jana');
  expect(await names(session)).toEqual(['Gruppengespräch', 'Kurzgespräch', 'Videogespräch']);
  const id = await added(session, { name: '  Erst  gespräch ' });
  expect((await typesPage(ports, session))?.find((each) => each.id === id)).toEqual({
    id,
    name: 'Erst gespräch',
    minutes: 80,
    size: 'single',
    colour: 'amber',
    before: null,
    after: 15,
    archived: false,
    used: false,
  });
  expect(await changeType(ports, session, id, { ...input, minutes: '' })).toEqual({ ok: true, id });
  expect(await removeType(ports, session, id)).toEqual({ ok: true });
  expect(await removeType(ports, session, id)).toEqual({ refused: 'not-there' });
  expect(await names(session)).toHaveLength(3);
  const trail = await house.db.selectFrom('audit').select('object_kind').where('deed', '=', 'event-type.manage').where('object_id', '=', id).execute();
  expect(trail).toEqual(Array.from({ length: 3 }, () => ({ object_kind: 'event-type' })));
});

test('M3.9 faults are told at the field, and a name is taken once in a practice, however it is written and however often it is pressed', async () => {
  const { ports } = house;
  const { session } = await house.provider('Ida');
  const { session: other } = await house.provider('Otto');
  expect(await addType(ports, session, { ...input, name: 'a\u0007b', minutes: '4', before: '121', after: 'x' })).toEqual({
    refused: 'invalid',
    fields: { name: 'control-characters', minutes: 'not-in-limits', before: 'not-in-limits', after: 'not-in-limits' },
  });
  const taken = { refused: 'invalid', fields: { name: 'taken' } };
  const pressed = await Promise.all([1, 2, 3].map(() => addType(ports, session, input)));
  expect(pressed.filter((each) => 'ok' in each)).toHaveLength(1);
  expect(pressed.filter((each) => 'refused' in each)).toEqual([taken, taken]);
  expect(await addType(ports, session, { ...input, name: 'ERSTGESPRÄCH' })).toEqual(taken);
  const id = await added(session, { name: 'Anderes' });
  expect(await changeType(ports, session, id, { ...input, name: 'erstgespräch' })).toEqual(taken);
  await added(other);
  for (let count = 5; count < MAX_TYPES; count++) await added(session, { name: `Art ${count}` });
  expect(await addType(ports, session, { ...input, name: 'Noch eine' })).toEqual({ refused: 'invalid', fields: { name: 'too-many' } });
});

test('M3.9 another practice’s kind can be neither changed nor chosen, and nobody learns that it is there', async () => {
  const { ports } = house;
  const [{ session }, { session: stranger }] = [await house.provider('Klara'), await house.provider('Mallory')];
  const id = await added(session);
  expect(await changeType(ports, stranger, id, { ...input, name: 'Gekapert' })).toEqual({ refused: 'not-there' });
  expect(await archiveType(ports, stranger, id, true)).toEqual({ refused: 'not-there' });
  expect(await removeType(ports, stranger, id)).toEqual({ refused: 'not-there' });
  expect(await planEvent(ports, stranger, { ...plan, type: id })).toEqual({ refused: 'invalid', fields: { type: 'unknown-type' } });
  expect(await removeType(ports, session, 'no-id')).toEqual({ refused: 'not-there' });
  expect(await names(session)).toContain('Erstgespräch');
});

test('M3.9 an appointment keeps its kind: a new name is seen in it, an archived kind stays, and one in use is not deleted', async () => {
  const { ports } = house;
  const { session } = await house.provider('Lena');
  const id = await added(session);
  const event = await eventOf(session, id);
  expect(event).toMatchObject({ type: 'Erstgespräch', typeId: id });
  expect(await eventOf(session, 'erstGESPRÄCH')).toMatchObject({ typeId: id });
  await changeType(ports, session, id, { ...input, name: 'Kennenlernen' });
  expect((await eventPage(ports, session, event.id))?.event.type).toBe('Kennenlernen');
  expect(await removeType(ports, session, id)).toEqual({ refused: 'used' });

  await archiveType(ports, session, id, true);
  expect((await offeredTypes(ports, session, null)).types.map(({ name }) => name)).not.toContain('Kennenlernen');
  expect((await offeredTypes(ports, session, id)).types.map(({ name }) => name)).toContain('Kennenlernen');
  expect(await planEvent(ports, session, { ...plan, type: id })).toEqual({ refused: 'invalid', fields: { type: 'unknown-type' } });
  expect(await changeEvent(ports, session, event.id, { ...plan, title: 'Later', type: id })).toMatchObject({ ok: true });
  expect((await eventPage(ports, session, event.id))?.event).toMatchObject({ type: 'Kennenlernen', typeId: id });
  await archiveType(ports, session, id, false);
  expect(await eventOf(session, id)).toMatchObject({ typeId: id });
});

test('M3.9 words that are no kind of the practice stay the appointment’s own', async () => {
  const { session } = await house.provider('Nele');
  const event = await eventOf(session, 'Supervision');
  expect(event).toMatchObject({ type: 'Supervision', typeId: null });
  expect(await eventPage(house.ports, session, event.id)).toMatchObject({ event: { type: 'Supervision', typeId: null } });
});

test('M3.9 deleting a kind while somebody plans one ends well, whoever is first', async () => {
  const { ports } = house;
  const { session } = await house.provider('Rosa');
  for (let round = 0; round < 5; round++) {
    const id = await added(session, { name: `Runde ${round}` });
    const [planned, removed] = await Promise.all([planEvent(ports, session, { ...plan, type: id }), removeType(ports, session, id)]);
    if ('ok' in planned) {
      expect(removed).toEqual({ refused: 'used' });
      await removeDraft(ports, session, planned.event.id);
      expect(await removeType(ports, session, id)).toEqual({ ok: true });
    } else {
      expect(planned).toEqual({ refused: 'invalid', fields: { type: 'unknown-type' } });
      expect(removed).toEqual({ ok: true });
    }
  }
});
