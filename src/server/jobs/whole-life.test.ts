/** A practice from its registration to the day on which nothing of it is left: on trial, and paying. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { term } from '../../privacy/register.ts';
import { openEraser } from '../db/erasure.ts';
import { openTestHouse, orderOf, PASSWORD, type TestHouse } from '../testing.ts';
import { endContract } from '../use/end-contract.ts';
import { planEvent, publishEvent } from '../use/events.ts';
import { invite } from '../use/invitations.ts';
import { joinAsNew, memberInvitationToken } from '../use/join-practice.ts';
import { inviteMember } from '../use/members.ts';
import { confirmContract, endContracts } from '../use/operate.ts';
import { registerProvider, type Order } from '../use/register-provider.ts';
import { openSession, type SessionView } from '../use/session.ts';
import { verificationToken, verifyAddress } from '../use/verification.ts';
import { createErase } from './erase.ts';
import { dumpOf, holds } from './testing.ts';

const DAY_MS = 86_400_000;
const HERE = '203.0.113.9';
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-01-07T09:00:00Z');
  // Without a creditor nobody could be debited, and nothing is sold.
  await house.ports.store.settings.set('operator-name', 'Incamera GmbH');
  await house.ports.store.settings.set('creditor-id', 'DE98ZZZ09999999999');
});
afterAll(() => house.close());

/** As the job does it, each minute; here each day at the least. */
async function work(): Promise<void> {
  const now = house.ports.now();
  await endContracts(house.ports, now);
  await createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  )(now);
}
async function live(days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    house.advance(DAY_MS);
    await work();
  }
}

async function founded(order: Partial<Order>): Promise<SessionView> {
  await registerProvider(house.ports, orderOf(order), HERE);
  const account = await house.ports.store.accounts.byEmail(order.email ?? '');
  const verified = await verifyAddress(
    house.ports,
    null,
    { token: await verificationToken(house.ports, account?.id ?? '', 3_600_000), password: PASSWORD },
    HERE,
  );
  const session = 'cookie' in verified ? await openSession(house.ports, verified.cookie) : null;
  if (!session?.membership) throw new Error('not founded');
  return session;
}

const practiceOf = (session: SessionView): string => session.membership?.practice.id ?? '';
const accountsIn = async (practice: string) =>
  (await house.db.selectFrom('member').select('account_id').where('practice_id', '=', practice).execute()).map((row) => row.account_id);

/** A consultation planned, somebody invited to it and somebody to the team. */
async function worksOn(session: SessionView): Promise<void> {
  const localStart = new Date(house.ports.now().getTime() + 20 * DAY_MS).toISOString().slice(0, 16);
  const made = await planEvent(house.ports, session, {
    type: 'consultation',
    title: 'Folgegespräch',
    localStart,
    zone: 'Europe/Berlin',
    minutes: 50,
    size: 'single',
  });
  const event = 'ok' in made ? made.event.id : '';
  await invite(house.ports, session, event, { email: 'klient@mail.example', label: 'Herr Amsel', language: 'de' });
  await publishEvent(house.ports, session, event);
  await inviteMember(house.ports, session, { email: 'helga@mail.example', role: 'assistant', language: 'de' });
  const [invited] = await house.ports.store.members.invitations(practiceOf(session), house.ports.now());
  if (invited)
    await joinAsNew(
      house.ports,
      null,
      await memberInvitationToken(house.ports, invited.id),
      { firstName: 'Helga', lastName: 'Hase', password: PASSWORD, terms: true, termsVersion: '1' },
      'de',
    );
}

/**
 * All that a search can find of them: what stands open in the tables, the keyed hashes by which addresses are found, and every sealed value, by its
 * bytes as they stand there and as what they open to.
 */
async function marksOf(practice: string): Promise<readonly string[]> {
  const { db, ports } = house;
  const accounts = await accountsIn(practice);
  const [people, mandate, invitations, events, row] = await Promise.all([
    db.selectFrom('account').selectAll().where('id', 'in', accounts).execute(),
    db.selectFrom('mandate').selectAll().where('practice_id', '=', practice).executeTakeFirst(),
    db.selectFrom('invitation').selectAll().where('practice_id', '=', practice).execute(),
    db.selectFrom('event').selectAll().where('practice_id', '=', practice).execute(),
    db.selectFrom('practice').selectAll().where('id', '=', practice).executeTakeFirstOrThrow(),
  ]);
  const sealed = [
    ...people.flatMap((each) => [each.email_sealed, each.email_index, each.first_name_sealed, each.last_name_sealed]),
    ...(mandate ? [mandate.holder_sealed, mandate.iban_sealed] : []),
    ...invitations.flatMap((each) => [each.email_sealed, each.email_index, each.label_sealed]),
    ...events.map((each) => each.title_sealed),
    ...[row.contact_name_sealed, row.contact_telephone_sealed, row.contact_email_sealed].flatMap((each) => (each === null ? [] : [each])),
  ].map((each) => each.toString('hex'));
  expect(ports.keyring.open('account.email', 'portal', people[0]?.id ?? '', people[0]?.email_sealed ?? new Uint8Array())).toContain('@');
  return [row.name, row.street ?? '', ...people.map((each) => each.password_hash), ...(mandate ? [mandate.reference] : []), ...sealed];
}
const found = (dump: string, marks: readonly string[]) => marks.filter((mark) => mark === '' || holds(dump, mark));
const PLAIN = ['Folgegespräch', 'Herr Amsel', 'klient@mail.example', 'helga@mail.example', 'DE89370400440532013000', 'Holunder'];

test('M2.7 M10.3 a trial is told of twice, ends, keeps what can be taken along for its term, and then nothing of it is left', { timeout: 60_000 }, async () => {
  const session = await founded({ email: 'quitte@praxis.example', lastName: 'Holunder', practiceName: 'Praxis Quittenbaum', street: 'Quittenweg 9' });
  const practice = practiceOf(session);
  await worksOn(session);
  const marks = await marksOf(practice);
  const planted = await dumpOf(house.db);
  expect(found(planted, marks)).toEqual(marks);
  expect(found(planted, PLAIN)).toEqual([]);
  const told = async () =>
    (
      await house.db
        .selectFrom('outbox')
        .select('kind')
        .where('reference_id', '=', session.account?.id ?? '')
        .orderBy('created_at')
        .execute()
    )
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('trial'));

  await live(22);
  expect(await told()).toEqual([]);
  await live(1);
  expect(await told()).toEqual(['trial-ends']);
  await live(5);
  expect(await told()).toEqual(['trial-ends']);
  await live(1);
  expect(await told()).toEqual(['trial-ends', 'trial-ends-tomorrow']);
  expect((await house.ports.store.practices.byId(practice))?.state).toBe('active');
  await live(1);
  expect((await house.ports.store.practices.byId(practice))?.state).toBe('ended');
  const kept = term('practice-ended') / DAY_MS;
  await live(kept - 1);
  expect((await house.ports.store.practices.byId(practice))?.state).toBe('ended');
  expect(found(await dumpOf(house.db), marks.slice(0, 2))).toEqual(marks.slice(0, 2));
  await live(1);
  const dump = await dumpOf(house.db);
  expect(found(dump, [...marks, ...PLAIN])).toEqual([]);
  expect(await house.ports.store.practices.byId(practice)).toBeNull();
});

test(
  'M2.7 M10.3 a paying practice ends by its owner’s notice; thirty days after the end no name, address or account number is left',
  { timeout: 90_000 },
  async () => {
    const session = await founded({
      plan: 'practice',
      holder: 'Dr. Holunder',
      iban: 'DE89370400440532013000',
      mandate: 'on',
      email: 'mispel@praxis.example',
      lastName: 'Holunder',
      practiceName: 'Praxis Mispelbaum',
      street: 'Mispelweg 4',
    });
    const practice = practiceOf(session);
    const operator: SessionView = { ...session, membership: null, account: session.account && { ...session.account, kind: 'operator' } };
    await confirmContract(house.ports, operator, practice);
    await live(40);
    await worksOn(session);
    const marks = await marksOf(practice);
    expect(found(await dumpOf(house.db), marks)).toEqual(marks);
    expect(await endContract(house.ports, session, PASSWORD, HERE)).toEqual({ ok: true });
    const end = (await house.ports.store.contracts.of(practice))?.endsAt ?? new Date(0);
    const days = Math.ceil((end.getTime() - house.ports.now().getTime()) / DAY_MS);
    expect(days).toBeGreaterThan(27);
    await live(days - 1);
    expect((await house.ports.store.practices.byId(practice))?.state).toBe('active');
    await live(1);
    expect((await house.ports.store.practices.byId(practice))?.state).toBe('ended');
    await live(term('practice-ended') / DAY_MS - 1);
    expect(await house.ports.store.contracts.mandateOf(practice)).toMatchObject({ iban: 'DE89370400440532013000' });
    await live(1);
    const dump = await dumpOf(house.db);
    expect(found(dump, [...marks, ...PLAIN])).toEqual([]);
    // What is left of them is who did what, by number, and what they agreed to, each until its own term is over.
    const left = dump.split('\n').filter((line) => holds(line, practice) || holds(line, session.account?.id ?? '-'));
    expect(left.filter((line) => !/^public\.(audit|outbox|acceptance) /.test(line))).toEqual([]);
    expect(left.some((line) => line.startsWith('public.acceptance '))).toBe(true);
    house.setNow('2030-01-01T00:00:01Z');
    await work();
    const last = await dumpOf(house.db);
    expect(last.split('\n').filter((line) => holds(line, practice) && !line.startsWith('public.outbox '))).toEqual([]);
  },
);
