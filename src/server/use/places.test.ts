/** How many people a plan has room for, asked where one invites and where one joins. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLANS } from '../../rules/plan.ts';
import { PASSWORD, openTestHouse, type TestHouse } from '../testing.ts';
import { joinAsNew, memberInvitationToken } from './join-practice.ts';
import { inviteMember, membersPage, removeMember, resendMemberInvitation, withdrawMemberInvitation } from './members.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const practiceOf = (session: SessionView): string => session.membership?.practice.id ?? '';
const asks = (owner: SessionView, name: string) => inviteMember(house.ports, owner, { email: `${name}@mail.example`, role: 'provider', language: 'de' });
const joins = (token: string) =>
  joinAsNew(house.ports, null, token, { firstName: 'Noa', lastName: 'Weiss', password: PASSWORD, terms: true, termsVersion: '1' }, 'de');
async function onPlan(owner: SessionView, plan: keyof typeof PLANS): Promise<void> {
  await house.db.updateTable('contract').set({ plan }).where('practice_id', '=', practiceOf(owner)).execute();
}
async function tokenOf(owner: SessionView, name: string): Promise<string> {
  const open = await house.ports.store.members.invitations(practiceOf(owner), house.ports.now());
  return memberInvitationToken(house.ports, open.find(({ email }) => email === `${name}@mail.example`)?.id ?? '');
}

test('M3.10 an owner invites as many as the plan has room for; open invitations keep a place, and one replaced keeps its own', async () => {
  const { session: owner } = await house.provider('Ada');
  expect((await membersPage(house.ports, owner))?.places).toEqual({ all: PLANS.trial.members, taken: 1 });
  for (const name of ['a1', 'a2']) expect(await asks(owner, name)).toEqual({ ok: true });
  expect(await asks(owner, 'a3')).toEqual({ refused: 'too-many' });
  expect(await asks(owner, 'A1')).toEqual({ ok: true });
  const page = await membersPage(house.ports, owner);
  expect(page?.places).toEqual({ all: 3, taken: 3 });
  const [first] = page?.invitations ?? [];
  expect(await resendMemberInvitation(house.ports, owner, first?.id ?? '')).toEqual({ ok: true });
  await withdrawMemberInvitation(house.ports, owner, (await membersPage(house.ports, owner))?.invitations[0]?.id ?? '');
  expect(await asks(owner, 'a3')).toEqual({ ok: true });
  // Who works alone invites nobody.
  const { session: alone } = await house.provider('Solveig');
  await onPlan(alone, 'solo');
  expect(await asks(alone, 'b1')).toEqual({ refused: 'too-many' });
  // Who lapsed keeps no place.
  house.advance(8 * 86_400_000);
  expect((await membersPage(house.ports, owner))?.places.taken).toBe(1);
  house.setNow('2026-11-24T08:00:00Z');
});

test('M3.10 two who take an owner’s last place at once: one invitation is sent, and the other refused', async () => {
  const { session: owner } = await house.provider('Bea');
  await asks(owner, 'c1');
  const answers = await Promise.all(['c2', 'c3', 'c4'].map((name) => asks(owner, name)));
  expect(answers.filter((each) => 'ok' in each)).toHaveLength(1);
  expect(answers.filter((each) => 'refused' in each && each.refused === 'too-many')).toHaveLength(2);
});

test('M3.10 of two who join at once with one place left, one is in; the other is told so, and the link works when there is room', async () => {
  const { session: owner } = await house.provider('Cora');
  await onPlan(owner, 'practice');
  for (const name of ['d1', 'd2', 'd3']) await asks(owner, name);
  expect(await joins(await tokenOf(owner, 'd1'))).toHaveProperty('ok');
  // A smaller plan: three places, two of them taken.
  await onPlan(owner, 'trial');
  const tokens = [await tokenOf(owner, 'd2'), await tokenOf(owner, 'd3')];
  const joined = await Promise.all(tokens.map(joins));
  expect(joined.filter((each) => 'ok' in each)).toHaveLength(1);
  expect(joined).toContainEqual({ refused: 'full' });
  const page = await membersPage(house.ports, owner);
  expect(page?.members).toHaveLength(3);
  expect(page?.invitations).toHaveLength(1);
  const loser = 'refused' in (joined[0] ?? {}) ? 0 : 1;
  // Nothing of the refused one was stored, and the link is as it was.
  expect(await house.ports.store.accounts.byEmail(loser === 0 ? 'd2@mail.example' : 'd3@mail.example')).toBeNull();
  const d1 = await house.ports.store.accounts.byEmail('d1@mail.example');
  await removeMember(house.ports, owner, d1?.id ?? '', null);
  expect(await joins(tokens[loser] ?? '')).toHaveProperty('ok');
});

test('M3.10 inviting again while the invited person joins waits for nobody for ever', async () => {
  const { session: owner } = await house.provider('Dora');
  for (let round = 0; round < 4; round++) {
    await onPlan(owner, 'practice');
    const name = `e${round}`;
    await asks(owner, name);
    const token = await tokenOf(owner, name);
    const [joined, asked] = await Promise.all([joins(token), asks(owner, name)]);
    // Whoever was first decides what the other finds.
    expect(['ok' in joined, 'ok' in asked]).toContain(true);
  }
});
