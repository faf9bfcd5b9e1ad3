import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { lookAtDoor } from './door.ts';
import { cancelEvent, planEvent, publishEvent } from './events.ts';
import { invite, linkAndCode, uninvite } from './invitations.ts';
import { changePracticeWords, practiceWords, readNotice, WORDS_FIELDS, type WordsInput } from './practice-words.ts';
import type { SessionView } from './session.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const EMPTY = Object.fromEntries(WORDS_FIELDS.map((field) => [field, ''])) as WordsInput;
const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;

async function invited(session: SessionView): Promise<{ readonly event: string; readonly id: string; readonly token: string; readonly code: string }> {
  const planned = await planEvent(house.ports, session, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const made = await invite(house.ports, session, event, { email: 'a@mail.example', label: 'A', language: 'en' });
  await publishEvent(house.ports, session, event);
  const id = 'ok' in made ? made.invitation.id : '';
  const opened = await linkAndCode(house.ports, session, id);
  return { event, id, token: new URL(opened?.link ?? '').hash.slice(1), code: opened?.code ?? '' };
}

test('M2.5 M3.9 what the owner writes is read by whoever holds a link of the practice, in their language, and by nobody else', async () => {
  const { ports } = house;
  const [{ session: jana }, { session: otto }] = [await house.provider('Jana'), await house.provider('Otto')];
  const [hers, his] = [await invited(jana), await invited(otto)];
  expect(await lookAtDoor(ports, { token: hers.token }, '')).toMatchObject({
    practice: { waiting: null, notices: { privacy: null, imprint: null } },
  });
  const input = {
    ...EMPTY,
    waitingDe: ' Bitte nehmen Sie Platz.\r\n\r\nWir rufen Sie auf. ',
    waitingEn: 'Please take a seat.',
    privacyText: 'Wer wir sind.\n\n<b>Was wir tun.</b>',
    imprintLink: 'praxis-jana.example/impressum',
  };
  expect(await changePracticeWords(ports, jana, input)).toHaveProperty('ok');
  expect(await practiceWords(ports, jana)).toEqual({
    waiting: { de: 'Bitte nehmen Sie Platz.\n\nWir rufen Sie auf.', en: 'Please take a seat.', fr: null },
    privacy: { kind: 'text', text: 'Wer wir sind.\n\n<b>Was wir tun.</b>' },
    imprint: { kind: 'link', link: 'https://praxis-jana.example/impressum' },
  });
  const notices = { privacy: { link: null }, imprint: { link: 'https://praxis-jana.example/impressum' } };
  expect(await lookAtDoor(ports, { token: hers.token }, '')).toMatchObject({ practice: { waiting: { language: 'en', text: 'Please take a seat.' }, notices } });
  // Nothing in French: the practice's language.
  expect(await lookAtDoor(ports, { code: hers.code }, '', 'fr')).toMatchObject({ practice: { waiting: { language: 'de' } } });
  expect(await readNotice(ports, { token: hers.token }, 'privacy', '')).toEqual({ text: 'Wer wir sind.\n\n<b>Was wir tun.</b>', language: 'de' });
  expect(await readNotice(ports, { code: hers.code }, 'privacy', '')).toHaveProperty('text');
  // A link is no text, another practice has said nothing, and no key opens nothing.
  expect(await readNotice(ports, { token: hers.token }, 'imprint', '')).toEqual({ refused: 'unknown' });
  expect(await readNotice(ports, { token: his.token }, 'privacy', '')).toEqual({ refused: 'unknown' });
  expect(await readNotice(ports, { token: `${hers.token}x` }, 'privacy', '')).toEqual({ refused: 'unknown' });
  expect(await practiceWords(ports, otto)).toMatchObject({ privacy: null });
  // A cancelled appointment still says whose it was; an invitation taken back says nothing.
  await cancelEvent(ports, jana, hers.event);
  expect(await readNotice(ports, { token: hers.token }, 'privacy', '')).toHaveProperty('text');
  await uninvite(ports, jana, hers.id);
  expect(await readNotice(ports, { token: hers.token }, 'privacy', '')).toEqual({ refused: 'unknown' });
});

test('M3.9 faults are told at each field, and nothing is changed; who is no owner changes and reads nothing', async () => {
  const { ports } = house;
  const { session } = await house.provider('Mara');
  await changePracticeWords(ports, session, { ...EMPTY, waitingFr: 'Bonjour' });
  const before = await practiceWords(ports, session);
  const faulty = {
    waitingDe: 'x'.repeat(1_001),
    waitingEn: 'a\u0000b',
    waitingFr: 'ok',
    privacyText: 'Text',
    privacyLink: 'https://praxis.example',
    imprintText: '',
    imprintLink: 'http://praxis.example',
  };
  expect(await changePracticeWords(ports, session, faulty)).toEqual({
    refused: 'invalid',
    fields: { waitingDe: 'too-long', waitingEn: 'control-characters', privacyLink: 'both', imprintLink: 'not-a-link' },
  });
  expect(await changePracticeWords(ports, session, { ...EMPTY, privacyText: 'x'.repeat(20_001) })).toMatchObject({ fields: { privacyText: 'too-long' } });
  // As long as may be, counted as it is kept.
  expect(await changePracticeWords(ports, { ...session, membership: null }, EMPTY)).toEqual({ refused: 'forbidden' });
  expect(await practiceWords(ports, session)).toEqual(before);
  expect(await changePracticeWords(ports, session, { ...EMPTY, privacyText: 'x\r\n'.repeat(10_000) })).toHaveProperty('ok');
  const { membership } = session;
  if (!membership) throw new Error('no membership');
  for (const role of ['provider', 'assistant'] as const) {
    const other = { ...session, membership: { ...membership, role } };
    expect(await changePracticeWords(ports, other, EMPTY)).toEqual({ refused: 'forbidden' });
    expect(await practiceWords(ports, other)).toBeNull();
  }
});

test('M2.5 B7 the words lie sealed in the database, leave one line in the trail without content, and go with the practice', async () => {
  const { ports, db } = house;
  const { session } = await house.provider('Nora');
  const practice = session.membership?.practice.id ?? '';
  const content = { ...EMPTY, waitingDe: 'Fragen Sie Schwester Agnes', privacyText: 'Verantwortlich: Nora Berg', imprintLink: 'https://nora.example/' };
  await changePracticeWords(ports, session, content);
  const dump = async () =>
    (await sql<{ row: string }>`select t::text as row from practice_words t where practice_id = ${practice}`.execute(db)).rows[0]?.row ?? '';
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const seen = await dump();
  for (const text of ['Schwester', 'Nora', 'nora.example']) expect([seen.includes(text), seen.includes(hex(text))]).toEqual([false, false]);
  // What was planted would be found.
  await db
    .updateTable('practice_words')
    .set({ waiting_en_sealed: Buffer.from('Schwester') })
    .where('practice_id', '=', practice)
    .execute();
  expect(await dump()).toContain(hex('Schwester'));
  const trail = await db.selectFrom('audit').selectAll().where('deed', '=', 'practice.texts').where('practice_id', '=', practice).execute();
  expect(trail).toMatchObject([{ object_kind: 'practice', object_id: practice, actor_id: session.account?.id }]);
  await db.deleteFrom('event').where('practice_id', '=', practice).execute();
  await db.deleteFrom('practice').where('id', '=', practice).execute();
  expect(await dump()).toBe('');
});
