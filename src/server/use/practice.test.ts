import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, orderOf, type TestHouse } from '../testing.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode } from './invitations.ts';
import { changePractice } from './practice.ts';
import { registerProvider } from './register-provider.ts';
import { openSession } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

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
  expect(await changePractice(ports, session, { name: ' Praxis am See ', telephone: '+49 (0)30 1234567' })).toEqual({ ok: true, shown });
  expect((await openSession(ports, cookie))?.membership?.practice).toMatchObject(shown);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'open', practice: shown });
  await cancelEvent(ports, session, event);
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ state: 'cancelled', practice: shown });
  const trail = await house.db.selectFrom('audit').select('object_kind').where('deed', '=', 'practice.change').execute();
  expect(trail).toEqual([{ object_kind: 'practice' }]);

  await changePractice(ports, session, { name: 'Praxis am See', telephone: ' ' });
  expect(await lookAtDoor(ports, { token }, '')).toMatchObject({ practice: { telephone: null } });
});

test('M3.9 faults are told at the field, and nothing is changed; another practice is not touched', async () => {
  const { ports } = house;
  const [{ session, cookie }, other] = [await house.provider('Ida'), await house.provider('Otto')];
  expect(await changePractice(ports, session, { name: ' ', telephone: 'call me' })).toEqual({
    refused: 'invalid',
    fields: { name: 'missing', telephone: 'not-a-telephone' },
  });
  expect((await openSession(ports, cookie))?.membership?.practice).toMatchObject({ name: 'Praxis Ida', telephone: null });
  await changePractice(ports, session, { name: 'Praxis Ida', telephone: '030 1' });
  expect((await openSession(ports, other.cookie))?.membership?.practice).toMatchObject({ name: 'Praxis Otto', telephone: null });
});

test('M2.4 a number given with the registration is the practice’s', async () => {
  const email = 'mara@praxis.example';
  expect(await registerProvider(house.ports, orderOf({ email, telephone: '030 1234567' }), '')).toEqual({ ok: true });
  const account = await house.ports.store.accounts.byEmail(email);
  expect(await house.ports.store.practices.membershipOf(account?.id ?? '')).toMatchObject({ practice: { telephone: '030 1234567' } });
});
