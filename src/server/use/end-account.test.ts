import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { term } from '../../privacy/register.ts';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { dumpOf, holds } from '../jobs/testing.ts';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { signIn } from './accounts.ts';
import { endAccount, endPage } from './end-account.ts';
import { cancelEvent, eventPage, planEvent, publishEvent } from './events.ts';
import { cancelAhead, handOverAhead } from './give-up-events.ts';
import { invite } from './invitations.ts';
import { joinAsNew, memberInvitationToken } from './join-practice.ts';
import { mailOf } from './mails.ts';
import { changeRole, inviteMember, membersPage } from './members.ts';
import { endByNotice, restoreAccount } from './operate-accounts.ts';
import { askReset } from './reset.ts';
import { openSession, type SessionView } from './session.ts';
import type { PracticeRole } from './ports.ts';

const HERE = '203.0.113.9';
const NOW = '2026-11-24T08:00:00Z';
const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-26T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
let house: TestHouse;
let operator: SessionView;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  const { session } = await house.provider('Olga');
  if (!session.account) throw new Error('no account');
  operator = { ...session, membership: null, account: { ...session.account, kind: 'operator' } };
});
afterAll(() => house.close());
beforeEach(() => {
  house.setNow(NOW);
  house.told.length = 0;
});

const idOf = (session: SessionView): string => session.account?.id ?? '';
const erase = () =>
  createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  )(house.ports.now());
const stateOf = async (id: string) => (await house.db.selectFrom('account').select('state').where('id', '=', id).executeTakeFirst())?.state ?? 'erased';

const client = (name: string) => house.client(`${name}@mail.example`, { firstName: name, language: 'fr' });
async function member(owner: SessionView, name: string, role: PracticeRole): Promise<{ readonly session: SessionView; readonly email: string }> {
  const email = `${name}@mail.example`;
  await inviteMember(house.ports, owner, { email, role, language: 'de' });
  const open = await house.ports.store.members.invitations(owner.membership?.practice.id ?? '', house.ports.now());
  const token = await memberInvitationToken(house.ports, open.find((each) => each.email === email)?.id ?? '');
  const joined = await joinAsNew(house.ports, null, token, { firstName: name, lastName: 'Berg', password: PASSWORD, terms: true, termsVersion: '1' }, 'de');
  const session = 'ok' in joined ? await openSession(house.ports, joined.cookie) : null;
  if (!session) throw new Error('did not join');
  return { session, email };
}
async function planned(session: SessionView, email: string): Promise<string> {
  const made = await planEvent(house.ports, session, plan);
  const event = 'ok' in made ? made.event.id : '';
  await invite(house.ports, session, event, { email, label: 'L', language: 'de' });
  await publishEvent(house.ports, session, event);
  return event;
}

describe('M2.7 M10.3 a client ends the own account', () => {
  test('M2.7 the password shows that it is meant; from then on nothing opens, on no device, and a mail tells', async () => {
    const { session, cookie, email } = await client('lena');
    const second = await signIn(house.ports, null, { email, password: PASSWORD }, HERE);
    await askReset(house.ports, email, HERE);
    expect(await endPage(house.ports, session)).toEqual({ kind: 'client', role: null, isLastOwner: false, eventsAhead: 0, heirs: [] });
    expect(await endAccount(house.ports, session, 'not my password', HERE)).toEqual({ refused: 'wrong' });
    expect(await stateOf(idOf(session))).toBe('active');
    // Pressed twice at once, it ends once.
    const both = await Promise.all([1, 2].map(() => endAccount(house.ports, session, PASSWORD, HERE)));
    expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
    expect(await openSession(house.ports, cookie)).toBeNull();
    expect('cookie' in second && (await openSession(house.ports, second.cookie))).toBeNull();
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'wrong' });
    expect(house.told).toContainEqual({ type: 'session-ended', account: idOf(session) });
    const rows = await house.db.selectFrom('outbox').select(['kind', 'id']).where('reference_id', '=', idOf(session)).execute();
    expect(rows.filter(({ kind }) => kind === 'account-ended')).toHaveLength(1);
    const of = (kind: 'account-ended' | 'reset' | 'password-changed') =>
      mailOf(house.ports, { id: 'x', practice: null, kind, reference: idOf(session), attempts: 1 }, { verificationHours: 24 });
    expect(await of('account-ended')).toMatchObject({ to: email, language: 'fr', link: 'https://portal.example/portal/contact' });
    expect([await of('reset'), await of('password-changed')]).toEqual([null, null]);
  });

  test('M10.3 a day later nothing of it is in any table, byte for byte, and not an hour earlier', async () => {
    const { session, email } = await client('mira');
    await house.ports.store.failedLogins.add(email, '203.0.0.0', house.ports.now());
    expect(await endAccount(house.ports, session, PASSWORD, HERE)).toEqual({ ok: true });
    const index = Buffer.from(house.ports.keyring.blindIndex('account.email', 'portal', email)).toString('hex');
    const { email_sealed: sealed } = await house.db.selectFrom('account').select('email_sealed').where('id', '=', idOf(session)).executeTakeFirstOrThrow();
    house.advance(term('account-ended') - 1);
    await erase();
    const before = await dumpOf(house.db);
    expect([before.includes(index), before.includes(sealed.toString('hex')), holds(before, idOf(session))]).toEqual([true, true, true]);
    house.advance(1);
    await erase();
    const after = await dumpOf(house.db);
    expect([after.includes(index), after.includes(sealed.toString('hex'))]).toEqual([false, false]);
    // What stays of them is that it was done, by number, and what the mail server has not taken yet.
    const left = after.split('\n').filter((line) => holds(line, idOf(session)));
    expect(left.filter((line) => !/^public\.(audit|outbox) /.test(line))).toEqual([]);
    expect(left.some((line) => line.startsWith('public.audit '))).toBe(true);
    expect(await house.ports.store.accounts.byEmail(email)).toBeNull();
  });
});

describe('M2.7 a member of a practice ends the own account', () => {
  test('M2.7 the last owner cannot leave the practice alone, also when two owners go at once', async () => {
    const { session: owner } = await house.provider('Ada');
    expect(await endPage(house.ports, owner)).toMatchObject({ role: 'owner', isLastOwner: true });
    expect(await endAccount(house.ports, owner, PASSWORD, HERE)).toEqual({ refused: 'last-owner' });
    const { session: second } = await member(owner, 'bert', 'owner');
    expect(await endPage(house.ports, owner)).toMatchObject({ isLastOwner: false });
    const both = await Promise.all([endAccount(house.ports, owner, PASSWORD, HERE), endAccount(house.ports, second, PASSWORD, HERE)]);
    expect(both).toContainEqual({ ok: true });
    expect(both).toContainEqual({ refused: 'last-owner' });
  });

  test('M2.7 appointments ahead hold the end up; cancelled all at once, everybody invited is told, once', async () => {
    const { session: owner } = await house.provider('Cora');
    const { session: leaving } = await member(owner, 'dora', 'provider');
    const theirs = [await planned(leaving, 'a@mail.example'), await planned(leaving, 'b@mail.example')];
    const draft = await planEvent(house.ports, leaving, plan);
    const others = await planned(owner, 'c@mail.example');
    const gone = await planned(leaving, 'd@mail.example');
    await cancelEvent(house.ports, leaving, gone);
    await house.db.deleteFrom('outbox').execute();
    expect(await endPage(house.ports, leaving)).toMatchObject({ eventsAhead: 3, heirs: [{ account: idOf(owner) }] });
    expect(await endAccount(house.ports, leaving, PASSWORD, HERE)).toEqual({ refused: 'events-ahead' });
    expect(await stateOf(idOf(leaving))).toBe('active');
    house.told.length = 0;
    const both = await Promise.all([cancelAhead(house.ports, leaving), cancelAhead(house.ports, leaving)]);
    expect(both.map((each) => ('ok' in each ? each.cancelled : -1)).sort()).toEqual([0, 3]);
    expect((await house.db.selectFrom('outbox').select('kind').execute()).map(({ kind }) => kind)).toEqual(['cancelled', 'cancelled']);
    expect(house.told.flatMap((each) => (each.type === 'event-changed' ? [each.event] : [])).sort()).toEqual([...theirs].sort());
    const draftId = 'ok' in draft ? draft.event.id : '';
    expect(await eventPage(house.ports, leaving, draftId)).toBeNull();
    expect(await eventPage(house.ports, owner, others)).toMatchObject({ event: { state: 'published' } });
    expect(await endAccount(house.ports, leaving, PASSWORD, HERE)).toEqual({ ok: true });
    expect((await membersPage(house.ports, owner))?.members.map(({ account }) => account)).toEqual([idOf(owner)]);
    expect(await changeRole(house.ports, owner, idOf(leaving), 'owner', null)).toEqual({ refused: 'not-there' });
  });

  test('M2.7 appointments ahead are handed over to a colleague of the own practice, and to nobody else', async () => {
    const { session: owner } = await house.provider('Elsa');
    const { session: stranger } = await house.provider('Fred');
    const { session: leaving } = await member(owner, 'gina', 'provider');
    const { session: helper } = await member(owner, 'hugo', 'assistant');
    const event = await planned(leaving, 'e@mail.example');
    for (const heir of [idOf(stranger), idOf(helper), idOf(leaving), house.ports.newId()])
      expect(await handOverAhead(house.ports, leaving, heir)).toEqual({ refused: 'not-an-heir' });
    expect(await handOverAhead(house.ports, helper, idOf(owner))).toEqual({ refused: 'not-an-heir' });
    expect(await cancelAhead(house.ports, helper)).toEqual({ ok: true, cancelled: 0 });
    // A stranger gives up their own, not these.
    expect(await cancelAhead(house.ports, stranger)).toEqual({ ok: true, cancelled: 0 });
    expect(await handOverAhead(house.ports, leaving, idOf(owner))).toEqual({ ok: true, moved: 1 });
    expect(await eventPage(house.ports, owner, event)).toMatchObject({ event: { owner: idOf(owner), state: 'published' } });
    expect(await endAccount(house.ports, leaving, PASSWORD, HERE)).toEqual({ ok: true });
    expect(await endAccount(house.ports, helper, PASSWORD, HERE)).toEqual({ ok: true });
    house.advance(term('account-ended'));
    await erase();
    expect([await stateOf(idOf(leaving)), await stateOf(idOf(helper)), await stateOf(idOf(owner))]).toEqual(['erased', 'erased', 'active']);
    const lines = await house.db
      .selectFrom('audit')
      .select('deed')
      .where('object_id', 'in', [event, idOf(leaving)])
      .execute();
    expect(lines.map(({ deed }) => deed)).toEqual(expect.arrayContaining(['event.change', 'account.end']));
  });

  test('M2.7 with the account go the appointments that are over, unless they are under restriction', async () => {
    const { session: owner } = await house.provider('Ines');
    const { session: leaving } = await member(owner, 'jens', 'provider');
    const over = await planned(leaving, 'f@mail.example');
    house.setNow('2026-11-26T12:00:00Z');
    await house.db.updateTable('event').set({ restricted_at: house.ports.now() }).where('id', '=', over).execute();
    const again = await signIn(house.ports, null, { email: 'jens@mail.example', password: PASSWORD }, HERE);
    const session = 'cookie' in again ? await openSession(house.ports, again.cookie) : null;
    expect(await endAccount(house.ports, session, PASSWORD, HERE)).toEqual({ ok: true });
    house.advance(term('account-ended'));
    await erase();
    expect(await stateOf(idOf(leaving))).toBe('blocked');
    await house.db.updateTable('event').set({ restricted_at: null }).where('id', '=', over).execute();
    await erase();
    expect(await stateOf(idOf(leaving))).toBe('erased');
    expect(await house.db.selectFrom('event').select('id').where('id', '=', over).execute()).toEqual([]);
  });
});

describe('M2.7 a written notice comes to the operator', () => {
  test('M2.7 the operator ends by the address alone, and undoes it until the erasure', async () => {
    const { session, email } = await client('nora');
    expect(await endByNotice(house.ports, session, email)).toEqual({ refused: 'forbidden' });
    expect(await endByNotice(house.ports, operator, ' ')).toEqual({ refused: 'missing' });
    expect(await endByNotice(house.ports, operator, 'nora')).toEqual({ refused: 'not-an-address' });
    expect(await endByNotice(house.ports, operator, 'nobody@mail.example')).toEqual({ refused: 'unknown' });
    expect(await restoreAccount(house.ports, operator, email)).toEqual({ refused: 'not-ended' });
    expect(await endByNotice(house.ports, operator, ` ${email.toUpperCase()} `)).toEqual({ ok: true });
    expect(await endByNotice(house.ports, operator, email)).toEqual({ refused: 'gone' });
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toEqual({ refused: 'wrong' });
    expect(await restoreAccount(house.ports, session, email)).toEqual({ refused: 'forbidden' });
    const both = await Promise.all([1, 2].map(() => restoreAccount(house.ports, operator, email)));
    expect(both.filter((each) => 'ok' in each)).toHaveLength(1);
    expect(await signIn(house.ports, null, { email, password: PASSWORD }, HERE)).toMatchObject({ ok: true });
    house.advance(2 * term('account-ended'));
    await erase();
    expect(await stateOf(idOf(session))).toBe('active');
    const kinds = await house.db.selectFrom('outbox').select('kind').where('reference_id', '=', idOf(session)).orderBy('created_at').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['account-ended', 'account-restored']));
    expect(JSON.stringify(await house.db.selectFrom('audit').selectAll().execute())).not.toMatch(/nora|mail\.example/);
  });

  test('M2.7 a member who was ended wrongly is back in the practice; an owner alone and an operator are not ended here', async () => {
    const { session: owner, email } = await house.provider('Paul');
    expect(await endByNotice(house.ports, operator, email)).toEqual({ refused: 'last-owner' });
    const { session, email: theirs } = await member(owner, 'rosa', 'provider');
    await planned(session, 'g@mail.example');
    expect(await endByNotice(house.ports, operator, theirs)).toEqual({ refused: 'events-ahead' });
    await cancelAhead(house.ports, session);
    expect(await endByNotice(house.ports, operator, theirs)).toEqual({ ok: true });
    expect(await restoreAccount(house.ports, operator, theirs)).toEqual({ ok: true });
    await erase();
    expect((await membersPage(house.ports, owner))?.members.map(({ role }) => role).sort()).toEqual(['owner', 'provider']);
    await house.db.updateTable('account').set({ kind: 'operator' }).where('id', '=', idOf(operator)).execute();
    expect(await endByNotice(house.ports, operator, 'olga@practice.example')).toEqual({ refused: 'unknown' });
    const asProvider: SessionView = { ...operator, account: operator.account && { ...operator.account, kind: 'provider' } };
    expect(await endAccount(house.ports, asProvider, PASSWORD, HERE)).toEqual({ refused: 'forbidden' });
  });
});
