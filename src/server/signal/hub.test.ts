/** The hub as sockets see it. Longer than most files: one law a test, all over the same few people. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { BURST_MESSAGES, CloseCode, PROTOCOL_VERSION, SUSTAINED_MESSAGES_PER_SECOND } from '../../call/protocol.ts';
import { CREDENTIAL_LIFE_MS } from '../turn/credentials.ts';
import type { Rechecked } from '../use/recheck.ts';
import { issueReceipt, TICKET_LIFE_MS } from '../use/tickets.ts';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import { RECHECK_MS } from './hub.ts';
import { KEEP_ADMITTED_MS, KEEP_HOST_MS } from './room.ts';
import {
  createTestHub,
  guestClaims,
  hostClaims,
  MINUTE_MS,
  newFacts,
  NOON,
  presenceClaims,
  settle,
  type Facts,
  type TestHub,
  type TestPage,
} from './testing.ts';

const TURN = { urls: ['turn:relay.example:3478?transport=udp'], secret: 'geheim' };

/** A host with one guest inside and one who waits. */
async function consultation(): Promise<{
  hub: TestHub;
  facts: Facts;
  host: TestPage;
  inside: TestPage;
  waiting: TestPage;
  receipt: string;
  invitations: [string, string];
}> {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const invitations: [string, string] = [randomUUID(), randomUUID()];
  const host = await hub.page(hostClaims(facts));
  const inside = await hub.page(guestClaims(facts, invitations[0]));
  const waiting = await hub.page(guestClaims(facts, invitations[1]));
  hub.now += 1_000;
  host.say({ type: 'admit', participant: inside.self });
  return { hub, facts, host, inside, waiting, receipt: inside.last('admitted')?.receipt ?? '', invitations };
}

test('M5.3 the host sees who waits and since when, lets one in, and the guest hears of it with a receipt', async () => {
  const { host, inside, waiting, receipt, invitations } = await consultation();
  expect(host.last('welcome')).toMatchObject({ role: 'host', place: 'elected' });
  expect(waiting.last('welcome')).toMatchObject({ role: 'guest', place: 'waiting', since: NOON });
  expect(inside.last('admitted')).toEqual({ type: 'admitted', since: NOON + 1_000, receipt });
  const [event] = host.last('roster')?.events ?? [];
  expect(event?.waiting).toEqual([{ participant: waiting.self, invitation: invitations[1], since: NOON, twice: false, away: false }]);
  expect(event?.inside).toEqual([{ participant: inside.self, invitation: invitations[0], since: NOON + 1_000, twice: false, away: false }]);
  expect(waiting.last('room')).toMatchObject({ host: 'busy', peers: [host.self] });
});

test('a ticket that is foreign, expired or used opens nothing', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const refusal = async (ticket: string) => {
    const page = hub.line();
    page.say({ type: 'hello', version: PROTOCOL_VERSION, ticket });
    await settle();
    return [page.last('refused')?.reason, page.closed];
  };
  const other = createTestHub();
  expect(await refusal(other.ticket(hostClaims(facts)))).toEqual(['ticket-expired', CloseCode.refused]);
  const late = hub.ticket(guestClaims(facts));
  hub.now += TICKET_LIFE_MS;
  expect(await refusal(late)).toEqual(['ticket-expired', CloseCode.refused]);
  const once = hub.ticket(guestClaims(facts));
  expect(await refusal(once)).toEqual([undefined, null]);
  expect(await refusal(once)).toEqual(['ticket-used', CloseCode.refused]);
  // Two at once are not both first.
  const twice = hub.ticket(guestClaims(facts));
  const both = await Promise.all([refusal(twice), refusal(twice)]);
  expect(both.filter(([reason]) => reason === undefined)).toHaveLength(1);
  // Used ones are remembered only until they would expire anyway.
  await hub.pass(TICKET_LIFE_MS);
  expect(hub.hub.inspect().nonces).toBe(0);
  expect(await refusal(once)).toEqual(['ticket-expired', CloseCode.refused]);
});

test('a page of another version is told to reload; whoever does not begin with hello is closed', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const old = hub.line();
  old.say({ type: 'hello', version: PROTOCOL_VERSION + 1, ticket: hub.ticket(guestClaims(facts)) });
  expect(old.closed).toBe(CloseCode.version);
  const rude = hub.line();
  rude.say({ type: 'ping', id: 'a' });
  expect(rude.closed).toBe(CloseCode.malformed);
});

test('what is written otherwise than pages write it arrives all the same', async () => {
  const { inside, host } = await consultation();
  const to = host.self;
  inside.events.message(JSON.stringify({ body: 'turned', id: 'a', to, type: 'relay' }));
  inside.events.message(` { "type" : "relay", "to" : "${to}", "id" : "b", "body" : "with \\u0073paces" } `);
  inside.events.message(`{"type":"ack","id":"c","to":"${to}"}`);
  inside.say({ type: 'ack', to, id: 'd' });
  expect(host.heard.slice(-4)).toEqual([
    { type: 'relay', from: inside.self, id: 'a', body: 'turned' },
    { type: 'relay', from: inside.self, id: 'b', body: 'with spaces' },
    { type: 'ack', from: inside.self, id: 'c' },
    { type: 'ack', from: inside.self, id: 'd' },
  ]);
  expect(inside.closed).toBeNull();
});

test('a burst passes, a flood is cut off, and who was cut off is heard no more', async () => {
  const { inside, host } = await consultation();
  for (let count = 0; count < BURST_MESSAGES; count++) inside.say({ type: 'relay', to: host.self, id: `n${count}`, body: '' });
  expect(inside.closed).toBeNull();
  const before = host.heard.filter((message) => message.type === 'relay').length;
  expect(before).toBe(BURST_MESSAGES);
  inside.say({ type: 'ping', id: 'a' });
  expect(inside.closed).toBe(CloseCode.flood);
  expect(host.last('roster')?.events[0]?.inside).toEqual([expect.objectContaining({ participant: inside.self, away: true })]);
});

test('a line that was cut off says nothing more although its other end does not hang up', async () => {
  const { hub, inside, host } = await consultation();
  inside.events.message('{');
  expect(inside.closed).toBe(CloseCode.malformed);
  hub.now += 60_000;
  const before = host.heard.length;
  inside.say({ type: 'relay', to: host.self, id: 'late', body: 'late' });
  inside.say({ type: 'hello', version: PROTOCOL_VERSION, ticket: 'x' });
  expect(host.heard).toHaveLength(before);
});

test('the rate that is sustained may go on for an hour', async () => {
  const { hub, inside } = await consultation();
  for (let second = 0; second < 3_600; second++) {
    hub.now += 1_000;
    for (let count = 0; count < SUSTAINED_MESSAGES_PER_SECOND; count++) inside.say({ type: 'ping', id: 'a' });
  }
  expect(inside.closed).toBeNull();
});

test('M4.2 the waiting end with the planned end to the second, and who was admitted stays and comes back with the receipt', async () => {
  const { hub, facts, inside, waiting, receipt, invitations } = await consultation();
  hub.now = facts.plannedEnd - 2_000;
  await hub.pass(1_000);
  expect(waiting.closed).toBeNull();
  await hub.pass(1_000);
  expect(waiting.last('over')?.reason).toBe('planned-end');
  expect(waiting.closed).toBe(CloseCode.over);
  expect(inside.closed).toBeNull();
  inside.drop();
  await hub.pass(KEEP_ADMITTED_MS);
  const back = await hub.page(guestClaims(facts, invitations[0]), { receipt });
  expect(back.last('welcome')).toMatchObject({ place: 'admitted', since: NOON + 1_000 });
  const late = await hub.page(guestClaims(facts, invitations[1]));
  expect(late.last('refused')?.reason).toBe('event-over');
});

test('M4.2 a receipt is worth nothing after the host has ended, for another invitation, or changed', async () => {
  const { hub, facts, host, receipt, invitations } = await consultation();
  const place = async (given: string, invitation: string) => (await hub.page(guestClaims(facts, invitation), { receipt: given })).last('welcome')?.place;
  expect(await place(receipt, invitations[0])).toBe('admitted');
  expect(await place(receipt, invitations[1])).toBe('waiting');
  const foreign = issueReceipt(openKeyring(newKeyring()), { event: facts.event, invitation: invitations[1], admittedAt: hub.now, waitingSince: NOON });
  expect(await place(foreign, invitations[1])).toBe('waiting');
  hub.now += 1_000;
  host.say({ type: 'end' });
  await settle();
  expect(facts.hostEndedAt).toBe(hub.now);
  expect(await place(receipt, invitations[0])).toBe('waiting');
});

test('M4.2 the end holds before the database has taken it, and until it does', async () => {
  const { hub, facts, host, receipt, invitations } = await consultation();
  let works = false;
  const asked: string[] = [];
  hub.hostEnded = (event) => {
    asked.push(event);
    if (!works) return Promise.reject(new Error('no database'));
    facts.hostEndedAt = hub.now;
    return Promise.resolve();
  };
  hub.now += 1_000;
  host.say({ type: 'end' });
  await settle();
  const place = async () => (await hub.page(guestClaims(facts, invitations[0]), { receipt })).last('welcome')?.place;
  expect(await place()).toBe('waiting');
  expect(hub.failures).toEqual(['host-ended']);
  works = true;
  await hub.pass(10_000);
  expect(asked).toEqual([facts.event, facts.event]);
  expect(facts.hostEndedAt).not.toBeNull();
  expect(await place()).toBe('waiting');
  await hub.pass(60_000);
  expect(asked).toHaveLength(2);
});

test('M5.3 whom the host took out waits again, although the receipt of the admission was kept', async () => {
  const { hub, facts, host, inside, receipt, invitations } = await consultation();
  host.say({ type: 'remove', participant: inside.self });
  expect(inside.last('over')?.reason).toBe('removed');
  const back = await hub.page(guestClaims(facts, invitations[0]), { receipt, participant: inside.self });
  expect(back.last('welcome')?.place).toBe('waiting');
  hub.now = facts.plannedEnd;
  await hub.pass(1_000);
  expect(back.last('over')?.reason).toBe('planned-end');
});

test('M5.3 the removal outlives the room, and holds before the database has taken it', async () => {
  const { hub, facts, host, inside, waiting, receipt, invitations } = await consultation();
  const [removed] = invitations;
  let works = false;
  const asked: [string, number][] = [];
  hub.guestRemoved = (invitation, at) => {
    asked.push([invitation, at]);
    if (!works) return Promise.reject(new Error('no database'));
    facts.removedAt.set(invitation, at);
    return Promise.resolve();
  };
  hub.now += 1_000;
  const removedAt = hub.now;
  host.say({ type: 'remove', participant: inside.self });
  for (const page of [host, waiting]) page.say({ type: 'leave' });
  expect(hub.hub.inspect().rooms).toBe(0);
  await settle();
  expect(hub.failures).toEqual(['guest-removed']);
  const comeBack = async () => {
    const page = await hub.page(guestClaims(facts, removed), { receipt });
    const answer = page.last('welcome')?.place ?? page.last('refused')?.reason;
    page.say({ type: 'leave' });
    return answer;
  };
  expect(await comeBack()).toBe('waiting');
  works = true;
  await hub.pass(10_000);
  expect(asked).toEqual([
    [removed, removedAt],
    [removed, removedAt],
  ]);
  expect(await comeBack()).toBe('waiting');
  hub.now = facts.plannedEnd;
  expect(await comeBack()).toBe('event-over');
});

test('M4.2 of one invitation on two devices the one that was not taken out stays, also over the planned end', async () => {
  const { hub, facts, host, inside, invitations } = await consultation();
  const second = await hub.page(guestClaims(facts, invitations[0]));
  host.say({ type: 'admit', participant: second.self });
  hub.now += 1_000;
  host.say({ type: 'remove', participant: inside.self });
  hub.now = facts.plannedEnd;
  await hub.pass(RECHECK_MS);
  expect(inside.last('over')?.reason).toBe('removed');
  expect(second.closed).toBeNull();
});

test('B8 a guest who asks for the id of the host, or of another guest, gets neither the place nor the messages', async () => {
  const { hub, facts, host, inside, waiting } = await consultation();
  for (const claimed of [host.self, inside.self]) {
    const thief = await hub.page(guestClaims(facts), { participant: claimed });
    expect(thief.last('refused')?.reason).toBe('ticket-unknown');
    expect(thief.last('welcome')).toBeUndefined();
  }
  expect([host.closed, inside.closed]).toEqual([null, null]);
  waiting.say({ type: 'relay', to: host.self, id: 'a', body: 'offer' });
  expect(host.last('relay')?.body).toBe('offer');
  // Under the same id in another event one is somebody else.
  const elsewhere = hub.add(newFacts());
  const stranger = await hub.page(guestClaims(elsewhere), { participant: host.self });
  expect(stranger.last('welcome')?.place).toBe('waiting');
  expect(host.closed).toBeNull();
  waiting.say({ type: 'relay', to: host.self, id: 'b', body: 'second' });
  expect(host.last('relay')?.body).toBe('second');
  expect(stranger.last('relay')).toBeUndefined();
  stranger.drop();
  expect(host.last('roster')?.events[0]?.inside).toHaveLength(1);
});

test('a page that comes again under its id replaces its own broken line, and keeps its place', async () => {
  const { hub, facts, inside, host, receipt, invitations } = await consultation();
  const again = await hub.page(guestClaims(facts, invitations[0]), { participant: inside.self, receipt });
  expect(inside.closed).toBe(CloseCode.restart);
  expect(again.last('welcome')).toMatchObject({ place: 'admitted', since: NOON + 1_000 });
  expect(host.last('roster')?.events[0]?.inside).toEqual([expect.objectContaining({ participant: inside.self, away: false })]);
  host.say({ type: 'relay', to: inside.self, id: 'a', body: 'answer' });
  expect(again.last('relay')?.body).toBe('answer');
});

test('M4.2 a cancelled event and a revoked invitation end it at once by the bus', async () => {
  const { hub, facts, host, inside, waiting, invitations } = await consultation();
  facts.revoked.add(invitations[0]);
  hub.hub.hear({ type: 'invitation-revoked', event: facts.event, invitation: invitations[0] });
  expect(inside.last('over')?.reason).toBe('revoked');
  expect((await hub.page(guestClaims(facts, invitations[0]))).last('refused')?.reason).toBe('invitation-revoked');
  facts.cancelled = true;
  hub.hub.hear({ type: 'event-changed', event: facts.event, change: 'cancelled', startsAt: facts.startsAt, plannedEnd: facts.plannedEnd });
  for (const page of [host, waiting]) expect([page.last('over')?.reason, page.closed]).toEqual(['cancelled', CloseCode.over]);
  expect((await hub.page(hostClaims(facts))).last('refused')?.reason).toBe('event-cancelled');
  expect(hub.hub.inspect().rooms).toBe(0);
});

test('M4.2 what the bus lost is healed within minutes: a revocation, a cancellation, a moved end', async () => {
  const { hub, facts, host, inside, waiting, invitations } = await consultation();
  facts.revoked.add(invitations[1]);
  facts.plannedEnd += 10 * MINUTE_MS;
  await hub.pass(RECHECK_MS);
  expect(waiting.last('over')?.reason).toBe('revoked');
  expect(inside.last('moved')?.plannedEnd).toBe(facts.plannedEnd);
  expect(inside.last('room')?.plannedEnd).toBe(facts.plannedEnd);
  facts.cancelled = true;
  await hub.pass(RECHECK_MS);
  for (const page of [host, inside]) expect(page.last('over')?.reason).toBe('cancelled');
});

test('a new end that only a newcomer brought along is told to everybody', async () => {
  const { hub, facts, inside, waiting } = await consultation();
  facts.plannedEnd += 10 * MINUTE_MS;
  await hub.page(guestClaims(facts));
  for (const page of [inside, waiting]) expect(page.last('moved')?.plannedEnd).toBe(facts.plannedEnd);
});

test('M4.2 a revocation that comes while a guest is being looked up is not overtaken by the older answer', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const invitation = randomUUID();
  const answers: ((answer: Rechecked) => void)[] = [];
  hub.recheck = () => new Promise((answer) => answers.push(answer));
  const page = await hub.page(guestClaims(facts, invitation));
  hub.hub.hear({ type: 'invitation-revoked', event: facts.event, invitation });
  answers[0]?.({ ok: true, startsAt: facts.startsAt, plannedEnd: facts.plannedEnd, hostEndedAt: null });
  await settle();
  expect(page.last('welcome')).toBeUndefined();
  answers[1]?.({ refused: 'invitation-revoked' });
  await settle();
  expect(page.last('refused')?.reason).toBe('invitation-revoked');
});

test('who signs out is off the line at once, and the ticket still in hand opens nothing; a new session does', async () => {
  const { hub, facts, host, inside } = await consultation();
  const watcher = await hub.page(presenceClaims(facts));
  const inHand = hub.ticket(hostClaims(facts));
  hub.hub.hear({ type: 'session-ended', account: facts.owner });
  expect([host.closed, watcher.closed, inside.closed]).toEqual([CloseCode.restart, CloseCode.restart, null]);
  const page = hub.line();
  page.say({ type: 'hello', version: PROTOCOL_VERSION, ticket: inHand });
  await settle();
  expect(page.last('refused')?.reason).toBe('ticket-expired');
  hub.now += 1;
  expect((await hub.page(hostClaims(facts))).last('welcome')?.place).toBe('elected');
});

test('a database that cannot be asked closes the line as a restart would, and keeps nothing', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  hub.recheck = () => Promise.reject(new Error('no database'));
  const page = await hub.page(hostClaims(facts));
  expect(page.closed).toBe(CloseCode.restart);
  expect(hub.failures).toEqual(['recheck']);
  expect(hub.hub.inspect()).toMatchObject({ rooms: 0, sockets: 0 });
});

test('a line that closes or babbles while it is looked up enters no room', async () => {
  const hub = createTestHub();
  const facts = hub.add(newFacts());
  const answers: ((answer: Rechecked) => void)[] = [];
  hub.recheck = () => new Promise((answer) => answers.push(answer));
  const [gone, babbling] = [await hub.page(guestClaims(facts)), await hub.page(guestClaims(facts))];
  gone.drop();
  for (let count = 0; count < 50; count++) babbling.say({ type: 'ping', id: 'a' });
  expect(babbling.closed).toBe(CloseCode.flood);
  for (const answer of answers) answer({ ok: true, startsAt: facts.startsAt, plannedEnd: facts.plannedEnd, hostEndedAt: null });
  await settle();
  expect(hub.hub.inspect()).toMatchObject({ rooms: 0, sockets: 0 });
});

test('a presence socket sees the queue, commands nothing but preset words, and an assistant not even these', async () => {
  const { hub, facts, waiting, inside } = await consultation();
  const [own, assistant, stranger] = [
    await hub.page(presenceClaims(facts)),
    await hub.page(presenceClaims(facts, true)),
    await hub.page(presenceClaims(newFacts())),
  ];
  for (const page of [own, assistant]) expect(page.last('roster')?.events[0]?.waiting).toEqual([expect.objectContaining({ participant: waiting.self })]);
  expect(stranger.last('roster')?.events).toEqual([]);
  for (const page of [own, assistant, stranger]) {
    page.say({ type: 'admit', participant: waiting.self });
    page.say({ type: 'relay', to: waiting.self, id: 'a', body: 'x' });
    expect(page.last('declined')).toBeDefined();
    expect(page.last('welcome')?.iceServers).toEqual([]);
  }
  expect(waiting.last('admitted')).toBeUndefined();
  assistant.say({ type: 'preset', event: facts.event, preset: 'soon' });
  stranger.say({ type: 'preset', event: facts.event, preset: 'soon' });
  expect(waiting.last('preset')).toBeUndefined();
  own.say({ type: 'preset', event: facts.event, preset: 'soon' });
  expect(waiting.last('preset')?.preset).toBe('soon');
  expect(inside.last('preset')).toBeUndefined();
  // Watchers hear of changes too.
  waiting.say({ type: 'leave' });
  for (const page of [own, assistant]) expect(page.last('roster')?.events[0]?.waiting).toEqual([]);
});

test('M7.7 relay credentials come shortly before the start or with the host, are renewed in time, and are one id a visit', async () => {
  const hub = createTestHub();
  hub.turn = TURN;
  const facts = hub.add({ ...newFacts(), startsAt: NOON + 5 * 60 * MINUTE_MS, plannedEnd: NOON + 6 * 60 * MINUTE_MS });
  const guest = await hub.page(guestClaims(facts));
  expect(guest.last('welcome')?.iceServers).toEqual([]);
  const host = await hub.page(hostClaims(facts));
  const [given] = guest.last('turn')?.iceServers ?? [];
  expect(given?.username).toBe(`${(NOON + CREDENTIAL_LIFE_MS) / 1000}:${guest.self}`);
  expect(host.last('welcome')?.iceServers).toHaveLength(1);
  await hub.pass(CREDENTIAL_LIFE_MS / 2);
  const [renewed] = guest.last('turn')?.iceServers ?? [];
  expect(renewed?.username).toBe(`${(NOON + 1.5 * CREDENTIAL_LIFE_MS) / 1000}:${guest.self}`);
  const soon = hub.add(newFacts());
  expect((await hub.page(guestClaims(soon))).last('welcome')?.iceServers).toHaveLength(1);
});

test('B8 how people may meet before admission: through the relay, on one machine directly, and otherwise not at all', async () => {
  for (const [turn, loopback, preconnection] of [
    [TURN, false, 'relay'],
    [null, true, 'loopback'],
    [null, false, 'none'],
  ] as const) {
    const hub = createTestHub();
    hub.turn = turn;
    hub.loopback = loopback;
    const facts = hub.add(newFacts());
    const [host, guest] = [await hub.page(hostClaims(facts)), await hub.page(guestClaims(facts))];
    expect(guest.last('welcome')?.preconnection).toBe(preconnection);
    guest.say({ type: 'relay', to: host.self, id: 'a', body: 'offer' });
    expect(host.last('relay')?.body).toBe(preconnection === 'none' ? undefined : 'offer');
    host.say({ type: 'admit', participant: guest.self });
    guest.say({ type: 'relay', to: host.self, id: 'b', body: 'later' });
    expect(host.last('relay')?.body).toBe('later');
  }
});

test('a host whose line breaks keeps the place, and a standby device gets it when it is gone for good', async () => {
  const { hub, facts, host, waiting } = await consultation();
  const phone = await hub.page(hostClaims(facts));
  expect(phone.last('welcome')?.place).toBe('standby');
  host.drop();
  expect(waiting.last('room')?.host).toBe('absent');
  await hub.pass(KEEP_HOST_MS);
  expect(phone.last('place')?.place).toBe('elected');
  expect(waiting.last('room')).toMatchObject({ host: 'busy', hostParticipant: phone.self });
});

test('M6.2 M7.10 when the last has left the hub holds no room and no line', async () => {
  const { hub, host, inside, waiting } = await consultation();
  expect(hub.hub.inspect()).toMatchObject({ rooms: 1, sockets: 3 });
  for (const page of [inside, waiting, host]) page.say({ type: 'leave' });
  await settle();
  for (const page of [inside, waiting, host]) expect([page.last('over')?.reason, page.closed]).toEqual(['left', CloseCode.over]);
  expect(hub.hub.inspect()).toMatchObject({ rooms: 0, sockets: 0 });
  await hub.pass(TICKET_LIFE_MS);
  expect(hub.hub.inspect()).toEqual({ rooms: 0, sockets: 0, nonces: 0 });
});

test('M6.2 lines that break instead are forgotten a minute later', async () => {
  const { hub, host, inside, waiting } = await consultation();
  for (const page of [inside, waiting, host]) page.drop();
  expect(hub.hub.inspect().rooms).toBe(1);
  await hub.pass(KEEP_ADMITTED_MS);
  expect(hub.hub.inspect()).toEqual({ rooms: 0, sockets: 0, nonces: 0 });
});

test('two calls do not hear of each other', async () => {
  const { hub, host, inside } = await consultation();
  const other = hub.add(newFacts());
  const [second, guest] = [await hub.page(hostClaims(other)), await hub.page(guestClaims(other))];
  const before = [second.heard.length, guest.heard.length];
  inside.say({ type: 'relay', to: second.self, id: 'a', body: 'x' });
  expect(inside.last('declined')?.reason).toBe('unknown-participant');
  host.say({ type: 'admit', participant: guest.self });
  expect(host.last('declined')?.reason).toBe('unknown-participant');
  host.say({ type: 'preset', event: other.event, preset: 'soon' });
  host.say({ type: 'end' });
  expect([second.heard.length, guest.heard.length]).toEqual(before);
});

test('a stopping server says so to every line', async () => {
  const { hub, host, inside, waiting } = await consultation();
  hub.hub.close();
  for (const page of [host, inside, waiting]) expect(page.closed).toBe(CloseCode.restart);
});
