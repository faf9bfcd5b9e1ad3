/** One's own calendar and the address for a calendar program, on real rows. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedText } from '../../rules/feed.ts';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { cancelEvent, changeEvent, noteHeld, planEvent, publishEvent, removeDraft } from './events.ts';
import { invite, uninvite } from './invitations.ts';
import { changeWording, endFeed, makeFeed, ownCalendar, readFeed } from './own-calendar.ts';
import { changePassword } from './password.ts';
import { replyOwn } from './reply.ts';
import { type SessionView } from './session.ts';

let house: TestHouse;
let jana: SessionView;
let otto: SessionView;
let mara: SessionView;
const ADDRESS = '203.0.113.9';
const NOW = '2026-11-24T08:00:00Z';
const plan = { type: 'psychotherapy', title: 'SECRET TITLE', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
const MONTH = [new Date('2026-11-01T00:00Z'), new Date('2026-12-01T00:00Z')] as const;

beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  otto = (await house.provider('Otto')).session;
  mara = (await house.client('mara@mail.example')).session;
});
afterAll(() => house.close());

async function event(email = 'mara@mail.example', change: Partial<typeof plan> | { readonly localStart: string } = {}) {
  const planned = await planEvent(house.ports, jana, { ...plan, ...change });
  const id = 'ok' in planned ? planned.event.id : '';
  const made = await invite(house.ports, jana, id, { email, label: 'SECRET LABEL', language: 'de' });
  await publishEvent(house.ports, jana, id);
  return { id, invitation: 'ok' in made ? made.invitation.id : '' };
}
const secretOf = async (session: SessionView, wording: 'neutral' | 'title' = 'neutral') => {
  const made = await makeFeed(house.ports, session, wording);
  return 'ok' in made ? made.secret : '';
};
const FRAME = { name: 'Videotermine', zone: 'Europe/Berlin', describe: (url: string) => `Zum Termin: ${url}` };
const read = async (secret: string) => {
  const found = await readFeed(house.ports, secret, ADDRESS);
  if (typeof found === 'string') throw new Error(found);
  return { ...found, text: feedText(found.entries, FRAME) };
};
function parsed(text: string) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return root.getAllSubcomponents('vevent');
}

test('M4.3 everybody has their own appointments in their calendar, past ones too, and nobody else’s', async () => {
  const past = await event('mara@mail.example', { localStart: '2026-11-24T09:00' });
  const { id, invitation } = await event();
  const draft = await planEvent(house.ports, jana, { ...plan, localStart: '2026-11-25T10:00' });
  house.setNow('2026-11-24T09:00:00Z');
  const own = await ownCalendar(house.ports, mara, ...MONTH);
  expect(own?.rows).toMatchObject([
    { kind: 'client', invitation: past.invitation, link: null },
    { kind: 'client', invitation, practice: 'Praxis Jana', provider: 'Jana Krüger', reply: 'none', off: false, link: expect.stringMatching(/^\/j#/) as string },
  ]);
  expect(JSON.stringify(own)).not.toContain('SECRET');
  expect((await ownCalendar(house.ports, jana, ...MONTH))?.rows).toMatchObject([{ event: { id: past.id } }, { event: { id } }]);
  expect((await ownCalendar(house.ports, otto, ...MONTH))?.rows).toEqual([]);
  expect(await ownCalendar(house.ports, null, ...MONTH)).toBeNull();
  expect((await ownCalendar(house.ports, mara, MONTH[1], new Date('2027-01-01T00:00Z')))?.rows).toEqual([]);
  if ('ok' in draft) await removeDraft(house.ports, jana, draft.event.id);
  house.setNow(NOW);
});

test('M4.3 the address is stored as a hash alone, opens the calendar without signing in, and names nobody in it', async () => {
  const { invitation } = await event();
  const secret = await secretOf(mara, 'title');
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  const rows = await house.db.selectFrom('calendar_feed').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(rows[0]?.token_hash.includes(Buffer.from(secret, 'base64url'))).toBe(false);
  // A client has no titles to choose.
  expect(rows[0]?.wording).toBe('neutral');
  const { text } = await read(secret);
  for (const hidden of ['SECRET', 'psycho', 'Praxis', 'Krüger', 'mara', '/j#', 'ATTENDEE', 'ORGANIZER']) expect(text).not.toContain(hidden);
  expect(text).toContain(`UID:${invitation}\r\n`);
  const found = parsed(text).find((each) => each.getFirstPropertyValue('uid') === invitation);
  const parsedEvent = found && new ICAL.Event(found);
  expect(parsedEvent?.startDate.toJSDate()).toEqual(new Date('2026-11-24T09:00:00Z'));
  expect(parsedEvent?.duration.toSeconds()).toBe(50 * 60);
  expect(found?.getFirstPropertyValue('url')).toBe('https://portal.example/portal/calendar');
});

test('M4.3 unchanged, the calendar is the same to the byte, later too; a change, a cancellation and a decline show', async () => {
  const { id, invitation } = await event();
  const secret = await secretOf(mara);
  const first = await read(secret);
  house.advance(45 * 60_000);
  expect((await read(secret)).text).toBe(first.text);
  await noteHeld(house.ports, jana, id, 'held');
  expect((await read(secret)).text).toBe(first.text);
  house.setNow(NOW);
  const entry = async () => parsed((await read(secret)).text).find((each) => each.getFirstPropertyValue('uid') === invitation);
  await changeEvent(house.ports, jana, id, { ...plan, localStart: '2026-11-24T15:00' });
  const moved = await entry();
  expect(moved && new ICAL.Event(moved).startDate.toJSDate()).toEqual(new Date('2026-11-24T14:00:00Z'));
  await replyOwn(house.ports, mara, invitation, 'declined');
  expect((await entry())?.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
  await cancelEvent(house.ports, jana, id);
  expect((await entry())?.getFirstPropertyValue('status')).toBe('CANCELLED');
  const second = await event();
  await uninvite(house.ports, jana, second.invitation);
  expect((await read(secret)).text).toMatch(new RegExp(`UID:${second.invitation}[^]*?STATUS:CANCELLED`));
});

test('M4.3 a provider chooses whether titles stand in it, and sees no colleague’s practice', async () => {
  const { id } = await event();
  const secret = await secretOf(jana);
  expect((await read(secret)).entries.find(({ uid }) => uid === id)).toMatchObject({ summary: '', url: `https://portal.example/portal/events/${id}` });
  await changeWording(house.ports, jana, 'title');
  expect((await read(secret)).text).toContain('SUMMARY:SECRET TITLE');
  expect((await read(await secretOf(otto, 'title'))).entries).toEqual([]);
});

test('M4.3 a new address ends the old one, turning off ends it at once, and so does a new password', async () => {
  const old = await secretOf(mara);
  const fresh = await secretOf(mara);
  expect(await readFeed(house.ports, old, ADDRESS)).toBe('unknown');
  await read(fresh);
  // Pressed twice at once, one of the two holds, and one row stands.
  const both = await Promise.all([secretOf(mara), secretOf(mara)]);
  const answers = await Promise.all(both.map((each) => readFeed(house.ports, each, ADDRESS)));
  expect(answers.filter((each) => each !== 'unknown')).toHaveLength(1);
  await endFeed(house.ports, mara);
  for (const each of [...both, fresh, '', 'x'.repeat(5000)]) expect(await readFeed(house.ports, each, ADDRESS)).toBe('unknown');
  const again = await secretOf(mara);
  expect(await changePassword(house.ports, mara, { present: PASSWORD, password: 'ein ganz anderer Schlüssel' }, ADDRESS)).toHaveProperty('ok');
  expect(await readFeed(house.ports, again, ADDRESS)).toBe('unknown');
});

test('M4.3 who may not have one makes none, and a practice that has ended shows nothing', async () => {
  const operator: SessionView = {
    ...jana,
    membership: null,
    account: { id: jana.account?.id ?? '', kind: 'operator', firstName: 'O', lastName: 'P', language: 'de' },
  };
  for (const session of [operator, null, { ...jana, membership: null }]) {
    expect(await makeFeed(house.ports, session, 'neutral')).toEqual({ refused: 'forbidden' });
    expect(await endFeed(house.ports, session)).toEqual({ refused: 'forbidden' });
  }
  const secret = await secretOf(jana);
  const lines = await house.db
    .selectFrom('audit')
    .select('deed')
    .where('actor_id', '=', jana.account?.id ?? '')
    .where('deed', '=', 'calendar.feed')
    .execute();
  expect(lines.length).toBeGreaterThan(1);
  await house.db
    .updateTable('practice')
    .set({ state: 'ended' })
    .where('id', '=', jana.membership?.practice.id ?? '')
    .execute();
  expect(await readFeed(house.ports, secret, ADDRESS)).toBe('unknown');
  await house.db
    .updateTable('practice')
    .set({ state: 'active' })
    .where('id', '=', jana.membership?.practice.id ?? '')
    .execute();
  await read(secret);
});

test('M1.4 M4.3 who asks without end waits, and guessing is told apart from reading', async () => {
  const secret = await secretOf(mara);
  house.exhaust('feed-address');
  expect(await readFeed(house.ports, 'guess', ADDRESS)).toBe('limited');
  await read(secret);
  house.exhaust('feed-one');
  expect(await readFeed(house.ports, secret, ADDRESS)).toBe('limited');
});
