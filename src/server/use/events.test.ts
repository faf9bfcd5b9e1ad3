import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLimits } from '../access/limits.ts';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { enterWaitingRoom, guestTicket, hostTicket, lookAtDoor, presenceTicket, type Ticketed } from './door.ts';
import { cancelEvent, changeEvent, eventPage, extendEvent, listEvents, noteHeld, planEvent, publishEvent, removeDraft } from './events.ts';
import { invite, linkAndCode, resend, uninvite } from './invitations.ts';
import { guestRemoved, hostEnded, recheck, type Who } from './recheck.ts';
import { openSession, type SessionView } from './session.ts';
import { issueReceipt, readTicket } from './tickets.ts';

const NOW = '2026-11-24T08:00:00Z';
const plan = {
  type: 'consultation',
  title: 'Second talk with Ms B.',
  localStart: '2026-11-24T10:00',
  zone: 'Europe/Berlin',
  minutes: 50,
  size: 'single',
} as const;
const client = { email: 'm.becker@mail.example', label: 'Ms B., Tuesday group', language: 'de' } as const;

let house: TestHouse;
let jana: SessionView;
let other: SessionView;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  other = (await house.provider('Otto')).session;
});
beforeEach(() => house.setNow(NOW));
afterAll(() => house.close());

async function published() {
  const planned = await planEvent(house.ports, jana, plan);
  if (!('ok' in planned)) throw new Error('not planned');
  const invited = await invite(house.ports, jana, planned.event.id, client);
  if (!('ok' in invited)) throw new Error('not invited');
  await publishEvent(house.ports, jana, planned.event.id);
  const opened = await linkAndCode(house.ports, jana, invited.invitation.id);
  if (!opened) throw new Error('no link');
  return { event: planned.event.id, invitation: invited.invitation.id, token: new URL(opened.link).hash.slice(1), code: opened.code };
}

test('M3.1 M4.1 a planned event is published once, however often the button is pressed, and its invitation goes out', async () => {
  const { event, invitation } = await published();
  await publishEvent(house.ports, jana, event);
  const mails = await house.db.selectFrom('outbox').selectAll().where('reference_id', '=', invitation).execute();
  expect(mails).toHaveLength(1);
  expect(await eventPage(house.ports, jana, event)).toMatchObject({
    event: { state: 'published', title: plan.title },
    invitations: [{ label: client.label, delivery: 'waiting' }],
    mayHost: true,
  });
  expect((await listEvents(house.ports, jana, new Date(NOW), new Date('2026-11-25T00:00:00Z'))).map((each) => each.event.id)).toContain(event);
});

test('B7 title, address and label lie sealed; the link and the code lie nowhere', async () => {
  const { token, code } = await published();
  const dump = async (table: 'event' | 'invitation' | 'outbox' | 'audit' | 'session') =>
    (await house.db.selectFrom(table).selectAll().execute())
      .map((row) =>
        Object.values(row)
          .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          .join('\n'),
      )
      .join('\n');
  const all = (await Promise.all((['event', 'invitation', 'outbox', 'audit', 'session'] as const).map(dump))).join('\n');
  for (const secret of [plan.title, client.email, client.label, token, code, code.replaceAll('-', '')]) expect(all).not.toContain(secret);
  expect(all).toContain('Europe/Berlin');
});

test('M4.1 link and typed code open the same door, and looking changes nothing', async () => {
  const { token, code, event } = await published();
  const before = await house.db.selectFrom('session').selectAll().execute();
  for (const key of [{ token }, { code: code.toLowerCase().replaceAll('-', ' ') }, { token }]) {
    expect(await lookAtDoor(house.ports, key, '192.0.2.1')).toMatchObject({
      state: 'open',
      moved: false,
      event: { id: event, zone: 'Europe/Berlin' },
      practice: { name: 'Praxis Jana' },
      provider: { name: 'Jana Krüger' },
    });
  }
  expect(await house.db.selectFrom('session').selectAll().execute()).toEqual(before);
  expect(JSON.stringify(await lookAtDoor(house.ports, { token }, ''))).not.toMatch(/Ms B|becker|Second talk/);
});

test('M4.2 the link dies with the planned end, moves with the event, and is dead at once when cancelled', async () => {
  const { token, event } = await published();
  house.setNow('2026-11-24T09:49:59.999Z');
  expect((await lookAtDoor(house.ports, { token }, '')).state).toBe('open');
  house.setNow('2026-11-24T09:50:00Z');
  expect((await lookAtDoor(house.ports, { token }, '')).state).toBe('over');
  expect(await enterWaitingRoom(house.ports, null, { token }, '')).toEqual({ refused: 'over' });
  await changeEvent(house.ports, jana, event, { ...plan, localStart: '2026-11-25T15:00' });
  expect(await lookAtDoor(house.ports, { token }, '')).toMatchObject({ state: 'open', moved: true });
  expect(house.told.at(-1)).toMatchObject({ type: 'event-changed', change: 'moved', event });
  await cancelEvent(house.ports, jana, event);
  expect((await lookAtDoor(house.ports, { token }, '')).state).toBe('cancelled');
  expect(house.told.at(-1)).toMatchObject({ type: 'event-changed', change: 'cancelled' });
});

test('M4.2 an uninvited person’s link answers like one that never was', async () => {
  const { token, code, invitation } = await published();
  await uninvite(house.ports, jana, invitation);
  expect(await lookAtDoor(house.ports, { token }, '')).toEqual({ state: 'unknown' });
  expect(await lookAtDoor(house.ports, { code }, '')).toEqual({ state: 'unknown' });
  expect(await lookAtDoor(house.ports, { token: 'x'.repeat(51) }, '')).toEqual({ state: 'unknown' });
  expect(house.told.at(-1)).toMatchObject({ type: 'invitation-revoked', invitation });
});

test('M5.1 the click on "enter" gives a grant and a ticket, without any account', async () => {
  const { token, event, invitation } = await published();
  const entered = await enterWaitingRoom(house.ports, null, { token }, '');
  if (!('ok' in entered)) throw new Error('not let in');
  const session = await openSession(house.ports, entered.cookie ?? '');
  expect(session).toMatchObject({ account: null, grants: [{ invitation }] });
  expect(readTicket(house.ports.keyring, entered.ticket, house.ports.now())).toMatchObject({ role: 'guest', event, invitation });
  const again = await guestTicket(house.ports, session, invitation, null, 'A'.repeat(22));
  expect('ok' in again && readTicket(house.ports.keyring, again.ticket, house.ports.now())?.participant).toBe('A'.repeat(22));
  expect(await guestTicket(house.ports, null, invitation, null, null)).toEqual({ refused: 'signed-out' });
});

test('a provider tries her own link: the grant joins her session', async () => {
  const { token, invitation } = await published();
  const entered = await enterWaitingRoom(house.ports, jana, { token }, '');
  expect(entered).toMatchObject({ ok: true, cookie: null });
  expect((await house.ports.store.sessions.byHash(jana.tokenHash))?.grants).toContainEqual({ invitation, version: 1 });
});

test('M4.2 who was admitted may come back after the planned end, until the host ends', async () => {
  const { token, event, invitation } = await published();
  const entered = await enterWaitingRoom(house.ports, null, { token }, '');
  if (!('ok' in entered)) throw new Error('not let in');
  const session = await openSession(house.ports, entered.cookie ?? '');
  const admittedAt = Date.parse('2026-11-24T09:05:00Z');
  const receipt = issueReceipt(house.ports.keyring, { event, invitation, admittedAt, waitingSince: admittedAt });
  house.setNow('2026-11-24T09:55:00Z');
  const who = { role: 'guest', event, invitation, account: jana.account?.id ?? '', session: null, arrives: true } as const;
  expect(await guestTicket(house.ports, session, invitation, null, null)).toEqual({ refused: 'over' });
  expect(await guestTicket(house.ports, session, invitation, receipt, null)).toMatchObject({ ok: true });
  expect(await recheck(house.ports, { ...who, admittedAt: null })).toEqual({ refused: 'event-over' });
  expect(await recheck(house.ports, { ...who, admittedAt })).toMatchObject({ ok: true });
  await hostEnded(house.ports, event);
  expect(await recheck(house.ports, { ...who, admittedAt })).toEqual({ refused: 'event-over' });
});

test('M4.2 M5.3 whom the host took out does not come back with the old receipt, also after the planned end; a new admission counts', async () => {
  const { token, event, invitation } = await published();
  const entered = await enterWaitingRoom(house.ports, null, { token }, '');
  if (!('ok' in entered)) throw new Error('not let in');
  const session = await openSession(house.ports, entered.cookie ?? '');
  const admittedAt = Date.parse('2026-11-24T09:05:00Z');
  const removedAt = Date.parse('2026-11-24T09:20:00Z');
  const receiptOf = (at: number) => issueReceipt(house.ports.keyring, { event, invitation, admittedAt: at, waitingSince: at });
  const who = { role: 'guest', event, invitation, account: jana.account?.id ?? '', session: null, arrives: true } as const;
  expect(await recheck(house.ports, { ...who, admittedAt })).not.toHaveProperty('removedAt');
  await guestRemoved(house.ports, invitation, removedAt);
  // A removal that is told late takes nothing back.
  await guestRemoved(house.ports, invitation, admittedAt);
  house.setNow('2026-11-24T09:30:00Z');
  expect(await recheck(house.ports, { ...who, admittedAt })).toMatchObject({ ok: true, removedAt });
  expect(await guestTicket(house.ports, session, invitation, receiptOf(admittedAt), null)).toMatchObject({ ok: true });
  house.setNow('2026-11-24T09:55:00Z');
  for (const at of [admittedAt, removedAt]) {
    expect(await guestTicket(house.ports, session, invitation, receiptOf(at), null)).toEqual({ refused: 'over' });
    expect(await recheck(house.ports, { ...who, admittedAt: at })).toEqual({ refused: 'event-over' });
  }
  expect(await guestTicket(house.ports, session, invitation, receiptOf(removedAt + 1), null)).toMatchObject({ ok: true });
  expect(await recheck(house.ports, { ...who, admittedAt: removedAt + 1 })).toMatchObject({ ok: true });
  // Of one invitation on two devices the host took out one: the other has its place in the room and stays.
  expect(await recheck(house.ports, { ...who, admittedAt, arrives: false })).toMatchObject({ ok: true });
});

test('M4.2 M5.3 whoever hosts, or has a page open that shows who waits, stays signed in without a click: extends, names, comes in', async () => {
  const own = await openTestHouse(NOW);
  const [host, watching, away] = [await own.provider('Jana'), await own.provider('Otto'), await own.provider('Ida')];
  const planned = await planEvent(own.ports, host.session, { ...plan, localStart: '2026-11-24T09:00', minutes: 60 });
  if (!('ok' in planned)) throw new Error('not planned');
  const event = planned.event.id;
  await publishEvent(own.ports, host.session, event);
  const second = await signIn(own.ports, null, { email: watching.email, password: PASSWORD }, '');
  const whoIn = (ticketed: Ticketed): Who => {
    const claims = 'ok' in ticketed ? readTicket(own.ports.keyring, ticketed.ticket, own.ports.now()) : null;
    if (!claims) throw new Error('no ticket');
    return { ...claims, session: claims.session ?? null, admittedAt: null, arrives: false };
  };
  const hosts = whoIn(await hostTicket(own.ports, host.session, event, null));
  const watches = whoIn(await presenceTicket(own.ports, watching.session));
  const look = () => Promise.all([recheck(own.ports, hosts), recheck(own.ports, watches)]);
  for (let minutes = 0; minutes < 57; minutes += 3) {
    own.advance(3 * 60_000);
    await look();
  }
  const later = await openSession(own.ports, host.cookie);
  if (!later) throw new Error('signed out');
  expect(await extendEvent(own.ports, later, event, 15)).toMatchObject({ ok: true });
  expect(await hostTicket(own.ports, later, event, null)).toMatchObject({ ok: true });
  const waited = await openSession(own.ports, watching.cookie);
  expect(await presenceTicket(own.ports, waited)).toMatchObject({ ok: true });
  // Another browser of the same account in which nothing is open, and an account without an open page, are idle.
  expect(await openSession(own.ports, 'ok' in second ? second.cookie : undefined)).toBeNull();
  expect(await openSession(own.ports, away.cookie)).toBeNull();
  // The day is the end for all, and what has ended is not brought back.
  for (let minutes = 57; minutes < 24 * 60; minutes += 15) {
    own.advance(15 * 60_000);
    await look();
  }
  for (const { cookie } of [host, watching]) expect(await openSession(own.ports, cookie)).toBeNull();
  await look();
  for (const { cookie } of [host, watching]) expect(await openSession(own.ports, cookie)).toBeNull();
  await own.close();
});

test('the host extends from any page, in steps, and the link lives on', async () => {
  const { token, event } = await published();
  house.setNow('2026-11-24T09:46:00Z');
  expect(await extendEvent(house.ports, jana, event, 15)).toMatchObject({ ok: true, event: { plannedEnd: new Date('2026-11-24T10:05:00Z') } });
  expect(await extendEvent(house.ports, jana, event, 7)).toEqual({ refused: 'wrong-state' });
  house.setNow('2026-11-24T10:04:00Z');
  expect((await lookAtDoor(house.ports, { token }, '')).state).toBe('open');
  expect(house.told.at(-1)).toMatchObject({ change: 'extended' });
});

test('tenancy: another practice reads, changes, hosts and invites nothing, and learns no more than for an event that never was', async () => {
  const { event, invitation } = await published();
  const never = '00000000-0000-4000-8000-000000000000';
  for (const id of [event, never]) {
    expect(await eventPage(house.ports, other, id)).toBeNull();
    expect(await changeEvent(house.ports, other, id, plan)).toEqual({ refused: 'not-there' });
    expect(await publishEvent(house.ports, other, id)).toEqual({ refused: 'not-there' });
    expect(await cancelEvent(house.ports, other, id)).toEqual({ refused: 'not-there' });
    expect(await extendEvent(house.ports, other, id, 5)).toEqual({ refused: 'not-there' });
    expect(await removeDraft(house.ports, other, id)).toEqual({ refused: 'not-there' });
    expect(await hostTicket(house.ports, other, id, null)).toEqual({ refused: 'not-there' });
    expect(await invite(house.ports, other, id, client)).toEqual({ refused: 'not-there' });
  }
  for (const id of [invitation, never]) {
    expect(await uninvite(house.ports, other, id)).toEqual({ refused: 'not-there' });
    expect(await resend(house.ports, other, id)).toEqual({ refused: 'not-there' });
    expect(await linkAndCode(house.ports, other, id)).toBeNull();
  }
  expect((await listEvents(house.ports, other, new Date(0), new Date('2099-01-01'))).map((each) => each.event.id)).not.toContain(event);
});

test('an assistant watches and plans, hosts nothing; a colleague sees nothing unless the practice says so', async () => {
  const { event } = await published();
  const membership = jana.membership;
  if (!membership || !other.account) throw new Error('no membership');
  const as = (role: 'assistant' | 'provider', lets: boolean): SessionView => ({
    ...other,
    membership: { role, practice: { ...membership.practice, colleaguesSeeClients: lets } },
  });
  expect(await eventPage(house.ports, as('assistant', false), event)).toMatchObject({ mayHost: false });
  expect(await hostTicket(house.ports, as('assistant', false), event, null)).toEqual({ refused: 'forbidden' });
  const ticket = await presenceTicket(house.ports, as('assistant', false));
  expect('ok' in ticket && readTicket(house.ports.keyring, ticket.ticket, house.ports.now())).toMatchObject({ role: 'presence', assistant: true });
  expect(await eventPage(house.ports, as('provider', false), event)).toBeNull();
  expect(await eventPage(house.ports, as('provider', true), event)).toMatchObject({ mayHost: false });
  expect(await hostTicket(house.ports, as('provider', true), event, null)).toEqual({ refused: 'forbidden' });
});

test('restriction fence: what is restricted is there for nobody', async () => {
  const { event, invitation, token } = await published();
  await house.db.updateTable('invitation').set({ restricted_at: new Date() }).where('id', '=', invitation).execute();
  expect(await eventPage(house.ports, jana, event)).toMatchObject({ invitations: [] });
  expect((await lookAtDoor(house.ports, { token }, '')).state).toBe('unknown');
  await house.db.updateTable('event').set({ restricted_at: new Date() }).where('id', '=', event).execute();
  expect(await eventPage(house.ports, jana, event)).toBeNull();
  expect(
    await recheck(house.ports, { role: 'host', event, invitation: null, account: jana.account?.id ?? '', session: null, admittedAt: null, arrives: false }),
  ).toEqual({
    refused: 'ticket-unknown',
  });
});

test('inviting: faults at the field, nobody twice, room for a group of eight', async () => {
  const planned = await planEvent(house.ports, jana, { ...plan, size: 'group' });
  if (!('ok' in planned)) throw new Error('not planned');
  const id = planned.event.id;
  expect(await invite(house.ports, jana, id, { ...client, email: 'nobody' })).toEqual({ refused: 'invalid', fields: { email: 'not-an-address' } });
  for (let i = 0; i < 8; i++) expect(await invite(house.ports, jana, id, { ...client, email: `c${i}@mail.example` })).toMatchObject({ ok: true });
  expect(await invite(house.ports, jana, id, { ...client, email: 'C0@mail.example' })).toEqual({ refused: 'invalid', fields: { email: 'twice' } });
  expect(await invite(house.ports, jana, id, { ...client, email: 'c9@mail.example' })).toEqual({ refused: 'invalid', fields: { email: 'too-many' } });
});

test('M1.4 guessing links and codes is limited per address and over all; a genuine link still opens', async () => {
  const limited = await openTestHouse(NOW);
  const { session } = await limited.provider('Jana');
  const planned = await planEvent(limited.ports, session, plan);
  if (!('ok' in planned)) throw new Error('not planned');
  const invited = await invite(limited.ports, session, planned.event.id, client);
  await publishEvent(limited.ports, session, planned.event.id);
  const opened = await linkAndCode(limited.ports, session, 'ok' in invited ? invited.invitation.id : '');
  for (const rule of ['link-address', 'code-all']) limited.exhaust(rule);
  expect(await lookAtDoor(limited.ports, { token: 'x'.repeat(51) }, '192.0.2.66')).toEqual({ state: 'limited' });
  expect(await lookAtDoor(limited.ports, { code: opened?.code ?? '' }, '192.0.2.66')).toEqual({ state: 'limited' });
  expect((await lookAtDoor(limited.ports, { token: new URL(opened?.link ?? '').hash.slice(1) }, '192.0.2.66')).state).toBe('open');
  await limited.close();
});

test('M1.4 right codes shut the field for nobody, wrong ones do', async () => {
  const { code } = await published();
  const ports = { ...house.ports, limits: createLimits() };
  const look = (typed: string) => lookAtDoor(ports, { code: typed }, '192.0.2.66');
  for (let time = 0; time < 40; time++) expect((await look(code)).state).toBe('open');
  const wrong = await Promise.all(Array.from({ length: 20 }, (_, at) => look(`AAAAAAAA${'23456789ABCDEFGHJKMP'.charAt(at)}`)));
  expect(wrong.filter(({ state }) => state === 'unknown')).toHaveLength(15);
  expect((await look(code)).state).toBe('limited');
});

test('"held" is the provider’s own click, from the start of the event on', async () => {
  const { event } = await published();
  expect(await noteHeld(house.ports, jana, event, 'held')).toEqual({ refused: 'wrong-state' });
  house.setNow('2026-11-24T10:00:00Z');
  expect(await noteHeld(house.ports, jana, event, 'held')).toMatchObject({ ok: true, event: { held: 'held' } });
});

test('a draft is removed, a published event is not', async () => {
  const planned = await planEvent(house.ports, jana, plan);
  if (!('ok' in planned)) throw new Error('not planned');
  expect(await removeDraft(house.ports, jana, planned.event.id)).toEqual({ ok: true });
  expect(await eventPage(house.ports, jana, planned.event.id)).toBeNull();
  const { event } = await published();
  expect(await removeDraft(house.ports, jana, event)).toEqual({ refused: 'wrong-state' });
});

test('M3.2 a second press within a minute, or two at once, mail an invitation once; later it is a new wish', async () => {
  const { invitation } = await published();
  const mails = async () => (await house.db.selectFrom('outbox').select('id').where('reference_id', '=', invitation).execute()).length;
  expect(await resend(house.ports, jana, invitation)).toEqual({ ok: true });
  expect(await mails()).toBe(1);
  house.advance(61_000);
  expect(await Promise.all(Array.from({ length: 4 }, () => resend(house.ports, jana, invitation)))).toEqual(Array(4).fill({ ok: true }));
  expect(await mails()).toBe(2);
  house.advance(59_000);
  await resend(house.ports, jana, invitation);
  expect(await mails()).toBe(2);
  house.advance(2_000);
  await resend(house.ports, jana, invitation);
  expect(await mails()).toBe(3);
});

test('M3.1 an extended event is renamed after its first end, and keeps its extension; moving it into the past is still refused', async () => {
  const { event } = await published();
  house.setNow('2026-11-24T09:45:00Z');
  await extendEvent(house.ports, jana, event, 30);
  house.setNow('2026-11-24T09:55:00Z');
  expect(await changeEvent(house.ports, jana, event, { ...plan, title: 'Renamed' })).toMatchObject({
    ok: true,
    event: { title: 'Renamed', extendedMinutes: 30, plannedEnd: new Date('2026-11-24T10:20:00Z') },
  });
  for (const moved of [{ minutes: 45 }, { localStart: '2026-11-24T09:30' }])
    expect(await changeEvent(house.ports, jana, event, { ...plan, ...moved })).toEqual({ refused: 'invalid', fields: { localStart: 'in-the-past' } });
});
