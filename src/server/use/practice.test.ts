import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, orderOf, type TestHouse } from '../testing.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode } from './invitations.ts';
import { changePractice, practicePage } from './practice.ts';
import { registerProvider } from './register-provider.ts';
import { openSession } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const DETAILS = {
  kind: 'psychotherapy',
  street: 'Seeweg 3',
  postalCode: '14057',
  city: 'Berlin',
  country: 'DE',
  contactName: 'Jana Krüger',
  contactTelephone: '030 23125 010',
  contactEmail: 'post@praxis.example',
} as const;

test('M3.9 the owner says under which name and number the practice is reached, and whoever opens a link sees it, a dead one too', async () => {
  const { ports } = house;
  const { session, cookie } = await house.provider('Jana');
  const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;
  const planned = await planEvent(ports, session, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(ports, session, event, { email: 'a@mail.example', label: 'A', language: 'de' });
  await publishEvent(ports, session, event);
  const opened = await linkAndCode(ports, session, 'ok' in invited ? invited.invitation.id : '');
  const token = new URL(opened?.link ?? '').hash.slice(1);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ practice: { name: 'Praxis Jana', telephone: null } });

  const shown = { name: 'Praxis am See', telephone: '+49 30 1234567' };
  expect(await changePractice(ports, session, { ...DETAILS, name: ' Praxis am See ', telephone: '+49 (0)30 1234567' })).toEqual({
    ok: true,
    values: { ...DETAILS, ...shown },
  });
  expect((await openSession(ports, cookie))?.membership?.practice).toMatchObject(shown);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'open', practice: shown });
  await cancelEvent(ports, session, event);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'cancelled', practice: shown });
  const trail = await house.db.selectFrom('audit').select('object_kind').where('deed', '=', 'practice.change').execute();
  expect(trail).toEqual([{ object_kind: 'practice' }]);

  await changePractice(ports, session, { ...DETAILS, name: 'Praxis am See', telephone: ' ' });
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ practice: { telephone: null } });
});

test('M3.9 faults are told at the field, and nothing is changed; another practice is not touched', async () => {
  const { ports } = house;
  const [{ session, cookie }, other] = [await house.provider('Ida'), await house.provider('Otto')];
  expect(await changePractice(ports, session, { ...DETAILS, name: ' ', telephone: 'call me' })).toEqual({
    refused: 'invalid',
    fields: { name: 'missing', telephone: 'not-a-telephone' },
  });
  expect((await openSession(ports, cookie))?.membership?.practice).toMatchObject({ name: 'Praxis Ida', telephone: null });
  await changePractice(ports, session, { ...DETAILS, name: 'Praxis Ida', telephone: '030 1' });
  expect((await openSession(ports, other.cookie))?.membership?.practice).toMatchObject({ name: 'Praxis Otto', telephone: null });
});

test('M2.4 a number given with the registration is the practice’s', async () => {
  const email = 'mara@praxis.example';
  expect(await registerProvider(house.ports, orderOf({ email, telephone: '030 1234567' }), '')).toEqual({ ok: true });
  const account = await house.ports.store.accounts.byEmail(email);
  expect(await house.ports.store.practices.membershipOf(account?.id ?? '')).toMatchObject({ practice: { telephone: '030 1234567' } });
});

test('M3.9 M2.4 the owner sees and changes what stands in the contract: kind, address and contact person; the latter lie sealed', async () => {
  const { ports, db } = house;
  const [{ session }, { session: other }] = [await house.provider('Lena'), await house.provider('Ole')];
  const practice = session.membership?.practice.id ?? '';
  expect(await practicePage(ports, session)).toEqual({ ...DETAILS, name: 'Praxis Lena', telephone: '' });
  const changed = {
    name: 'Praxis Lena',
    telephone: '',
    kind: 'midwife',
    street: ' Rue du Lac 7 ',
    postalCode: '75011',
    city: 'Paris',
    country: 'FR',
    contactName: 'Zoé Martin',
    contactTelephone: '+33 (0)1 99 00 12 34',
    contactEmail: 'Zoe@Cabinet.EXAMPLE',
  };
  const kept = { ...changed, street: 'Rue du Lac 7', contactTelephone: '+33 1 99 00 12 34', contactEmail: 'Zoe@cabinet.example' };
  expect(await changePractice(ports, session, changed)).toEqual({ ok: true, values: kept });
  expect(await practicePage(ports, session)).toEqual(kept);
  expect(await practicePage(ports, other)).toEqual({ ...DETAILS, name: 'Praxis Ole', telephone: '' });
  const row = await db.selectFrom('practice').selectAll().where('id', '=', practice).executeTakeFirstOrThrow();
  for (const sealed of [row.contact_name_sealed, row.contact_telephone_sealed, row.contact_email_sealed])
    expect(sealed?.toString('latin1')).not.toMatch(/Zo|99 00|cabinet/);
  expect(row.street).toBe('Rue du Lac 7');
});

test('M3.9 each faulty field of the contract is told, and nothing is changed', async () => {
  const { ports } = house;
  const { session } = await house.provider('Paul');
  const before = await practicePage(ports, session);
  const faulty = {
    name: 'Praxis',
    telephone: '',
    kind: 'wizard',
    street: ' ',
    postalCode: '1405',
    city: 'x'.repeat(81),
    country: 'XX',
    contactName: 'a\u202eb',
    contactTelephone: '',
    contactEmail: 'post@praxis',
  };
  expect(await changePractice(ports, session, { ...faulty, country: 'DE' })).toEqual({
    refused: 'invalid',
    fields: {
      kind: 'unknown-choice',
      street: 'missing',
      postalCode: 'not-a-postal-code',
      city: 'too-long',
      contactName: 'control-characters',
      contactTelephone: 'missing',
      contactEmail: 'not-an-address',
    },
  });
  expect(await changePractice(ports, session, faulty)).toMatchObject({ fields: { country: 'unknown-choice' } });
  expect(await practicePage(ports, session)).toEqual(before);
  const { membership } = session;
  if (!membership) throw new Error('no membership');
  for (const role of ['provider', 'assistant'] as const) {
    const member = { ...session, membership: { ...membership, role } };
    expect(await practicePage(ports, member)).toBeNull();
    expect(await changePractice(ports, member, { ...DETAILS, name: 'X', telephone: '' })).toEqual({ refused: 'forbidden' });
  }
});
