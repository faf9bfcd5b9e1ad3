import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_PHOTO_BYTES, PHOTO_SIDES } from '../../rules/picture.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { lookAtDoor } from './door.ts';
import { planEvent, publishEvent } from './events.ts';
import { invite } from './invitations.ts';
import { linkToken } from './links.ts';
import { pictureFor, setPhoto, withdrawPhoto } from './photo.ts';
import { drawPicture } from './picture.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
let jana: SessionView;
let other: SessionView;
beforeAll(async () => {
  house = await openTestHouse();
  jana = (await house.provider('Jana')).session;
  other = (await house.provider('Otto')).session;
});
afterAll(() => house.close());

const id = (session: SessionView) => session.account?.id ?? '';
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#6a8' } });
const upload = async (consent = true) => setPhoto(house.ports, jana, { consent, bytes: new Uint8Array(await plain(640, 480).jpeg().toBuffer()) });

test('M3.11 a photo is kept as two small squares, upright, without place, camera or time', async () => {
  const exif = { IFD0: { Make: 'SECRETCAM', Copyright: 'Jana' } };
  const turned = new Uint8Array(await plain(600, 300).withMetadata({ orientation: 6 }).withExifMerge(exif).jpeg().toBuffer());
  expect(Buffer.from(turned).includes('SECRETCAM')).toBe(true);
  const drawn = await drawPicture(turned);
  if ('refused' in drawn) throw new Error(drawn.refused);
  for (const size of ['small', 'large'] as const) {
    const { format, width, height, exif: left, orientation } = await sharp(drawn[size]).metadata();
    expect({ format, width, height, left, orientation }).toEqual({
      format: 'webp',
      width: PHOTO_SIDES[size],
      height: PHOTO_SIDES[size],
      left: undefined,
      orientation: undefined,
    });
    expect(Buffer.from(drawn[size]).includes('SECRETCAM')).toBe(false);
  }
});

test('M3.11 what is taken is decided by the content: JPEG, PNG and WebP, nothing else, nothing broken, nothing too big', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const)
    expect(await drawPicture(new Uint8Array(await plain(50, 40)[format]().toBuffer()))).toHaveProperty('ok');
  const gif = new Uint8Array(await plain(50, 40).gif().toBuffer());
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
  const broken = new Uint8Array(await plain(500, 400).jpeg().toBuffer()).slice(0, 700);
  const disguised = new Uint8Array([0xff, 0xd8, 0xff, ...svg]);
  for (const bytes of [gif, svg, broken, disguised, new Uint8Array()]) expect(await drawPicture(bytes)).toEqual({ refused: 'not-a-picture' });
  expect(await drawPicture(new Uint8Array(MAX_PHOTO_BYTES + 1))).toEqual({ refused: 'too-big' });
});

test('M3.11 a small file that would unfold to a huge picture is refused before it does', async () => {
  const bomb = new Uint8Array(await plain(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer());
  expect(bomb.length).toBeLessThan(MAX_PHOTO_BYTES);
  const before = process.memoryUsage().rss;
  for (let time = 0; time < 20; time++) expect(await drawPicture(bomb)).toEqual({ refused: 'too-big' });
  // Unfolded once it takes 243 MB.
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test('M3.11 without consent nothing is stored; with it the moment and the version of the text are', async () => {
  expect(await upload(false)).toEqual({ refused: 'no-consent' });
  expect(await house.ports.store.profiles.photoOf(id(jana))).toBeNull();
  expect(await upload()).toEqual({ ok: true });
  expect(await house.ports.store.profiles.photoOf(id(jana))).toMatchObject({ consentVersion: 1, consentedAt: house.ports.now() });
  const first = await house.ports.store.profiles.stampOf(id(jana));
  await Promise.all([upload(), upload()]);
  expect(await house.ports.store.profiles.stampOf(id(jana))).not.toBe(first);
});

test('M3.11 M10.7 colleagues and guests see it, another practice does not; after withdrawal nobody does', async () => {
  await upload();
  const planned = await planEvent(house.ports, jana, {
    type: 'consultation',
    title: 'Talk',
    localStart: '2026-11-24T10:00',
    zone: 'Europe/Berlin',
    minutes: 50,
    size: 'single',
  });
  const event = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(house.ports, jana, event, { email: 'a@mail.example', label: 'A', language: 'de' });
  await publishEvent(house.ports, jana, event);
  const token = linkToken(house.ports.keyring, { invitation: 'ok' in invited ? invited.invitation.id : '', version: 1, toldStart: house.ports.now() });
  const guestSees = async () => {
    const view = await lookAtDoor(house.ports, { token }, '203.0.113.9');
    return 'provider' in view ? view.provider.photo : undefined;
  };
  expect(await guestSees()).toEqual(expect.any(String));
  expect(await pictureFor(house.ports, jana, id(jana), 'large')).not.toBeNull();
  expect(await pictureFor(house.ports, other, id(jana), 'large')).toBeNull();
  expect(await pictureFor(house.ports, null, id(jana), 'large')).toBeNull();
  // One account is in one practice at a time.
  await house.db.deleteFrom('member').where('account_id', '=', id(other)).execute();
  await house.db
    .insertInto('member')
    .values({ practice_id: jana.membership?.practice.id ?? '', account_id: id(other), role: 'provider', joined_at: house.ports.now() })
    .execute();
  expect(await pictureFor(house.ports, other, id(jana), 'small')).not.toBeNull();

  await Promise.all([withdrawPhoto(house.ports, jana), withdrawPhoto(house.ports, jana)]);
  expect(await house.db.selectFrom('photo').selectAll().execute()).toEqual([]);
  expect(await guestSees()).toBeNull();
  for (const session of [jana, other]) expect(await pictureFor(house.ports, session, id(jana), 'small')).toBeNull();
});

test('M3.11 a photo goes with its account', async () => {
  await upload();
  await house.db.deleteFrom('event').execute();
  await house.db.deleteFrom('account').where('id', '=', id(jana)).execute();
  expect(await house.db.selectFrom('photo').selectAll().execute()).toEqual([]);
});
