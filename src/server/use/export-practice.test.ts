import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, openTestHouse, type TestHouse } from '../testing.ts';
import { changeBank } from './contract.ts';
import { changeDefaults } from './defaults.ts';
import { planEvent } from './events.ts';
import { exportPractice } from './export-practice.ts';
import { invite } from './invitations.ts';
import { changePracticeWords, WORDS_FIELDS, type WordsInput } from './practice-words.ts';
import { openSession, type SessionView } from './session.ts';
import { giveTask } from './tasks.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse('2026-11-24T08:00:00Z');
});
afterAll(() => house.close());

const NO_WORDS = Object.fromEntries(WORDS_FIELDS.map((field) => [field, ''])) as WordsInput;
const plan = { type: 'consultation', localStart: '2026-11-24T12:00', zone: 'Europe/Berlin', minutes: 50, size: 'single' } as const;

async function planned(session: SessionView, title: string, owner?: string): Promise<void> {
  const event = await planEvent(house.ports, session, { ...plan, title }, owner);
  if ('ok' in event) await invite(house.ports, session, event.event.id, { email: `${title}@mail.example`, label: `L-${title}`, language: 'de' });
}
async function givesTask(session: SessionView, text: string): Promise<void> {
  const task = {
    id: house.ports.newId(),
    text,
    for: `member:${session.account?.id ?? ''}`,
    email: '',
    label: '',
    due: '',
    remind: false,
    event: '',
    tell: false,
  };
  expect(await giveTask(house.ports, session, task)).toEqual({ ok: true });
}
const jsonOf = async (session: SessionView): Promise<string> => {
  const made = await exportPractice(house.ports, session, PASSWORD, '');
  return 'ok' in made ? made.text : '';
};

test('M3.10 an owner takes along what the practice holds, and of colleagues’ clients only what the practice lets them see', async () => {
  const { ports, db } = house;
  const owner = await house.provider('Jana');
  const { session: colleague } = await house.provider('Kim');
  const { session: stranger } = await house.provider('Otto');
  const practice = owner.session.membership?.practice.id ?? '';
  await db
    .updateTable('member')
    .set({ practice_id: practice, role: 'provider' })
    .where('account_id', '=', colleague.account?.id ?? '')
    .execute();
  const inside = { ...colleague, membership: await ports.store.practices.membershipOf(colleague.account?.id ?? '') };
  await givesTask(owner.session, 'Meine Aufgabe');
  await givesTask(inside, 'Fremdes');
  await planned(owner.session, 'Eigenes');
  await planned(inside, 'Fremdes');
  await planned(stranger, 'Draussen');
  expect(await exportPractice(ports, owner.session, 'falsch', '')).toEqual({ refused: 'wrong' });
  expect(await exportPractice(ports, owner.session, '', '')).toEqual({ refused: 'missing' });
  expect(await exportPractice(ports, inside, PASSWORD, '')).toEqual({ refused: 'forbidden' });

  const closed = await jsonOf(owner.session);
  expect(closed).toContain('L-Eigenes');
  expect(closed).not.toMatch(/Fremdes|Draussen|passwordHash/);
  const taken = JSON.parse(closed) as { events: unknown[]; agreements: { kind: string; version: number; account: string }[]; tasks: { text: string }[] };
  expect(taken.events).toHaveLength(2);
  expect(taken.agreements.map(({ kind, version, account }) => [kind, version, account === owner.session.account?.id]).sort()).toEqual([
    ['agreement', 1, true],
    ['terms-practice', 1, true],
  ]);
  expect(taken.tasks.map(({ text }) => text)).toEqual(['Meine Aufgabe']);
  await changeDefaults(ports, owner.session, {
    minutes: '',
    lead: '',
    termHours: '',
    before: '',
    after: '',
    colleaguesSeeClients: true,
    reminders: { day: true, shortly: true },
  });
  const anew = await openSession(ports, owner.cookie);
  const open = anew ? await jsonOf(anew) : '';
  expect(open).toContain('L-Fremdes');
  expect(open).not.toContain('Draussen');
  const lines = await db.selectFrom('audit').select('object_id').where('deed', '=', 'practice.export').execute();
  expect(lines).toEqual([{ object_id: practice }, { object_id: practice }]);
});

test('M3.10 M10.5 the export is whole: address, contact person, texts, contract and bank details, which lie sealed until then', async () => {
  const { ports } = house;
  await ports.store.settings.set('operator-name', 'Incamera GmbH');
  await ports.store.settings.set('creditor-id', 'DE98ZZZ09999999999');
  const { session } = await house.provider('Lara');
  const bank = { holder: 'Lara Krüger', iban: 'DE89 3704 0044 0532 0130 00', bic: '', mandate: true, password: PASSWORD } as const;
  await changeBank(ports, session, bank, 'de', '');
  await changePracticeWords(ports, session, { ...NO_WORDS, waitingFr: 'Bienvenue', imprintLink: 'lara.example' });
  const all = JSON.parse(await jsonOf(session)) as Record<string, unknown>;
  expect(all).toMatchObject({
    practice: { name: 'Praxis Lara' },
    details: { street: 'Seeweg 3', contactName: 'Jana Krüger', contactEmail: 'post@praxis.example' },
    words: { waiting: { fr: 'Bienvenue', de: null }, imprint: { link: 'https://lara.example/' } },
    contract: { plan: 'trial' },
    mandate: { iban: 'DE89370400440532013000', holder: 'Lara Krüger' },
    members: [{ firstName: 'Lara' }],
  });
});

test('M10.5 the lists are tables, with the same limits as the whole; what looks like a formula is text, and each download leaves a line', async () => {
  const { ports, db } = house;
  const { session } = await house.provider('Mila');
  await planned(session, '=HYPERLINK("https://evil.example")');
  const list = async (form: 'members' | 'events' | 'invitations') => {
    const made = await exportPractice(ports, session, PASSWORD, '', form);
    return 'ok' in made ? made.text.slice(1).split('\r\n') : [];
  };
  expect(await list('members')).toMatchObject([expect.stringContaining('account,name,role'), expect.stringContaining(',Mila Krüger,owner,'), '']);
  const [header, event] = await list('events');
  expect(header).toContain('id,owner,type,title,localStart');
  expect(event).toContain(`,"'=HYPERLINK(""https://evil.example"")",2026-11-24T12:00,`);
  expect(await list('invitations')).toEqual([expect.stringContaining('event,startsAt,email,label'), '']);
  await planned(session, 'Ruhe');
  expect((await list('invitations'))[1]).toContain('Ruhe@mail.example,L-Ruhe,de,planned,none');
  expect(await exportPractice(ports, session, 'falsch', '', 'events')).toEqual({ refused: 'wrong' });
  const practice = session.membership?.practice.id ?? '';
  expect(await db.selectFrom('audit').select('id').where('deed', '=', 'practice.export').where('practice_id', '=', practice).execute()).toHaveLength(4);
});
