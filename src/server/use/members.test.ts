import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, openTestHouse, type TestHouse } from '../testing.ts';
import { hostTicket } from './door.ts';
import { eventPage, planEvent, publishEvent } from './events.ts';
import { invite } from './invitations.ts';
import { joinAsNew, joinAsSelf, memberInvitationToken } from './join-practice.ts';
import { changeRole, inviteMember, leavePractice, membersPage, removeMember, resendMemberInvitation, withdrawMemberInvitation } from './members.ts';
import { mailOf } from './mails.ts';
import type { PracticeRole } from './ports.ts';
import { openSession, type SessionView } from './session.ts';

const TERMS = { terms: true, termsVersion: '1' };
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-26T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
const idOf = (session: SessionView): string => session.account?.id ?? '';
const practiceOf = (session: SessionView): string => session.membership?.practice.id ?? '';

async function invitationOf(owner: SessionView, email: string): Promise<string> {
  const open = await house.ports.store.members.invitations(practiceOf(owner), house.ports.now());
  return open.find((each) => each.email === email)?.id ?? '';
}
async function tokenFor(owner: SessionView, email: string, role: PracticeRole): Promise<string> {
  expect(await inviteMember(house.ports, owner, { email, role, language: 'fr' })).toEqual({ ok: true });
  return memberInvitationToken(house.ports, await invitationOf(owner, email));
}
async function member(owner: SessionView, name: string, role: PracticeRole): Promise<SessionView> {
  const token = await tokenFor(owner, `${name}@mail.example`, role);
  const joined = await joinAsNew(house.ports, null, token, { firstName: name, lastName: 'Berg', password: PASSWORD, ...TERMS }, 'de');
  const session = 'ok' in joined ? await openSession(house.ports, joined.cookie) : null;
  if (!session) throw new Error('did not join');
  return session;
}
async function rolesIn(owner: SessionView): Promise<readonly PracticeRole[]> {
  return (await house.ports.store.members.of(practiceOf(owner))).map(({ role }) => role);
}
async function anew(session: SessionView): Promise<SessionView> {
  return { ...session, membership: await house.ports.store.practices.membershipOf(idOf(session)) };
}

test('M3.10 whoever is invited joins once by the link of the newest mail, in the role meant for them', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Ada');
  await inviteMember(ports, owner, { email: 'Neu@Mail.example', role: 'assistant', language: 'fr' });
  const first = await invitationOf(owner, 'Neu@mail.example');
  const mail = await mailOf(ports, { id: 'x', practice: null, kind: 'member-invitation', reference: first, attempts: 1 }, { verificationHours: 24 });
  expect(mail).toMatchObject({ kind: 'member-invitation', to: 'Neu@mail.example', language: 'fr', role: 'assistant', lifeDays: 7, practiceName: 'Praxis Ada' });
  const oldToken = new URL(mail && 'link' in mail ? (mail.link ?? '') : '').hash.slice(1);
  expect(await resendMemberInvitation(ports, owner, first)).toEqual({ ok: true });
  const input = { firstName: 'Noa', lastName: 'Weiss', password: PASSWORD, ...TERMS };
  expect(await joinAsNew(ports, null, oldToken, input, 'de')).toEqual({ refused: 'unknown' });
  const token = await memberInvitationToken(ports, await invitationOf(owner, 'Neu@mail.example'));
  expect(await joinAsNew(ports, null, token, { firstName: ' ', lastName: 'W', password: 'kurz', ...TERMS }, 'de')).toEqual({
    refused: 'invalid',
    fields: { firstName: 'missing', password: 'too-short' },
  });
  house.advance(1_000);
  const both = await Promise.all([joinAsNew(ports, null, token, input, 'de'), joinAsNew(ports, null, token, input, 'de')]);
  expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
  expect(await joinAsNew(ports, null, token, input, 'de')).toEqual({ refused: 'unknown' });
  const page = await membersPage(ports, owner);
  expect(page?.members.map(({ firstName, role, hasSecondFactor }) => ({ firstName, role, hasSecondFactor }))).toEqual([
    { firstName: 'Ada', role: 'owner', hasSecondFactor: false },
    { firstName: 'Noa', role: 'assistant', hasSecondFactor: false },
  ]);
  expect(page?.invitations).toEqual([]);
  expect(await inviteMember(ports, owner, { email: 'neu@mail.example', role: 'owner', language: 'de' })).toEqual({ refused: 'is-member' });
  const stored = JSON.stringify(await house.db.selectFrom('audit').selectAll().where('deed', '=', 'member.manage').execute());
  expect(stored).not.toMatch(/mail\.example|Noa/);
});

test('M3.10 an invitation ends with its term, when it is withdrawn, and for nobody but its address', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Bea');
  const { session: stranger } = await house.provider('Cora');
  const input = { firstName: 'Mia', lastName: 'Weiss', password: PASSWORD, ...TERMS };
  const token = await tokenFor(owner, 'mia@mail.example', 'provider');
  const id = await invitationOf(owner, 'mia@mail.example');
  // Another practice’s owner neither withdraws nor resends it.
  await withdrawMemberInvitation(ports, stranger, id);
  expect(await resendMemberInvitation(ports, stranger, id)).toEqual({ refused: 'not-there' });
  expect(await joinAsSelf(ports, stranger, token, TERMS, 'de')).toEqual({ refused: 'not-yours' });
  expect(await joinAsSelf(ports, null, token, TERMS, 'de')).toEqual({ refused: 'sign-in' });
  await withdrawMemberInvitation(ports, owner, id);
  expect(await joinAsNew(ports, null, token, input, 'de')).toEqual({ refused: 'unknown' });
  const late = await tokenFor(owner, 'mia@mail.example', 'provider');
  house.advance(7 * 24 * 3_600_000);
  expect(await joinAsNew(ports, null, late, input, 'de')).toEqual({ refused: 'unknown' });
  expect((await membersPage(ports, owner))?.invitations).toEqual([]);
  house.setNow('2026-11-24T08:00:00Z');
  const taken = await tokenFor(owner, 'cora@practice.example', 'provider');
  expect(await joinAsNew(ports, null, taken, input, 'de')).toEqual({ refused: 'elsewhere' });
  expect(await joinAsSelf(ports, stranger, taken, TERMS, 'de')).toEqual({ refused: 'elsewhere' });
});

test('M3.10 whoever has an account without a practice joins with it, and into one practice only', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Dora');
  const { session: other } = await house.provider('Emma');
  const leaver = await member(owner, 'fee', 'provider');
  expect(await leavePractice(ports, leaver, null)).toEqual({ ok: true });
  const tokens = [await tokenFor(owner, 'fee@mail.example', 'provider'), await tokenFor(other, 'fee@mail.example', 'owner')];
  expect(await joinAsNew(ports, null, tokens[0] ?? '', { firstName: 'F', lastName: 'B', password: PASSWORD, ...TERMS }, 'de')).toEqual({ refused: 'sign-in' });
  const signedIn = { ...leaver, membership: null };
  const joined = await Promise.all(tokens.map((token) => joinAsSelf(ports, signedIn, token, TERMS, 'de')));
  expect(joined.filter((each) => 'ok' in each)).toHaveLength(1);
  expect(joined).toContainEqual({ refused: 'elsewhere' });
});

test('M3.10 the last owner stays owner, also when two demote each other at once', async () => {
  const { ports } = house;
  const { session: first } = await house.provider('Gesa');
  const second = await member(first, 'hanna', 'owner');
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([changeRole(ports, first, idOf(second), 'provider', null), changeRole(ports, second, idOf(first), 'provider', null)]);
    expect(answers.filter((each) => 'ok' in each)).toHaveLength(1);
    expect([...(await rolesIn(first))].sort()).toEqual(['owner', 'provider']);
    const [winner, loser] = 'ok' in (answers[0] ?? {}) ? [first, second] : [second, first];
    expect(await changeRole(ports, winner, idOf(winner), 'assistant', null)).toEqual({ refused: 'last-owner' });
    expect(await leavePractice(ports, winner, null)).toEqual({ refused: 'last-owner' });
    expect(await removeMember(ports, winner, idOf(winner), null)).toEqual({ refused: 'last-owner' });
    expect(await changeRole(ports, winner, idOf(loser), 'owner', null)).toEqual({ ok: true });
  }
  const both = await Promise.all([leavePractice(ports, first, null), leavePractice(ports, second, null)]);
  expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
});

test('M3.10 who is removed is signed out at once, and events ahead go to whom the owner names', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Ida');
  const { session: stranger } = await house.provider('Jule');
  const leaving = await member(owner, 'kim', 'provider');
  const helper = await member(owner, 'lou', 'assistant');
  const planned = await planEvent(ports, helper, plan, idOf(leaving));
  const event = 'ok' in planned ? planned.event.id : '';
  expect(await removeMember(ports, stranger, idOf(leaving), null)).toEqual({ refused: 'not-there' });
  expect(await removeMember(ports, helper, idOf(leaving), null)).toEqual({ refused: 'forbidden' });
  for (const heir of [null, idOf(helper), idOf(stranger), idOf(leaving)]) {
    expect(await removeMember(ports, owner, idOf(leaving), heir)).toEqual({ refused: 'heir-needed' });
    expect(await changeRole(ports, owner, idOf(leaving), 'assistant', heir)).toEqual({ refused: 'heir-needed' });
  }
  expect(await eventPage(ports, owner, event)).toBeNull();
  house.told.length = 0;
  expect(await removeMember(ports, owner, idOf(leaving), idOf(owner))).toEqual({ ok: true });
  expect(house.told).toEqual([{ type: 'session-ended', account: idOf(leaving) }]);
  expect((await ports.store.sessions.ofAccount(idOf(leaving))).length).toBe(0);
  expect(await eventPage(ports, owner, event)).toMatchObject({ event: { owner: idOf(owner) }, mayHost: true });
  expect(await eventPage(ports, await anew(leaving), event)).toBeNull();
});

test('M3.10 an assistant plans and invites for a provider of the own practice, and gets into no consultation', async () => {
  const { ports } = house;
  const { session: owner } = await house.provider('Mona');
  const { session: stranger } = await house.provider('Nele');
  const helper = await member(owner, 'olga', 'assistant');
  const colleague = await member(owner, 'pia', 'provider');
  for (const not of [idOf(helper), idOf(stranger), undefined]) expect(await planEvent(ports, helper, plan, not)).toEqual({ refused: 'forbidden' });
  expect(await planEvent(ports, colleague, plan, idOf(owner))).toEqual({ refused: 'forbidden' });
  const planned = await planEvent(ports, helper, plan, idOf(owner));
  const event = 'ok' in planned ? planned.event.id : '';
  expect(await invite(ports, helper, event, { email: 'g@mail.example', label: 'G', language: 'de' })).toHaveProperty('ok');
  expect(await publishEvent(ports, helper, event)).toHaveProperty('ok');
  house.setNow('2026-11-26T09:05:00Z');
  expect(await eventPage(ports, helper, event)).toMatchObject({ mayHost: false });
  expect(await hostTicket(ports, helper, event, null)).toEqual({ refused: 'forbidden' });
  expect(await hostTicket(ports, owner, event, null)).toHaveProperty('ok');
  expect(await eventPage(ports, colleague, event)).toBeNull();
  house.setNow('2026-11-24T08:00:00Z');
});
