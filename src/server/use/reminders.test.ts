import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendDueMails } from '../jobs/send-mail.ts';
import { createDeliver } from '../mail/deliver.ts';
import { openMailServer, type TestMailServer } from '../mail/testing.ts';
import { smtpTransport } from '../mail/transport.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { changeDefaults } from './defaults.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, changeEvent, eventPage, planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode, resend, uninvite } from './invitations.ts';
import type { Language, Ports } from './ports.ts';
import { changeOwnReminders, putOutReminders, reminderOutlook } from './reminders.ts';
import { reminderLink } from './reminder-token.ts';
import type { SessionView } from './session.ts';

const NOW = '2026-11-20T08:00:00Z';
/** 24 November, 10:00 in Berlin. */
const START = '2026-11-24T09:00:00Z';
const DAY_BEFORE = '2026-11-23T09:00:00Z';
const SHORTLY = '2026-11-24T08:50:00Z';
const plan = { type: 'consultation', title: 'Second talk', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'group' } as const;
const none = { minutes: '', lead: '', termHours: '', before: '', after: '', colleaguesSeeClients: false };

let house: TestHouse;
let jana: SessionView;
let other: SessionView;
let server: TestMailServer;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  other = (await house.provider('Otto')).session;
  server = await openMailServer();
});
afterAll(async () => {
  await server.close();
  await house.close();
});
beforeEach(async () => {
  house.setNow(NOW);
  await house.db.deleteFrom('event').execute();
  await house.db.deleteFrom('outbox').execute();
  server.received.length = 0;
});
afterEach(async () => {
  await changeDefaults(house.ports, jana, { ...none, reminders: { day: true, shortly: true } });
});

async function invited(...people: readonly (readonly [email: string, language?: Language])[]) {
  const planned = await planEvent(house.ports, jana, plan);
  if (!('ok' in planned)) throw new Error('not planned');
  const invitations: string[] = [];
  for (const [email, language = 'de'] of people) {
    const done = await invite(house.ports, jana, planned.event.id, { email, label: 'Ms B.', language });
    if ('ok' in done) invitations.push(done.invitation.id);
  }
  await publishEvent(house.ports, jana, planned.event.id);
  await send();
  server.received.length = 0;
  return { event: planned.event.id, invitations };
}

async function send() {
  const deliver = createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`), 'Incamera <portal@portal.example>');
  await sendDueMails({ ports: house.ports, terms: { verificationHours: 24 }, deliver, log: () => undefined, stopping: () => false });
}
/** What the two jobs do each minute. */
async function minute() {
  const count = await putOutReminders(house.ports, house.ports.now());
  await send();
  return count;
}
const reached = () => server.received.map(({ to }) => to[0]).sort();
const tokenOf = (invitation: string) => new URL(reminderLink(house.ports, invitation)).hash.slice(1);

test('M3.9 M4.1 whoever is invited is reminded a day and ten minutes before, once each, however often the job runs', async () => {
  const { event } = await invited(['a@mail.example'], ['b@mail.example', 'fr']);
  house.setNow('2026-11-23T08:59:59Z');
  expect(await minute()).toBe(0);
  house.setNow(DAY_BEFORE);
  expect(await minute()).toBe(2);
  expect(await minute()).toBe(0);
  expect(reached()).toEqual(['a@mail.example', 'b@mail.example']);
  expect(await reminderOutlook(house.ports, jana, event)).toEqual({
    sent: { day: 2, shortly: 0 },
    next: { at: Date.parse(SHORTLY), people: 2 },
    off: false,
  });
  house.setNow(SHORTLY);
  await minute();
  house.setNow('2026-11-24T08:59:59Z');
  expect(await minute()).toBe(0);
  house.setNow(START);
  expect(await minute()).toBe(0);
  expect(server.received).toHaveLength(4);
  expect(await reminderOutlook(house.ports, jana, event)).toEqual({ sent: { day: 2, shortly: 2 }, next: null, off: false });
  expect(await eventPage(house.ports, jana, event)).toMatchObject({ invitations: [{ delivery: 'accepted' }, { delivery: 'accepted' }] });
});

test('M3.9 M4.1 a reminder carries time and zone, the link, the code and the way to stop, and no second calendar entry', async () => {
  const { invitations } = await invited(['a@mail.example']);
  house.setNow(DAY_BEFORE);
  await minute();
  const email = server.received[0]?.email;
  const key = await linkAndCode(house.ports, jana, invitations[0] ?? '');
  expect(email?.subject).toBe('Erinnerung: Ihr Termin am Dienstag, 24. November 2026, 10:00 Uhr');
  for (const fact of ['Dienstag, 24. November 2026, 10:00 Uhr (Berlin, MEZ)', 'Jana Krüger', 'Praxis Jana', key?.link ?? '?', key?.code ?? '?'])
    expect(email?.text).toContain(fact);
  expect(email?.text?.match(/https?:\S+/g)).toEqual([key?.link, reminderLink(house.ports, invitations[0] ?? '')]);
  expect(email?.attachments).toEqual([]);
  const headers = new Map(email?.headers.map(({ key: name, value }) => [name, value]));
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('content-language')).toBe('de');
  const rows = await house.db.selectFrom('outbox').selectAll().where('kind', '=', 'reminder').execute();
  expect(email?.messageId).toBe(`<${rows[0]?.id}@portal.example>`);
  expect(JSON.stringify(rows)).not.toMatch(/mail\.example|Krüger|https/);
});

test('M3.9 two jobs at once remind once', async () => {
  await invited(['a@mail.example'], ['b@mail.example'], ['c@mail.example']);
  house.setNow(DAY_BEFORE);
  const counts = await Promise.all(Array.from({ length: 8 }, () => putOutReminders(house.ports, house.ports.now())));
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(3);
  await Promise.all([send(), send()]);
  expect(reached()).toEqual(['a@mail.example', 'b@mail.example', 'c@mail.example']);
});

test('M3.9 the process dies between claim and outbox: nothing is lost and nothing doubled', async () => {
  await invited(['a@mail.example'], ['b@mail.example']);
  house.setNow(DAY_BEFORE);
  const dying = (store: Ports['store']): Ports['store'] => ({
    ...store,
    atomically: (work) => store.atomically((inner) => work(dying(inner))),
    outbox: { ...store.outbox, insert: () => Promise.reject(new Error('connection lost')) },
  });
  await expect(putOutReminders({ ...house.ports, store: dying(house.ports.store) }, house.ports.now())).rejects.toThrow('connection lost');
  expect(await house.db.selectFrom('reminder').selectAll().execute()).toEqual([]);
  expect(await minute()).toBe(2);
  expect(reached()).toEqual(['a@mail.example', 'b@mail.example']);
});

test('M3.9 the process dies after the server accepted: the second mail is the same one to the mailbox', async () => {
  await invited(['a@mail.example']);
  house.setNow(DAY_BEFORE);
  await minute();
  // What a kill leaves behind: an acceptance that was not written down.
  await house.db.updateTable('outbox').set({ state: 'waiting', accepted_at: null }).where('kind', '=', 'reminder').execute();
  house.advance(180_000);
  await minute();
  const ids = server.received.map(({ email }) => email.messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('M3.9 what is no longer true between claim and sending is not sent', async () => {
  const { event, invitations } = await invited(['a@mail.example'], ['b@mail.example'], ['c@mail.example'], ['d@mail.example']);
  const [a = '', b = '', c = ''] = invitations;
  house.setNow(DAY_BEFORE);
  expect(await putOutReminders(house.ports, house.ports.now())).toBe(4);
  await uninvite(house.ports, jana, a);
  await house.db.updateTable('invitation').set({ reply: 'declined' }).where('id', '=', b).execute();
  await changeOwnReminders(house.ports, tokenOf(c), true, '');
  await send();
  expect(reached()).toEqual(['d@mail.example']);
  house.setNow(SHORTLY);
  expect(await putOutReminders(house.ports, house.ports.now())).toBe(1);
  await cancelEvent(house.ports, jana, event);
  server.received.length = 0;
  await send();
  expect(server.received.map(({ email }) => email.subject?.startsWith('Abgesagt'))).toEqual([true, true, true]);
});

test('M3.9 a reminder that would leave when the consultation has begun is dropped, and so is a day’s reminder in the last hour', async () => {
  await invited(['a@mail.example']);
  house.setNow(DAY_BEFORE);
  await putOutReminders(house.ports, house.ports.now());
  house.setNow('2026-11-24T08:00:00Z');
  await minute();
  house.setNow(SHORTLY);
  await putOutReminders(house.ports, house.ports.now());
  house.setNow(START);
  await send();
  expect(server.received).toEqual([]);
});

test('M3.9 after an outage of the night the day’s reminder still comes, once', async () => {
  await invited(['a@mail.example']);
  house.setNow('2026-11-23T22:00:00Z');
  await minute();
  await minute();
  expect(reached()).toEqual(['a@mail.example']);
});

test('M3.9 an event that moves reminds anew of the new start, and no more of the old one', async () => {
  const { event } = await invited(['a@mail.example']);
  house.setNow(DAY_BEFORE);
  await putOutReminders(house.ports, house.ports.now());
  await changeEvent(house.ports, jana, event, { ...plan, localStart: '2026-11-27T15:00' });
  await send();
  expect(server.received.map(({ email }) => email.subject?.slice(0, 9))).toEqual(['Neue Zeit']);
  for (const at of [SHORTLY, START]) {
    house.setNow(at);
    expect(await minute()).toBe(0);
  }
  house.setNow('2026-11-26T14:00:00Z');
  expect(await minute()).toBe(1);
  house.setNow('2026-11-27T13:50:00Z');
  expect(await minute()).toBe(1);
  expect(server.received.slice(1).map(({ email }) => email.subject)).toEqual([
    'Erinnerung: Ihr Termin am Freitag, 27. November 2026, 15:00 Uhr',
    'Ihr Termin beginnt um 15:00 Uhr',
  ]);
  // Moved by a little while: the word of the new time is reminder enough.
  await changeEvent(house.ports, jana, event, { ...plan, localStart: '2026-11-27T15:05' });
  expect(await minute()).toBe(0);
});

test('M3.9 M4.1 invited a few hours or minutes before: no reminder doubles the invitation', async () => {
  house.setNow('2026-11-24T04:00:00Z');
  const { invitations } = await invited(['a@mail.example']);
  expect(await minute()).toBe(0);
  house.setNow(SHORTLY);
  expect(await minute()).toBe(1);
  await house.db.deleteFrom('reminder').execute();
  // Sent again a moment ago.
  house.setNow('2026-11-24T08:45:00Z');
  await resend(house.ports, jana, invitations[0] ?? '');
  house.setNow(SHORTLY);
  expect(await minute()).toBe(0);
});

test('M3.9 a practice switches each reminder, for appointments that are planned already too, and another practice’s choice is its own', async () => {
  const { event } = await invited(['a@mail.example']);
  await changeDefaults(house.ports, other, { ...none, reminders: { day: false, shortly: false } });
  house.setNow(DAY_BEFORE);
  await putOutReminders(house.ports, house.ports.now());
  await changeDefaults(house.ports, jana, { ...none, reminders: { day: false, shortly: false } });
  await send();
  expect(server.received).toEqual([]);
  house.setNow(SHORTLY);
  expect(await minute()).toBe(0);
  expect(await reminderOutlook(house.ports, jana, event)).toMatchObject({ next: null, off: true });
  await changeDefaults(house.ports, jana, { ...none, reminders: { day: false, shortly: true } });
  expect(await minute()).toBe(1);
});

test('M3.9 the link in a reminder stops them for this invitation alone, takes it back, and opens nothing', async () => {
  const { event, invitations } = await invited(['a@mail.example'], ['b@mail.example']);
  const [a = ''] = invitations;
  const token = tokenOf(a);
  expect(await changeOwnReminders(house.ports, token, true, '')).toEqual({ ok: true, stopped: true, startsAt: Date.parse(START), zone: 'Europe/Berlin' });
  expect(await changeOwnReminders(house.ports, token, true, '')).toMatchObject({ ok: true });
  const page = await eventPage(house.ports, jana, event);
  expect(page?.invitations.filter(({ remindersStopped }) => remindersStopped).map(({ id }) => id)).toEqual([a]);
  house.setNow(DAY_BEFORE);
  await minute();
  expect(reached()).toEqual(['b@mail.example']);
  expect(await changeOwnReminders(house.ports, token, false, '')).toMatchObject({ ok: true, stopped: false });
  house.setNow(SHORTLY);
  expect(await minute()).toBe(2);
  const door = (await linkAndCode(house.ports, jana, a))?.link ?? '';
  expect(await lookAtDoor(house.ports, { token }, '')).toEqual({ state: 'unknown' });
  expect(await changeOwnReminders(house.ports, new URL(door).hash.slice(1), true, '')).toEqual({ refused: 'unknown' });
  expect(await lookAtDoor(house.ports, { token: new URL(door).hash.slice(1) }, '')).toMatchObject({ state: 'open' });
});

test('M3.9 a link that was changed by a letter, that is another invitation’s or that was taken back stops nothing', async () => {
  const { invitations } = await invited(['a@mail.example'], ['b@mail.example']);
  const [a = '', b = ''] = invitations;
  const bytes = (id: string) => Buffer.from(tokenOf(id), 'base64url');
  const forged = Buffer.concat([bytes(b).subarray(0, 16), bytes(a).subarray(16)]).toString('base64url');
  for (const token of ['', 'x', forged, `${tokenOf(a)}A`, Buffer.alloc(32).toString('base64url')])
    expect(await changeOwnReminders(house.ports, token, true, '')).toEqual({ refused: 'unknown' });
  await uninvite(house.ports, jana, a);
  expect(await changeOwnReminders(house.ports, tokenOf(a), true, '')).toEqual({ refused: 'unknown' });
  const stopped = await house.db.selectFrom('invitation').select('id').where('reminders_stopped_at', 'is not', null).execute();
  expect(stopped).toEqual([]);
});

test('M3.9 what is under restriction reminds nobody, and goes with its invitation when that goes', async () => {
  const { event, invitations } = await invited(['a@mail.example'], ['b@mail.example']);
  const [a = ''] = invitations;
  await house.db
    .updateTable('invitation')
    .set({ restricted_at: new Date(NOW) })
    .where('id', '=', a)
    .execute();
  house.setNow(DAY_BEFORE);
  await minute();
  expect(reached()).toEqual(['b@mail.example']);
  expect(await house.db.selectFrom('reminder').selectAll().execute()).toHaveLength(1);
  await house.db.deleteFrom('event').where('id', '=', event).execute();
  expect(await house.db.selectFrom('reminder').selectAll().execute()).toEqual([]);
});

test('M3.9 nobody of another practice learns when somebody is reminded', async () => {
  const { event } = await invited(['a@mail.example']);
  expect(await reminderOutlook(house.ports, jana, event)).not.toBeNull();
  for (const session of [other, null]) expect(await reminderOutlook(house.ports, session, event)).toBeNull();
});
