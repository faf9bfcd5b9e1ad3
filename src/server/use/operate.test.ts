import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, PASSWORD, type TestHouse } from '../testing.ts';
import { endContract } from './end-contract.ts';
import { endContracts, confirmContract, enterNotice, listPractices, practiceSheet, withdrawNotice } from './operate.ts';
import { changeOperatorSettings } from './operator.ts';
import { openSession, type SessionView } from './session.ts';

const HERE = '203.0.113.9';
const DAY_MS = 86_400_000;
let house: TestHouse;
let operator: SessionView;
beforeAll(async () => {
  house = await openTestHouse();
  const { session } = await house.provider('Olga');
  if (!session.account) throw new Error('no account');
  operator = { ...session, membership: null, account: { ...session.account, kind: 'operator' } };
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.db.deleteFrom('outbox').execute();
});

const practiceOf = (session: SessionView): string => session.membership?.practice.id ?? '';
const mails = async () => (await house.db.selectFrom('outbox').select(['kind', 'reference_id']).execute()).map((row) => [row.kind, row.reference_id]);
const contractOf = (session: SessionView) => house.ports.store.contracts.of(practiceOf(session));
/** The test's practices are on trial; this one pays. */
async function paying(name: string): Promise<SessionView> {
  const { session } = await house.provider(name);
  await house.db
    .updateTable('contract')
    .set({ plan: 'solo', trial_ends_at: null, confirmed_at: new Date('2026-11-10T08:00:00Z') })
    .where('practice_id', '=', practiceOf(session))
    .execute();
  return session;
}

test('M2.7 an operator sees practices as parties to a contract, and nothing of their clients', async () => {
  const { session } = await house.provider('Anna');
  const found = await listPractices(house.ports, operator, ' praxis ANNA ');
  expect(found).toMatchObject([{ id: practiceOf(session), state: 'active', members: 1, contract: { plan: 'trial' } }]);
  expect(Object.keys(found?.[0] ?? {}).sort()).toEqual(['city', 'contract', 'createdAt', 'endedAt', 'id', 'kind', 'members', 'name', 'state']);
  expect(await listPractices(house.ports, session, '')).toBeNull();
  expect(await practiceSheet(house.ports, session, practiceOf(session))).toBeNull();
});

test('M2.1 an order that waits is confirmed once, opens the practice and tells its owner', async () => {
  const { session } = await house.provider('Bea');
  await house.db.updateTable('practice').set({ state: 'requested' }).where('id', '=', practiceOf(session)).execute();
  await house.db.updateTable('contract').set({ confirmed_at: null, trial_ends_at: null }).where('practice_id', '=', practiceOf(session)).execute();
  expect(await confirmContract(house.ports, session, practiceOf(session))).toEqual({ refused: 'forbidden' });
  await Promise.all([1, 2, 3].map(() => confirmContract(house.ports, operator, practiceOf(session))));
  expect(await contractOf(session)).toMatchObject({ confirmedBy: operator.account?.id, trialEndsAt: new Date(house.ports.now().getTime() + 30 * DAY_MS) });
  expect((await mails()).filter(([kind]) => kind === 'contract-confirmed')).toEqual([['contract-confirmed', session.account?.id]]);
  expect(await confirmContract(house.ports, operator, house.ports.newId())).toEqual({ refused: 'unknown' });
});

describe('M2.7 the end of a contract', () => {
  test('a written notice ends it with the month of contract after four weeks, or after what the operator set', async () => {
    const session = await paying('Cora');
    const received = new Date('2026-11-20T12:00:00Z');
    expect(await enterNotice(house.ports, operator, practiceOf(session), received)).toEqual({ ok: true });
    expect(await contractOf(session)).toMatchObject({ noticeReceivedAt: received, noticeBy: 'practice', endsAt: new Date('2027-01-10T08:00:00Z') });
    expect(await mails()).toContainEqual(['contract-ends', session.account?.id]);
    await changeOperatorSettings(house.ports, operator, { 'operator-name': 'B', 'notice-period-weeks': '1' });
    await enterNotice(house.ports, operator, practiceOf(session), received);
    expect(await contractOf(session)).toMatchObject({ endsAt: new Date('2026-12-10T08:00:00Z') });
    expect(await enterNotice(house.ports, operator, practiceOf(session), new Date('2026-12-24T12:00:00Z'))).toEqual({ refused: 'in-the-future' });
    expect(await withdrawNotice(house.ports, operator, practiceOf(session))).toEqual({ ok: true });
    expect(await contractOf(session)).toMatchObject({ noticeReceivedAt: null, endsAt: null });
    await house.db.deleteFrom('operator_setting').execute();
  });

  test('the owner ends it with the password; the practice ends on its day, once, and its term runs from there', async () => {
    const session = await paying('Dora');
    expect(await endContract(house.ports, session, 'wrong wrong wrong', HERE)).toEqual({ refused: 'wrong' });
    expect(await endContract(house.ports, session, PASSWORD, HERE)).toEqual({ ok: true });
    const ends = (await contractOf(session))?.endsAt ?? new Date(0);
    const stateOf = async () =>
      (await house.db.selectFrom('practice').select(['state', 'ended_at']).where('id', '=', practiceOf(session)).executeTakeFirst()) ?? null;
    await endContracts(house.ports, new Date(ends.getTime() - 1));
    expect(await stateOf()).toEqual({ state: 'active', ended_at: null });
    await Promise.all([endContracts(house.ports, ends), endContracts(house.ports, ends)]);
    await endContracts(house.ports, new Date(ends.getTime() + DAY_MS));
    expect(await stateOf()).toEqual({ state: 'ended', ended_at: ends });
    // What has ended is not changed any more.
    expect(await withdrawNotice(house.ports, operator, practiceOf(session))).toEqual({ refused: 'unknown' });
    expect(await endContract(house.ports, session, PASSWORD, HERE)).toEqual({ refused: 'unknown' });
  });

  test('a trial is told of a week before and a day before, each once, and ends by itself', async () => {
    const { session, cookie } = await house.provider('Eva');
    const ends = (await contractOf(session))?.trialEndsAt ?? new Date(0);
    const toldOf = async (kind: string) => (await mails()).filter((each) => each[0] === kind && each[1] === session.account?.id).length;
    const told = () => toldOf('trial-ends');
    await endContracts(house.ports, new Date(ends.getTime() - 8 * DAY_MS));
    expect(await told()).toBe(0);
    await Promise.all([1, 2].map(() => endContracts(house.ports, new Date(ends.getTime() - 7 * DAY_MS))));
    await endContracts(house.ports, new Date(ends.getTime() - DAY_MS - 1));
    expect([await told(), await toldOf('trial-ends-tomorrow')]).toEqual([1, 0]);
    await Promise.all([1, 2].map(() => endContracts(house.ports, new Date(ends.getTime() - DAY_MS))));
    await endContracts(house.ports, new Date(ends.getTime() - 1));
    expect([await told(), await toldOf('trial-ends-tomorrow')]).toEqual([1, 1]);
    await endContracts(house.ports, ends);
    expect(await openSession(house.ports, cookie)).toMatchObject({ membership: { practice: { state: 'ended' } } });
  });

  test('who was to hear of the week while the portal stood still hears of the day alone', async () => {
    const { session } = await house.provider('Fee');
    const ends = (await contractOf(session))?.trialEndsAt ?? new Date(0);
    for (const before of [DAY_MS / 2, DAY_MS / 4]) await endContracts(house.ports, new Date(ends.getTime() - before));
    expect((await mails()).flatMap(([kind, owner]) => (owner === session.account?.id && kind?.startsWith('trial') ? [kind] : []))).toEqual([
      'trial-ends-tomorrow',
    ]);
  });

  test('settings that are no numbers are refused at their field', async () => {
    const answer = await changeOperatorSettings(house.ports, operator, {
      'operator-name': 'B',
      'notice-period-weeks': 'four',
      'second-factor-grace-days': '-1',
    });
    expect(answer).toEqual({ refused: 'invalid', fields: { 'notice-period-weeks': 'not-a-number', 'second-factor-grace-days': 'not-a-number' } });
  });
});
