/** Tasks on a real database: who gives, who has, who sees, who is reminded, and when they go. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { dumpOf } from '../jobs/testing.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { planEvent } from './events.ts';
import { invite } from './invitations.ts';
import { mailOf } from './mails.ts';
import { type SessionView } from './session.ts';
import { changeTask, givenTask, giveTask, openTasks, remindOfTasks, removeTask, taskChoices, taskLists, tickTask, type TaskInput } from './tasks.ts';

const NOW = '2026-11-24T08:00:00Z';
const MAIL = 'lena@mail.example';
let house: TestHouse;
let jana: SessionView;
let otto: SessionView;
let lena: SessionView;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  otto = (await house.provider('Otto')).session;
  lena = (await house.client(MAIL, { firstName: 'Lena' })).session;
});
afterAll(() => house.close());

const self = (session: SessionView) => `member:${session.account?.id ?? ''}`;
const typed = (change: Partial<TaskInput> = {}): TaskInput => ({
  id: house.ports.newId(),
  text: 'Überweisung schreiben',
  for: self(jana),
  email: '',
  label: '',
  due: '',
  remind: false,
  event: '',
  tell: false,
  ...change,
});
const forLena = (change: Partial<TaskInput> = {}) =>
  typed({ for: 'client', email: 'Lena@mail.example', label: 'Frau V.', text: 'Fragebogen ausfüllen', ...change });
async function given(input: TaskInput): Promise<string> {
  expect(await giveTask(house.ports, jana, input)).toEqual({ ok: true });
  return input.id;
}
const mails = async (reference: string) =>
  (await house.db.selectFrom('outbox').select(['id', 'kind']).where('reference_id', '=', reference).execute()).map(({ kind }) => kind);

test('M3.6 a provider gives herself a task, ticks it off, and takes that back', async () => {
  const id = await given(typed());
  expect((await taskLists(house.ports, jana))?.own.map(({ text, from }) => [text, from])).toContainEqual(['Überweisung schreiben', null]);
  expect(await tickTask(house.ports, jana, id, true)).toEqual({ ok: true });
  expect((await taskLists(house.ports, jana))?.done.map((task) => task.id)).toContain(id);
  await tickTask(house.ports, jana, id, false);
  expect((await taskLists(house.ports, jana))?.own.map((task) => task.id)).toContain(id);
  await removeTask(house.ports, jana, id);
});

test('M3.6 a client sees the task given to their address, ticks it off, and the provider sees that', async () => {
  const id = await given(forLena({ tell: true }));
  expect(await mails(id)).toEqual(['task-given']);
  const [own] = (await taskLists(house.ports, lena))?.own ?? [];
  expect(own).toMatchObject({ id, text: 'Fragebogen ausfüllen', from: 'Praxis Jana', event: null, isGiver: false });
  expect(JSON.stringify(own)).not.toContain('Frau V.');
  expect(await openTasks(house.ports, lena)).toBe(1);
  await tickTask(house.ports, lena, id, true);
  expect((await taskLists(house.ports, jana))?.done).toContainEqual(expect.objectContaining({ id, holder: 'Frau V.' }));
  expect(await openTasks(house.ports, lena)).toBe(0);
});

test('M3.6 nobody else sees a task, ticks it, changes it or takes it away', async () => {
  const id = await given(typed());
  for (const session of [otto, lena, null]) {
    expect(JSON.stringify(await taskLists(house.ports, session))).not.toContain(id);
    expect(await tickTask(house.ports, session, id, true)).toHaveProperty('refused');
    expect(await givenTask(house.ports, session, id)).toBeNull();
    expect(await changeTask(house.ports, session, id, { text: 'x', due: '', remind: false })).toEqual({ refused: 'not-there' });
    expect(await removeTask(house.ports, session, id)).toEqual({ refused: 'not-there' });
  }
  expect((await house.ports.store.tasks.byId(id))?.doneAt).toBeNull();
});

test('M3.6 a task is for members and invited people of one’s own practice, and for one’s own events', async () => {
  expect(await giveTask(house.ports, jana, typed({ for: self(otto) }))).toEqual({ refused: 'not-there' });
  const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-26T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
  const planned = await planEvent(house.ports, otto, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(house.ports, otto, event, { email: 'x@mail.example', label: 'X', language: 'de' });
  expect(await giveTask(house.ports, jana, typed({ event }))).toEqual({ refused: 'not-there' });
  expect(await giveTask(house.ports, jana, typed({ for: `invitation:${'ok' in invited ? invited.invitation.id : ''}` }))).toEqual({ refused: 'not-there' });
  expect(await taskChoices(house.ports, jana, event)).toBeNull();
  expect(await giveTask(house.ports, lena, forLena())).toEqual({ refused: 'forbidden' });
  expect((await taskChoices(house.ports, otto, event))?.invited.map(({ label }) => label)).toEqual(['X']);
});

test('M3.6 a double click gives one task', async () => {
  const twice = typed({ text: 'einmal' });
  const answers = await Promise.all([1, 2, 3].map(() => giveTask(house.ports, jana, twice)));
  expect(answers.filter((answer) => 'ok' in answer).length).toBeGreaterThan(0);
  expect((await taskLists(house.ports, jana))?.own.filter(({ text }) => text === 'einmal')).toHaveLength(1);
});

test('M3.6 on its day, from eight in the morning at the practice, who has it is reminded once', async () => {
  const id = await given(forLena({ due: '2026-11-26', remind: true }));
  const at = async (now: string) => {
    house.setNow(now);
    await Promise.all([remindOfTasks(house.ports, house.ports.now()), remindOfTasks(house.ports, house.ports.now())]);
    return (await mails(id)).length;
  };
  expect(await at('2026-11-25T23:30:00Z')).toBe(0);
  expect(await at('2026-11-26T06:59:59Z')).toBe(0);
  expect(await at('2026-11-26T07:00:00Z')).toBe(1);
  expect(await at('2026-11-26T07:01:00Z')).toBe(1);
  // A new day is reminded of anew.
  expect(await changeTask(house.ports, jana, id, { text: 'Fragebogen ausfüllen', due: '2026-11-28', remind: true })).toEqual({ ok: true });
  expect(await at('2026-11-27T08:00:00Z')).toBe(1);
  expect(await at('2026-11-28T08:00:00Z')).toBe(2);
  const entry = { id: house.ports.newId(), practice: null, kind: 'task-due', reference: id, attempts: 1 } as const;
  expect(await mailOf(house.ports, entry, { verificationHours: 24 })).toMatchObject({ to: 'Lena@mail.example', isClient: true, practiceName: 'Praxis Jana' });
  await tickTask(house.ports, lena, id, true);
  expect(await mailOf(house.ports, entry, { verificationHours: 24 })).toBeNull();
  house.setNow(NOW);
});

test('M3.6 what is done before its day, or whose portal slept over it, is not reminded of', async () => {
  const done = await given(typed({ due: '2026-11-26', remind: true }));
  await tickTask(house.ports, jana, done, true);
  const slept = await given(typed({ due: '2026-11-25', remind: true }));
  house.setNow('2026-11-26T09:00:00Z');
  await remindOfTasks(house.ports, house.ports.now());
  expect([await mails(done), await mails(slept)]).toEqual([[], []]);
  house.setNow(NOW);
});

test('B7 M3.6 text, address and label stand in no table in clear', async () => {
  await given(forLena({ text: 'Kennwort Kolibri', label: 'Frau Zaunkönig' }));
  const dump = await dumpOf(house.db);
  for (const word of ['Kolibri', 'Zaunkönig', 'Lena@mail']) expect(dump).not.toContain(word);
  expect(dump).toContain('Praxis Jana');
});

test('B1 M3.6 a task goes thirty days after it was done, and with the event it belongs to', async () => {
  const erase = () =>
    createErase(
      openEraser(house.db),
      () => [],
      () => undefined,
    )(house.ports.now());
  const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-26T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
  const planned = await planEvent(house.ports, jana, plan);
  const withEvent = await given(typed({ event: 'ok' in planned ? planned.event.id : '' }));
  const done = await given(typed());
  await tickTask(house.ports, jana, done, true);
  const open = await given(typed());
  const there = async () => Promise.all([withEvent, done, open].map(async (id) => (await house.ports.store.tasks.byId(id)) !== null));
  house.advance(30 * 86_400_000 - 1);
  await erase();
  expect(await there()).toEqual([true, true, true]);
  house.advance(1);
  await erase();
  expect(await there()).toEqual([true, false, true]);
  house.advance(3 * 86_400_000);
  await erase();
  expect(await there()).toEqual([false, false, true]);
  house.setNow(NOW);
});
