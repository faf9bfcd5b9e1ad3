import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDeliver } from '../mail/deliver.ts';
import { openMailServer, type MailServerBehaviour, type TestMailServer } from '../mail/testing.ts';
import { smtpTransport } from '../mail/transport.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { cancelEvent, planEvent, publishEvent } from '../use/events.ts';
import { invite, uninvite } from '../use/invitations.ts';
import type { Deliver } from '../use/mail-content.ts';
import type { SessionView } from '../use/session.ts';
import { LEASE_SECONDS, retryAfter, sendDueMails, type MailRun } from './send-mail.ts';

const NOW = '2026-11-24T08:00:00Z';
const plan = { type: 'consultation', title: 'Second talk', localStart: '2026-12-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'group' } as const;

let house: TestHouse;
let jana: SessionView;
let server: TestMailServer;
const logged: string[] = [];
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setNow(NOW);
  logged.length = 0;
  await house.db.deleteFrom('outbox').execute();
  server = await openMailServer();
});
afterEach(() => server.close());

async function restart(behaviour: MailServerBehaviour) {
  await server.close();
  server = await openMailServer({ ...behaviour, port: server.port });
}

function run(change: Partial<MailRun> = {}): MailRun {
  const deliver = createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`), 'Incamera <portal@portal.example>');
  return {
    ports: house.ports,
    terms: { verificationHours: 24 },
    deliver,
    log: (event, { code }) => logged.push(`${event} ${code}`),
    stopping: () => false,
    ...change,
  };
}

async function invited(...emails: string[]) {
  const planned = await planEvent(house.ports, jana, plan);
  if (!('ok' in planned)) throw new Error('not planned');
  const invitations: string[] = [];
  for (const email of emails) {
    const done = await invite(house.ports, jana, planned.event.id, { email, label: 'Ms B.', language: 'de' });
    if ('ok' in done) invitations.push(done.invitation.id);
  }
  await publishEvent(house.ports, jana, planned.event.id);
  return { event: planned.event.id, invitations };
}

const rows = () => house.db.selectFrom('outbox').selectAll().execute();
const states = async () => (await rows()).map(({ state, failure, attempts }) => [state, failure, attempts]);

test('M3.2 M4.1 whoever is invited gets the invitation once, however often the outbox is swept', async () => {
  await invited('a@mail.example', 'b@mail.example', 'c@mail.example', 'd@mail.example', 'e@mail.example');
  await Promise.all([sendDueMails(run()), sendDueMails(run()), sendDueMails(run())]);
  await sendDueMails(run());
  expect(server.received.flatMap(({ to }) => to).sort()).toEqual(['a@mail.example', 'b@mail.example', 'c@mail.example', 'd@mail.example', 'e@mail.example']);
  expect(new Set((await states()).map(String))).toEqual(new Set(['accepted,,1']));
});

test('M3.2 the mail server is down: the mail waits, is tried again, and arrives', async () => {
  await invited('m.becker@mail.example');
  const { port } = server;
  await server.close();
  expect(await sendDueMails(run())).toBe(10);
  expect(await states()).toEqual([['waiting', 'unreachable', 1]]);
  house.advance(9_000);
  expect(await sendDueMails(run())).toBeNull();
  house.advance(1_000);
  expect(await sendDueMails(run())).toBe(30);
  house.advance(30_000);
  server = await openMailServer({ port });
  expect(await sendDueMails(run())).toBeNull();
  expect(server.received.map(({ to }) => to)).toEqual([['m.becker@mail.example']]);
  expect(await states()).toEqual([['accepted', null, 3]]);
  expect(logged).toEqual(['mail-postponed unreachable', 'mail-postponed unreachable']);
});

test('a server that refuses for good ends it, one that refuses for now does not', async () => {
  await invited('gone@mail.example', 'later@mail.example', 'there@mail.example');
  await restart({
    onRecipient: (address) =>
      address.startsWith('gone') ? { code: 550, text: 'no gone@mail.example' } : address.startsWith('later') ? { code: 450, text: 'later' } : null,
  });
  await sendDueMails(run());
  expect((await states()).map(String).sort()).toEqual(['accepted,,1', 'failed,permanent,1', 'waiting,temporary,1']);
});

test('the process dies between claim and acceptance: the mail is not lost, and goes again when the lease is over', async () => {
  await invited('m.becker@mail.example');
  // What a kill leaves behind: a claimed row of which nothing more is heard.
  const never: Deliver = () => new Promise(() => undefined);
  void sendDueMails(run({ deliver: never }));
  await expect.poll(states).toEqual([['waiting', null, 1]]);
  house.advance(LEASE_SECONDS * 1000 - 1);
  await sendDueMails(run());
  expect(server.received).toHaveLength(0);
  house.advance(1);
  await sendDueMails(run());
  expect(server.received).toHaveLength(1);
  expect(await states()).toEqual([['accepted', null, 2]]);
});

test('the process dies after the server accepted: the second mail is the same one to the mailbox', async () => {
  await invited('m.becker@mail.example');
  const { outbox } = house.ports.store;
  const forgetful = { ...house.ports, store: { ...house.ports.store, outbox: { ...outbox, accepted: () => Promise.reject(new Error('connection lost')) } } };
  await expect(sendDueMails(run({ ports: forgetful }))).rejects.toThrow();
  house.advance(LEASE_SECONDS * 1000);
  await sendDueMails(run());
  const ids = server.received.map(({ email }) => email.messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('what is no longer true is not sent', async () => {
  const { event, invitations } = await invited('a@mail.example', 'b@mail.example');
  await uninvite(house.ports, jana, invitations[0] ?? '');
  await sendDueMails(run());
  expect(server.received.map(({ to }) => to)).toEqual([['b@mail.example']]);
  await cancelEvent(house.ports, jana, event);
  house.setNow('2026-12-25T10:00:00Z');
  await sendDueMails(run());
  expect(server.received).toHaveLength(1);
  expect(logged).toEqual([]);
});

test('M4.2 a cancelled event tells those who were told of it', async () => {
  const { event } = await invited('a@mail.example');
  await sendDueMails(run());
  await cancelEvent(house.ports, jana, event);
  await sendDueMails(run());
  expect(server.received.map(({ email }) => email.attachments[0]?.method)).toEqual(['PUBLISH', 'CANCEL']);
  expect(server.received[1]?.email.text).not.toMatch(/https?:/);
});

test('B7 an outbox row holds no address, no name, no text and no server’s words, whatever happened to its mail', async () => {
  await invited('gone@mail.example', 'later@mail.example', 'there@mail.example');
  await restart({
    onRecipient: (address) =>
      address.startsWith('gone') ? { code: 550, text: 'Quota of gone@mail.example' } : address.startsWith('later') ? { code: 450, text: 'greylisted' } : null,
  });
  await sendDueMails(run());
  await sendDueMails(run({ deliver: () => Promise.reject(new Error('gone@mail.example')) }));
  const all = `${JSON.stringify(await rows())}${logged.join()}`;
  for (const secret of ['mail.example', 'Becker', 'Jana', 'Krüger', 'Second', 'Ms B', 'Quota', 'greylisted']) expect(all).not.toContain(secret);
  // The search finds what is there.
  expect(all).toContain('permanent');
  expect(JSON.stringify(server.received.map(({ raw }) => raw))).toContain('there@mail.example');
});

test('a fault in the portal itself is a postponement with a code', async () => {
  await invited('m.becker@mail.example');
  expect(await sendDueMails(run({ deliver: () => Promise.reject(new Error('ENOSPC m.becker@mail.example')) }))).toBe(10);
  expect(await states()).toEqual([['waiting', 'broken', 1]]);
  expect(logged).toEqual(['mail-postponed broken']);
});

test('after three days of trying it is over, and the practice can see it', async () => {
  const { invitations } = await invited('m.becker@mail.example');
  const [invitation = ''] = invitations;
  await server.close();
  const began = house.ports.now().getTime();
  for (let wait = await sendDueMails(run()); wait !== null; wait = await sendDueMails(run())) {
    expect(await house.ports.store.outbox.stateOf([invitation])).toEqual(new Map([[invitation, 'waiting']]));
    house.advance(wait * 1000);
  }
  const hours = (house.ports.now().getTime() - began) / 3_600_000;
  expect(hours).toBeGreaterThan(60);
  expect(hours).toBeLessThanOrEqual(72);
  expect(await house.ports.store.outbox.stateOf([invitation])).toEqual(new Map([[invitation, 'failed']]));
  expect(logged.at(-1)).toBe('mail-failed unreachable');
});

test('waits grow from ten seconds to six hours', () => {
  const waits: number[] = [];
  for (let attempts = 1, wait = retryAfter(1); wait !== null; wait = retryAfter(++attempts)) waits.push(wait);
  expect(waits[0]).toBe(10);
  expect(Math.max(...waits)).toBe(6 * 3600);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(retryAfter(1000)).toBeNull();
});

test('a portal that stops claims nothing more', async () => {
  await invited('m.becker@mail.example');
  await sendDueMails(run({ stopping: () => true }));
  expect(await states()).toEqual([['waiting', null, 0]]);
});
