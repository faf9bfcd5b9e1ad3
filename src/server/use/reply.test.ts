/** What invited people say to an appointment: by their own click, on real rows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, changeEvent, eventPage, planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode, uninvite } from './invitations.ts';
import { ownEvents } from './own-events.ts';
import { replyAtDoor, replyOwn } from './reply.ts';
import { type SessionView } from './session.ts';

let house: TestHouse;
let jana: SessionView;
let otto: SessionView;
let mara: SessionView;
const ADDRESS = '203.0.113.9';
const NOW = '2026-11-24T08:20:00Z';
const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;

beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  otto = (await house.provider('Otto')).session;
  mara = await client('mara@mail.example');
});
afterAll(() => house.close());

const client = async (email: string): Promise<SessionView> => (await house.client(email)).session;

async function invited(email = 'mara@mail.example') {
  const planned = await planEvent(house.ports, jana, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const made = await invite(house.ports, jana, event, { email, label: 'M', language: 'de' });
  await publishEvent(house.ports, jana, event);
  const invitation = 'ok' in made ? made.invitation.id : '';
  const keys = await linkAndCode(house.ports, jana, invitation);
  return { event, invitation, token: keys?.link.split('#')[1] ?? '', code: keys?.code ?? '' };
}
const seen = async (event: string) => (await eventPage(house.ports, jana, event))?.invitations.map(({ reply, repliedAt }) => ({ reply, repliedAt }));
const lines = (id: string) =>
  house.db.selectFrom('audit').select(['deed', 'actor_id']).where('object_id', '=', id).where('deed', '=', 'invitation.reply').execute();

test('M3.1 opening a link says nothing; a click confirms, the practice sees it to the hour, and it is taken back as easily', async () => {
  const { event, invitation, token, code } = await invited();
  expect(await lookAtDoor(house.ports, { token }, ADDRESS)).toMatchObject({ state: 'open', reply: 'none' });
  expect(await seen(event)).toEqual([{ reply: 'none', repliedAt: null }]);
  expect(await replyAtDoor(house.ports, null, { token }, 'confirmed', ADDRESS)).toEqual({ ok: true, reply: 'confirmed' });
  expect(await seen(event)).toEqual([{ reply: 'confirmed', repliedAt: new Date('2026-11-24T08:00:00Z') }]);
  // By code too, and a second press is the same wish.
  await Promise.all([1, 2, 3].map(() => replyAtDoor(house.ports, null, { code }, 'declined', ADDRESS)));
  expect(await seen(event)).toMatchObject([{ reply: 'declined' }]);
  expect(await lines(invitation)).toHaveLength(2);
  // Declining leaves the door as it was.
  expect(await lookAtDoor(house.ports, { token }, ADDRESS)).toMatchObject({ state: 'open', reply: 'declined' });
  await replyAtDoor(house.ports, null, { token }, 'none', ADDRESS);
  expect(await seen(event)).toMatchObject([{ reply: 'none' }]);
});

test('M3.1 a moved appointment is asked about anew', async () => {
  const { event, token } = await invited();
  await replyAtDoor(house.ports, null, { token }, 'confirmed', ADDRESS);
  await changeEvent(house.ports, jana, event, { ...plan, title: 'Another title' });
  expect(await seen(event)).toMatchObject([{ reply: 'confirmed' }]);
  await changeEvent(house.ports, jana, event, { ...plan, localStart: '2026-11-24T11:00' });
  expect(await seen(event)).toEqual([{ reply: 'none', repliedAt: null }]);
});

test('M3.1 M4.2 nothing is said to what is over, cancelled, taken back or guessed, and nothing is stored then', async () => {
  const over = await invited();
  const cancelled = await invited();
  const revoked = await invited();
  await cancelEvent(house.ports, jana, cancelled.event);
  await uninvite(house.ports, jana, revoked.invitation);
  expect(await replyAtDoor(house.ports, null, { token: cancelled.token }, 'declined', ADDRESS)).toEqual({ refused: 'cancelled' });
  expect(await replyAtDoor(house.ports, null, { token: revoked.token }, 'declined', ADDRESS)).toEqual({ refused: 'unknown' });
  expect(await replyAtDoor(house.ports, null, { token: 'x'.repeat(52) }, 'declined', ADDRESS)).toEqual({ refused: 'unknown' });
  house.setNow('2026-11-24T09:50:00Z');
  expect(await replyAtDoor(house.ports, null, { token: over.token }, 'declined', ADDRESS)).toEqual({ refused: 'over' });
  house.setNow(NOW);
  for (const { event } of [over, cancelled, revoked]) expect(await seen(event)).toEqual([{ reply: 'none', repliedAt: null }]);
});

test('M3.1 M4.3 a client answers their own appointments in the account, and nobody else’s', async () => {
  const { event, invitation } = await invited();
  const foreign = await invited('somebody@mail.example');
  expect(await replyOwn(house.ports, mara, invitation, 'declined')).toEqual({ ok: true, reply: 'declined' });
  expect(await seen(event)).toMatchObject([{ reply: 'declined' }]);
  expect((await ownEvents(house.ports, mara))?.find((each) => each.invitation === invitation)).toMatchObject({ reply: 'declined' });
  expect(await lines(invitation)).toEqual([{ deed: 'invitation.reply', actor_id: mara.account?.id }]);
  expect(await replyOwn(house.ports, mara, foreign.invitation, 'declined')).toEqual({ refused: 'unknown' });
  expect(await replyOwn(house.ports, mara, 'not-an-id', 'declined')).toEqual({ refused: 'unknown' });
  for (const session of [jana, otto, null]) expect(await replyOwn(house.ports, session, invitation, 'confirmed')).toEqual({ refused: 'forbidden' });
  expect(await seen(foreign.event)).toMatchObject([{ reply: 'none' }]);
  expect(await lines(foreign.invitation)).toEqual([]);
});

test('M1.4 M3.1 who presses without end is asked to wait', async () => {
  const { event, token } = await invited();
  house.exhaust('reply-invitation');
  expect(await replyAtDoor(house.ports, null, { token }, 'declined', ADDRESS)).toEqual({ refused: 'limited' });
  expect(await seen(event)).toMatchObject([{ reply: 'none' }]);
});
