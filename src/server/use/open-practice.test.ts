/** What a practice that is not open may do for its clients: nothing new; and what becomes of what was promised. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { guestTicket, lookAtDoor } from './door.ts';
import { cancelEvent, changeEvent, planEvent, publishEvent, removeDraft } from './events.ts';
import { invite, linkAndCode, resend } from './invitations.ts';
import { mailOf } from './mails.ts';
import { endContracts } from './operate.ts';
import type { Practice } from './ports.ts';
import { recheck } from './recheck.ts';
import type { SessionView } from './session.ts';

const NOW = '2026-11-24T08:00:00Z';
const DAY_MS = 86_400_000;
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse(NOW);
});
afterAll(() => house.close());

const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-26T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
const practiceOf = (session: SessionView): string => session.membership?.practice.id ?? '';
async function into(session: SessionView, state: Practice['state']): Promise<void> {
  await house.db
    .updateTable('practice')
    .set({ state, ended_at: state === 'ended' ? house.ports.now() : null })
    .where('id', '=', practiceOf(session))
    .execute();
}
async function draft(session: SessionView, localStart: string = plan.localStart): Promise<string> {
  const planned = await planEvent(house.ports, session, { ...plan, localStart });
  return 'ok' in planned ? planned.event.id : '';
}
const invited = async (session: SessionView, event: string, email = 'g@mail.example'): Promise<string> => {
  const answer = await invite(house.ports, session, event, { email, label: 'G', language: 'fr' });
  return 'ok' in answer ? answer.invitation.id : '';
};
const eventsOf = (session: SessionView) =>
  house.db.selectFrom('event').select(['id', 'state', 'title_sealed']).where('practice_id', '=', practiceOf(session)).orderBy('id').execute();

test('M2.1 M2.7 a practice that waits for its confirmation, or has ended, plans, changes, publishes and invites nothing', async () => {
  const { ports } = house;
  for (const [name, state, refused] of [
    ['Rita', 'requested', 'practice-requested'],
    ['Enno', 'ended', 'practice-ended'],
  ] as const) {
    const { session } = await house.provider(name);
    const [waiting, published] = [await draft(session), await draft(session)];
    await publishEvent(ports, session, published);
    const invitation = await invited(session, published);
    // The page was open before; what its session says is old.
    await into(session, state);
    const before = await eventsOf(session);
    expect(await planEvent(ports, session, plan)).toEqual({ refused });
    expect(await changeEvent(ports, session, waiting, { ...plan, title: 'Other' })).toEqual({ refused });
    expect(await publishEvent(ports, session, waiting)).toEqual({ refused });
    expect(await invite(ports, session, published, { email: 'h@mail.example', label: 'H', language: 'de' })).toEqual({ refused });
    house.advance(61_000);
    expect(await resend(ports, session, invitation)).toEqual({ refused });
    expect(await eventsOf(session)).toEqual(before);
    // Taking back is always possible.
    expect(await removeDraft(ports, session, waiting)).toEqual({ ok: true });
    expect(await cancelEvent(ports, session, published)).toHaveProperty('ok');
    await into(session, 'active');
    expect(await planEvent(ports, session, plan)).toHaveProperty('ok');
  }
  house.setNow(NOW);
});

test('M2.7 M4.2 when a contract ends, what lies ahead is cancelled and everybody invited told once; what is going on goes on', async () => {
  const { ports, db } = house;
  const [{ session }, { session: other }] = [await house.provider('Vera'), await house.provider('Willi')];
  const contract = await ports.store.contracts.of(practiceOf(session));
  const ends = contract?.trialEndsAt ?? new Date(0);
  const local = (at: Date) => at.toISOString().slice(0, 16);
  const at = (ms: number) => local(new Date(ends.getTime() + ms));
  const zone = { ...plan, zone: 'UTC' } as const;
  const make = async (who: SessionView, localStart: string, publish: boolean) => {
    const planned = await planEvent(ports, who, { ...zone, localStart });
    const event = 'ok' in planned ? planned.event.id : '';
    const invitation = await invited(who, event, `${event.slice(0, 8)}@mail.example`);
    if (publish) await publishEvent(ports, who, event);
    return { event, invitation };
  };
  const running = await make(session, at(-20 * 60_000), true);
  const ahead = await make(session, at(3 * DAY_MS), true);
  const unpublished = await make(session, at(3 * DAY_MS), false);
  const elsewhere = await make(other, at(3 * DAY_MS), true);
  const link = await linkAndCode(ports, session, ahead.invitation);
  const token = new URL(link?.link ?? '').hash.slice(1);
  await db
    .updateTable('contract')
    .set({ trial_ends_at: new Date(ends.getTime() + 30 * DAY_MS) })
    .where('practice_id', '=', practiceOf(other))
    .execute();
  await db.deleteFrom('outbox').execute();
  house.told.length = 0;
  house.setNow(ends);

  await Promise.all([endContracts(ports, ends), endContracts(ports, ends)]);
  await endContracts(ports, new Date(ends.getTime() + 60_000));

  const states = new Map((await db.selectFrom('event').select(['id', 'state']).execute()).map((row) => [row.id, row.state]));
  expect([running, ahead, unpublished, elsewhere].map(({ event }) => states.get(event))).toEqual(['published', 'cancelled', 'draft', 'published']);
  const mails = await db.selectFrom('outbox').selectAll().where('kind', 'not like', 'trial-ends%').execute();
  expect(mails.map((row) => [row.kind, row.reference_id])).toEqual([['cancelled', ahead.invitation]]);
  expect(house.told).toMatchObject([{ type: 'event-changed', event: ahead.event, change: 'cancelled' }]);
  const trail = await db.selectFrom('audit').selectAll().where('object_id', '=', ahead.event).where('deed', '=', 'event.cancel').execute();
  expect(trail).toMatchObject([{ actor_id: null, practice_id: practiceOf(session) }]);
  // The mail can still be written: the practice is ended, not gone.
  const [row] = mails;
  const mail =
    row &&
    (await mailOf(ports, { id: row.id, practice: row.practice_id, kind: 'cancelled', reference: row.reference_id, attempts: 1 }, { verificationHours: 24 }));
  expect(mail).toMatchObject({ kind: 'cancelled', language: 'fr', practiceName: 'Praxis Vera', link: null, code: null });
  // The link opens nothing any more; who sits in the running consultation stays.
  expect(await lookAtDoor(ports, { token }, '')).toEqual({ state: 'unknown' });
  expect(await guestTicket(ports, null, ahead.invitation, null, null)).toEqual({ refused: 'signed-out' });
  const who = {
    role: 'guest',
    event: running.event,
    invitation: running.invitation,
    account: session.account?.id ?? '',
    session: null,
    admittedAt: ends.getTime() - 60_000,
    arrives: false,
  } as const;
  expect(await recheck(ports, who)).toMatchObject({ ok: true });
  expect(await recheck(ports, { ...who, event: ahead.event, invitation: ahead.invitation })).toEqual({ refused: 'event-cancelled' });
});

test('M2.7 whoever publishes while the contract ends: the event is cancelled and told of, or was never published', async () => {
  const { ports, db } = house;
  for (const name of ['Xenia', 'Yara', 'Zita']) {
    const { session } = await house.provider(name);
    const ends = (await ports.store.contracts.of(practiceOf(session)))?.trialEndsAt ?? new Date(0);
    const planned = await planEvent(ports, session, { ...plan, zone: 'UTC', localStart: new Date(ends.getTime() + DAY_MS).toISOString().slice(0, 16) });
    const event = 'ok' in planned ? planned.event.id : '';
    const invitation = await invited(session, event);
    const [published] = await Promise.all([publishEvent(ports, session, event), endContracts(ports, ends)]);
    const state = (await db.selectFrom('event').select('state').where('id', '=', event).executeTakeFirst())?.state;
    const mails = (await db.selectFrom('outbox').select('kind').where('reference_id', '=', invitation).execute()).map(({ kind }) => kind);
    if ('ok' in published) expect([state, mails.sort()]).toEqual(['cancelled', ['cancelled', 'invitation']]);
    else expect([published.refused, state, mails]).toEqual(['practice-ended', 'draft', []]);
  }
});
