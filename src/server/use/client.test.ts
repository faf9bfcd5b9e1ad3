/** Clients' accounts: registering, one's own events, profile and requests. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { answerRequest, askRequest, ownRequests, requestDesk } from './data-requests.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, planEvent, publishEvent } from './events.ts';
import { invite, uninvite } from './invitations.ts';
import { mailOf } from './mails.ts';
import { ownEvents } from './own-events.ts';
import { changeProfile } from './profile.ts';
import { registerClient, type ClientInput } from './register-client.ts';
import { openSession, type SessionView } from './session.ts';
import { verificationToken, verifyAddress } from './verification.ts';

let house: TestHouse;
let jana: SessionView;
let mara: SessionView;
const ADDRESS = '203.0.113.9';
const client = (change: Partial<ClientInput> = {}): ClientInput => ({
  formOfAddress: 'ms',
  title: '',
  firstName: 'Mara',
  lastName: 'Becker',
  language: 'de',
  email: 'mara@mail.example',
  password: PASSWORD,
  terms: true,
  termsVersion: '1',
  shownIn: 'de',
  ...change,
});
const accounts = () => house.db.selectFrom('account').selectAll().where('kind', '=', 'client').execute();

async function signedIn(input: ClientInput): Promise<SessionView> {
  await registerClient(house.ports, input, ADDRESS);
  const account = await house.ports.store.accounts.byEmail(input.email);
  const token = await verificationToken(house.ports, account?.id ?? '', 3_600_000);
  const verified = await verifyAddress(house.ports, null, { token, password: input.password }, ADDRESS);
  const session = 'ok' in verified ? await openSession(house.ports, verified.cookie) : null;
  if (!session) throw new Error('not signed in');
  return session;
}

beforeAll(async () => {
  house = await openTestHouse();
  jana = (await house.provider('Jana')).session;
  mara = await signedIn(client());
});
afterAll(() => house.close());

async function event(email: string, title = 'SECRET TITLE') {
  const plan = { type: 'consultation', title, localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
  const planned = await planEvent(house.ports, jana, plan);
  const id = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(house.ports, jana, id, { email, label: 'SECRET LABEL', language: 'de' });
  await publishEvent(house.ports, jana, id);
  return { id, invitation: 'ok' in invited ? invited.invitation.id : '' };
}

test('M2.3 every fault is told at its field, and nothing is stored', async () => {
  const wrong = client({
    formOfAddress: 'x',
    title: 'T'.repeat(41),
    firstName: '',
    lastName: '\u202e',
    language: 'xx',
    email: 'no',
    password: 'short',
    terms: false,
  });
  const before = await accounts();
  expect(await registerClient(house.ports, wrong, ADDRESS)).toEqual({
    refused: 'invalid',
    fields: {
      formOfAddress: 'unknown-choice',
      title: 'too-long',
      firstName: 'missing',
      lastName: 'control-characters',
      language: 'unknown-language',
      email: 'not-an-address',
      password: 'too-short',
      terms: 'not-accepted',
    },
  });
  expect(await accounts()).toEqual(before);
});

test('M2.2 a known address gets the same answer and keeps its account; one never verified is replaced, with its mail', async () => {
  const before = await accounts();
  expect(await registerClient(house.ports, client({ firstName: 'Mallory' }), ADDRESS)).toEqual({ ok: true });
  expect(await registerClient(house.ports, client({ email: 'jana@practice.example' }), ADDRESS)).toEqual({ ok: true });
  expect(await accounts()).toEqual(before);
  const input = client({ email: 'new@mail.example' });
  await registerClient(house.ports, input, ADDRESS);
  const first = await house.ports.store.accounts.byEmail(input.email);
  await Promise.all([registerClient(house.ports, input, ADDRESS), registerClient(house.ports, input, ADDRESS)]);
  const second = await house.ports.store.accounts.byEmail(input.email);
  expect(second?.id).not.toBe(first?.id);
  expect(await accounts()).toHaveLength(before.length + 1);
  const entry = { id: house.ports.newId(), practice: null, kind: 'verify', attempts: 0 } as const;
  expect(await mailOf(house.ports, { ...entry, reference: first?.id ?? '' }, { verificationHours: 1 })).toBeNull();
  expect(await mailOf(house.ports, { ...entry, reference: second?.id ?? '' }, { verificationHours: 1 })).toMatchObject({ kind: 'verify', to: input.email });
});

test('M4.3 a client sees the events their address was invited to, with the way in and nothing of the practice’s own words', async () => {
  const { id, invitation } = await event('MARA@mail.example');
  await event('somebody@mail.example');
  const seen = await ownEvents(house.ports, mara);
  expect(seen).toEqual([
    {
      startsAt: Date.parse('2026-11-24T09:00:00Z'),
      zone: 'Europe/Berlin',
      minutes: 50,
      size: 'single',
      practice: 'Praxis Jana',
      provider: 'Jana Krüger',
      link: expect.stringMatching(/^\/j#/) as string,
      invitation,
      reply: 'none',
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('SECRET');
  const token = seen?.[0]?.link.slice(3) ?? '';
  expect(await lookAtDoor(house.ports, { token }, ADDRESS)).toMatchObject({ state: 'open', moved: false, invitation });
  expect(await ownEvents(house.ports, jana)).toBeNull();
  expect(await ownEvents(house.ports, null)).toBeNull();
  await uninvite(house.ports, jana, invitation);
  expect(await ownEvents(house.ports, mara)).toEqual([]);
  const second = await event('mara@mail.example');
  expect(await ownEvents(house.ports, mara)).toHaveLength(1);
  await cancelEvent(house.ports, jana, second.id);
  await cancelEvent(house.ports, jana, id);
  expect(await ownEvents(house.ports, mara)).toEqual([]);
  await event('mara@mail.example');
  house.setNow('2026-11-24T09:50:00Z');
  expect(await ownEvents(house.ports, mara)).toEqual([]);
  house.setNow('2026-11-24T08:00:00Z');
});

test('M4.3 after a change of address only what was sent to the new one is found', async () => {
  const eva = await signedIn(client({ email: 'eva@mail.example' }));
  await event('eva@mail.example');
  expect(await ownEvents(house.ports, eva)).toHaveLength(1);
  await house.ports.store.accounts.setEmail(eva.account?.id ?? '', 'eva@new.example');
  expect(await ownEvents(house.ports, eva)).toEqual([]);
});

test('M3.5 a profile is changed with a line in the trail, and a faulty one changes nothing', async () => {
  const input = { formOfAddress: 'neutral', title: ' Dr. ', firstName: ' Marie ', lastName: 'B', language: 'fr' };
  expect(await changeProfile(house.ports, mara, { ...input, firstName: ' ' })).toEqual({ refused: 'invalid', fields: { firstName: 'missing' } });
  expect(await changeProfile(house.ports, null, input)).toEqual({ refused: 'forbidden' });
  const id = mara.account?.id ?? '';
  expect(await house.ports.store.accounts.byId(id)).toMatchObject({ firstName: 'Mara', language: 'de' });
  expect(await changeProfile(house.ports, mara, input)).toHaveProperty('ok');
  expect(await house.ports.store.accounts.byId(id)).toMatchObject({
    title: 'Dr.',
    firstName: 'Marie',
    lastName: 'B',
    language: 'fr',
    formOfAddress: 'neutral',
  });
  const lines = await house.db.selectFrom('audit').select('deed').where('object_id', '=', id).where('object_kind', '=', 'account').execute();
  expect(lines.map(({ deed }) => deed).sort()).toEqual(['account.change', 'client.register']);
});

test('M3.12 M10.8 a request is sealed, has its month, is answered once, and the person is told that it was', async () => {
  const operator: SessionView = { ...mara, account: { id: jana.account?.id ?? '', kind: 'operator', firstName: 'O', lastName: 'P', language: 'de' } };
  expect(await askRequest(house.ports, mara, { kind: '', datum: 'shoe-size', text: ' ' })).toEqual({
    refused: 'invalid',
    fields: { kind: 'missing', datum: 'missing', text: 'missing' },
  });
  expect(await askRequest(house.ports, mara, { kind: 'correct', datum: 'name', text: 'Please PLANTED' })).toEqual({ ok: true });
  const [row] = await house.db.selectFrom('data_request').selectAll().execute();
  expect(row?.text_sealed.includes('PLANTED')).toBe(false);
  expect(await requestDesk(house.ports, mara)).toBeNull();
  expect(await requestDesk(house.ports, operator)).toMatchObject([{ text: 'Please PLANTED', overdue: false, person: { email: 'mara@mail.example' } }]);
  house.setNow('2026-12-25T00:00:00Z');
  expect(await requestDesk(house.ports, operator)).toMatchObject([{ overdue: true, due: new Date('2026-12-24T23:59:59.999Z') }]);
  house.setNow('2026-11-24T08:00:00Z');
  const answer = { id: row?.id ?? '', state: 'refused', text: 'Because' };
  expect(await answerRequest(house.ports, mara, answer)).toEqual({ refused: 'forbidden' });
  expect(await answerRequest(house.ports, operator, { ...answer, text: '' })).toEqual({ refused: 'invalid', text: 'missing' });
  const both = await Promise.all([answerRequest(house.ports, operator, answer), answerRequest(house.ports, operator, { ...answer, state: 'done' })]);
  expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
  const mails = await house.db.selectFrom('outbox').selectAll().where('kind', '=', 'request-answered').execute();
  expect(mails).toHaveLength(1);
  const mail = await mailOf(
    house.ports,
    { id: '', practice: null, kind: 'request-answered', reference: mails[0]?.reference_id ?? '', attempts: 0 },
    { verificationHours: 1 },
  );
  expect(mail).toMatchObject({ to: 'mara@mail.example', link: 'https://portal.example/portal/account/requests' });
  expect(JSON.stringify(mail)).not.toContain('Because');
  expect(await ownRequests(house.ports, mara)).toMatchObject([{ answer: 'Because' }]);
  expect(await ownRequests(house.ports, jana)).toEqual([]);
});

test('M3.12 a flood of requests is refused, also at once', async () => {
  const asked = await Promise.all(Array.from({ length: 12 }, () => askRequest(house.ports, jana, { kind: 'delete', datum: 'title', text: 'x' })));
  expect(asked.filter((each) => 'ok' in each)).toHaveLength(10);
});
