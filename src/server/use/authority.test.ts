/** The table of deeds against the deeds themselves: every kind of person tries everything that asks it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTORS, may, type Actor, type Deed } from '../../rules/authority.ts';
import { openTestHouse, orderOf, type TestHouse } from '../testing.ts';
import { acceptTexts } from './accept.ts';
import { changeBank, contractPage } from './contract.ts';
import { changeDefaults, practiceDefaults } from './defaults.ts';
import { addType, archiveType, changeType, removeType, typesPage } from './event-types.ts';
import { exportPractice } from './export-practice.ts';
import { hostTicket, presenceTicket } from './door.ts';
import { cancelEvent, changeEvent, eventPage, extendEvent, noteHeld, planEvent, publishEvent, removeDraft } from './events.ts';
import { addException, changeWeek, hoursPage, removeException } from './hours.ts';
import { invite, linkAndCode, resend, uninvite } from './invitations.ts';
import { endAccount, endPage } from './end-account.ts';
import { cancelAhead, handOverAhead } from './give-up-events.ts';
import { endByNotice, restoreAccount } from './operate-accounts.ts';
import { addSupplier, changeSupplier, endSupplier, supplierPage } from './suppliers.ts';
import { ownEnd } from './end-contract.ts';
import { confirmContract, enterNotice, listPractices, practiceSheet, withdrawNotice } from './operate.ts';
import { inviteMember, membersPage } from './members.ts';
import { changeOperatorSettings } from './operator.ts';
import { requestDesk, answerRequest, askRequest } from './data-requests.ts';
import { endOwnSessions } from './own-sessions.ts';
import { blockLine, blockNetwork, freeLine, freeNetwork, irregularPage } from './irregular.ts';
import { changeWording, endFeed, makeFeed, ownCalendar } from './own-calendar.ts';
import { ownEvents } from './own-events.ts';
import { withdrawPhoto } from './photo.ts';
import { changeProfile } from './profile.ts';
import { replyOwn } from './reply.ts';
import { changePractice, practicePage } from './practice.ts';
import { giveTask, taskLists, tickTask } from './tasks.ts';
import { changePracticeWords, practiceWords, WORDS_FIELDS, type WordsInput } from './practice-words.ts';
import { trailPage } from './trail.ts';
import type { SessionView } from './session.ts';
import { visitStatistics } from './visits.ts';
import { dropDraft, publishText, saveDraft, textList, textSheet } from './write-texts.ts';

const NOW = '2026-11-24T08:00:00Z';
const STARTED = '2026-11-24T09:30:00Z';
const plan = { type: 'consultation', title: 'Talk', localStart: '2026-11-24T10:00', zone: 'Europe/Berlin', minutes: 50, size: 'group' } as const;

/** Decided by what one holds – a password, a link, a ticket – and not by who one is, or for a page that shows nothing of others. */
type NotAsked =
  | 'practice.register'
  | 'client.register'
  | 'account.sign-in'
  | 'account.overview'
  | 'waiting-room.enter'
  | 'waiting-room.tell'
  | 'turn.use'
  | 'operator.set-up';
type Asked = Exclude<Deed, NotAsked>;

let house: TestHouse;
let jana: SessionView;
let other: SessionView;
beforeAll(async () => {
  house = await openTestHouse(NOW);
  jana = (await house.provider('Jana')).session;
  other = (await house.provider('Otto')).session;
});
afterAll(() => house.close());

function sessionOf(actor: Actor): SessionView {
  const { account, membership } = jana;
  const second = other.account;
  if (!account || !membership || !second) throw new Error('no membership');
  const without = { ...other, membership: null };
  switch (actor) {
    case 'nobody':
      return { ...without, account: null, grants: [] };
    case 'guest':
      return { ...without, account: null, grants: [{ invitation: house.ports.newId(), version: 1 }] };
    case 'client':
      return { ...without, account: { ...second, kind: 'client' } };
    case 'operator':
      return { ...without, account: { ...second, kind: 'operator' } };
    case 'assistant':
      return { ...other, membership: { ...membership, role: 'assistant' } };
    case 'colleague':
      return { ...other, membership: { ...membership, role: 'provider' } };
    case 'stranger':
      return other;
    case 'provider':
      return { ...jana, membership: { ...membership, role: 'provider' } };
    case 'owner':
      return { ...jana, membership: { ...membership, role: 'owner' } };
  }
}

async function draft(): Promise<{ readonly event: string; readonly invitation: string }> {
  const planned = await planEvent(house.ports, jana, plan);
  const event = 'ok' in planned ? planned.event.id : '';
  const invited = await invite(house.ports, jana, event, { email: 'a@mail.example', label: 'A', language: 'de' });
  return { event, invitation: 'ok' in invited ? invited.invitation.id : '' };
}
async function published(): Promise<{ readonly event: string; readonly invitation: string }> {
  const made = await draft();
  await publishEvent(house.ports, jana, made.event);
  return made;
}
const NOTHING_WRITTEN = { de: { body: '', changed: '' }, en: { body: '', changed: '' }, fr: { body: '', changed: '' } };
const done = (answer: object): boolean => 'ok' in answer;
/** Refused for another reason than who asks. */
const heard = (answer: object): boolean => !('refused' in answer && answer.refused === 'forbidden');
const hosting = { role: 'hosting', name: 'Rechenhaus', address: 'Weg 1', country: 'DE', since: '2026-11-01' } as const;

const ATTEMPTS: Record<Asked, (session: SessionView) => Promise<readonly boolean[]>> = {
  'practice.change': async (session) => [
    done(await changePractice(house.ports, session, { ...orderOf(), name: 'Praxis', telephone: '' })),
    (await practicePage(house.ports, session)) !== null,
  ],
  'contract.read': async (session) => [(await contractPage(house.ports, session)) !== null],
  // The wrong password is told only to who may do it at all.
  'contract.change': async (session) => [
    await changeBank(house.ports, session, { holder: 'J', iban: 'DE89370400440532013000', bic: '', mandate: true, password: 'x' }, 'de', '').then(
      (answer) => !('refused' in answer && answer.refused === 'forbidden'),
    ),
  ],
  'practice.defaults': async (session) => [
    done(
      await changeDefaults(house.ports, session, {
        minutes: '',
        lead: '',
        termHours: '',
        before: '',
        after: '',
        colleaguesSeeClients: false,
        reminders: { day: true, shortly: true },
      }),
    ),
    (await practiceDefaults(house.ports, session)) !== null,
  ],
  'practice.texts': async (session) => [
    done(await changePracticeWords(house.ports, session, Object.fromEntries(WORDS_FIELDS.map((field) => [field, ''])) as WordsInput)),
    (await practiceWords(house.ports, session)) !== null,
  ],
  // The wrong password is told only to who may do it at all.
  'practice.export': async (session) => [
    await exportPractice(house.ports, session, '', '').then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
  ],
  'event-type.manage': async (session) => {
    const input = { name: `T ${house.ports.newId()}`, minutes: '', size: 'single', colour: 'blue', before: '', after: '' };
    // One's own practice's; another's is the subject of event-types.test.ts.
    const added = await addType(house.ports, session, input);
    const id = 'ok' in added ? added.id : house.ports.newId();
    return [
      (await typesPage(house.ports, session)) !== null,
      done(added),
      done(await changeType(house.ports, session, id, input)),
      done(await archiveType(house.ports, session, id, true)),
      done(await removeType(house.ports, session, id)),
    ];
  },
  'hours.change': async (session) => [
    (await hoursPage(house.ports, session, 'self')) !== null,
    done(await changeWeek(house.ports, session, 'self', [])),
    await addException(house.ports, session, 'self', { firstDay: '', lastDay: '', hours: '' }).then(
      (answer) => !('refused' in answer && answer.refused === 'forbidden'),
    ),
    done(await removeException(house.ports, session, 'self', house.ports.newId())),
  ],
  'trail.read': async (session) => [(await trailPage(house.ports, session, { month: '2026-11', actor: null, page: 0 })) !== null],
  'member.read': async (session) => [(await membersPage(house.ports, session)) !== null],
  'member.manage': async (session) => [
    done(await inviteMember(house.ports, session, { email: `${house.ports.newId()}@mail.example`, role: 'assistant', language: 'de' })),
  ],
  // Who leads nothing plans for somebody.
  'event.plan': async (session) => [
    done(await planEvent(house.ports, session, plan, session.membership?.role === 'assistant' ? jana.account?.id : session.account?.id)),
  ],
  'event.read': async (session) => [(await eventPage(house.ports, session, (await published()).event)) !== null],
  'event.change': async (session) => [done(await changeEvent(house.ports, session, (await published()).event, { ...plan, title: 'Other' }))],
  'event.publish': async (session) => [done(await publishEvent(house.ports, session, (await draft()).event))],
  'event.cancel': async (session) => [
    done(await cancelEvent(house.ports, session, (await published()).event)),
    done(await removeDraft(house.ports, session, (await draft()).event)),
  ],
  'event.extend': async (session) => [done(await extendEvent(house.ports, session, (await published()).event, 5))],
  'event.note-held': async (session) => {
    const { event } = await published();
    house.setNow(STARTED);
    const noted = done(await noteHeld(house.ports, session, event, 'held'));
    house.setNow(NOW);
    return [noted];
  },
  'invitation.send': async (session) => {
    const { event, invitation } = await published();
    return [
      done(await invite(house.ports, session, event, { email: 'b@mail.example', label: 'B', language: 'de' })),
      done(await resend(house.ports, session, invitation)),
    ];
  },
  'invitation.copy': async (session) => [(await linkAndCode(house.ports, session, (await published()).invitation)) !== null],
  'invitation.revoke': async (session) => [done(await uninvite(house.ports, session, (await published()).invitation))],
  'waiting-room.watch': async (session) => [done(await presenceTicket(house.ports, session))],
  'consultation.host': async (session) => [done(await hostTicket(house.ports, session, (await published()).event, null))],
  'account.change': async (session) => [
    done(await endOwnSessions(house.ports, session, 'others')),
    await acceptTexts(house.ports, session, {}, 'de').then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
    done(await changeProfile(house.ports, session, { formOfAddress: '', title: '', firstName: 'J', lastName: 'K', language: 'de' })),
    done(await withdrawPhoto(house.ports, session)),
    await askRequest(house.ports, session, { kind: 'delete', datum: 'title', text: 'x' }).then(
      (answer) => !('refused' in answer && answer.refused === 'forbidden'),
    ),
  ],
  'contract.end': async (session) => {
    const asked = (await ownEnd(house.ports, session)) !== null;
    return [asked];
  },
  'operator.practices': async (session) => [
    (await listPractices(house.ports, session, '')) !== null,
    (await practiceSheet(house.ports, session, jana.membership?.practice.id ?? '')) !== null,
    done(await confirmContract(house.ports, session, jana.membership?.practice.id ?? '')),
  ],
  'operator.terminate': async (session) => {
    const practice = jana.membership?.practice.id ?? '';
    return [
      done(await enterNotice(house.ports, session, practice, house.ports.now())),
      done(await withdrawNotice(house.ports, session, practice)),
      heard(await endByNotice(house.ports, session, 'nobody@mail.example')),
      heard(await restoreAccount(house.ports, session, 'nobody@mail.example')),
    ];
  },
  'task.give': async (session) => [
    await giveTask(house.ports, session, {
      id: house.ports.newId(),
      text: 'x',
      for: `member:${session.account?.id ?? ''}`,
      email: '',
      label: '',
      due: '',
      remind: false,
      event: '',
      tell: false,
    }).then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
  ],
  'task.read': async (session) => [(await taskLists(house.ports, session)) !== null],
  'task.tick': async (session) => [
    await tickTask(house.ports, session, house.ports.newId(), true).then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
  ],
  'invitation.reply': async (session) => {
    const { event } = await published();
    const invited = await invite(house.ports, jana, event, { email: 'otto@practice.example', label: 'O', language: 'de' });
    return [done(await replyOwn(house.ports, session, 'ok' in invited ? invited.invitation.id : '', 'confirmed'))];
  },
  'calendar.read': async (session) => [(await ownCalendar(house.ports, session, new Date(0), new Date(1))) !== null],
  'calendar.feed': async (session) => [
    done(await makeFeed(house.ports, session, 'neutral')),
    done(await changeWording(house.ports, session, 'neutral')),
    done(await endFeed(house.ports, session)),
  ],
  'own-events.read': async (session) => [(await ownEvents(house.ports, session)) !== null],
  'operator.requests': async (session) => [
    (await requestDesk(house.ports, session)) !== null,
    await answerRequest(house.ports, session, { id: house.ports.newId(), state: 'done', text: 'x' }).then(
      (answer) => !('refused' in answer && answer.refused === 'forbidden'),
    ),
  ],
  'operator.visits': async (session) => [(await visitStatistics(house.ports, session, 'week')) !== null],
  'operator.irregular': async (session) => {
    house.ring.add('192.0.2.7', '[unknown]', house.ports.now());
    const mark = house.ports.guard.markOf('192.0.2.7');
    const blocked = [done(await blockLine(house.ports, session, mark, '203.0.113.9')), done(await blockNetwork(house.ports, session, mark, '203.0.113.9'))];
    const [network] = await house.ports.store.blocks.networks();
    return [
      (await irregularPage(house.ports, session, '203.0.113.9')) !== null,
      ...blocked,
      done(await freeLine(house.ports, session, mark)),
      done(await freeNetwork(house.ports, session, network?.id ?? house.ports.newId())),
    ];
  },
  'operator.texts': async (session) => [
    (await textList(house.ports, session)) !== null,
    (await textSheet(house.ports, session, 'agreement')) !== null,
    await saveDraft(house.ports, session, 'agreement', NOTHING_WRITTEN).then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
    done(await dropDraft(house.ports, session, 'agreement')),
    await publishText(house.ports, session, 'agreement', 2, '').then((answer) => !('refused' in answer && answer.refused === 'forbidden')),
  ],
  'account.end': async (session) => [(await endPage(house.ports, session)) !== null, heard(await endAccount(house.ports, session, 'x', ''))],
  'operator.suppliers': async (session) => [
    (await supplierPage(house.ports, session)) !== null,
    done(await addSupplier(house.ports, session, hosting)),
    heard(await changeSupplier(house.ports, session, house.ports.newId(), hosting)),
    heard(await endSupplier(house.ports, session, house.ports.newId())),
  ],
  'operator.settings': async (session) => [done(await changeOperatorSettings(house.ports, session, { 'operator-name': 'B' }))],
};

/** Before nothing of another's, a colleague and a stranger are providers of their own. */
const AS_THEMSELVES: readonly Deed[] = [
  'practice.texts',
  'event-type.manage',
  'hours.change',
  'practice.defaults',
  'practice.export',
  'trail.read',
  'calendar.read',
  'calendar.feed',
  'member.read',
  'member.manage',
  'event.plan',
  'waiting-room.watch',
  'practice.change',
  'contract.read',
  'contract.change',
  'account.change',
  'contract.end',
  'task.give',
  'task.read',
  'task.tick',
];

test('M3.10 every deed is done for whom the table names, and refused to everybody else', { timeout: 60_000 }, async () => {
  for (const [deed, attempt] of Object.entries(ATTEMPTS) as [Asked, (typeof ATTEMPTS)[Asked]][]) {
    for (const actor of ACTORS) {
      const stands = AS_THEMSELVES.includes(deed) && (actor === 'colleague' || actor === 'stranger') ? (sessionOf(actor).membership?.role ?? actor) : actor;
      const did = await attempt(sessionOf(actor));
      expect({ deed, actor, did }).toEqual({ deed, actor, did: did.map(() => may(stands, deed)) });
    }
  }
});

test('M2.7 nobody but who leads appointments in a practice gives theirs up', async () => {
  for (const actor of ACTORS) {
    // Who they are in the practice is read there; these two are no members, and an operator has no account to end.
    if (!may(actor, 'account.end')) {
      expect([actor, await cancelAhead(house.ports, sessionOf(actor))]).toEqual([actor, { refused: 'forbidden' }]);
      expect([actor, await handOverAhead(house.ports, sessionOf(actor), house.ports.newId())]).toEqual([actor, { refused: 'forbidden' }]);
    }
  }
});

test('what changes somebody’s event or invitation leaves its line in the trail', async () => {
  const lines = async (id: string) => (await house.db.selectFrom('audit').select('deed').where('object_id', '=', id).execute()).map(({ deed }) => deed);
  const gone = await draft();
  await removeDraft(house.ports, jana, gone.event);
  expect((await lines(gone.event)).sort()).toEqual(['event.cancel', 'event.plan']);
  const { event, invitation } = await published();
  house.advance(61_000);
  await resend(house.ports, jana, invitation);
  expect(await lines(invitation)).toEqual(['invitation.send', 'invitation.send']);
  house.setNow(STARTED);
  await noteHeld(house.ports, jana, event, 'held');
  house.setNow(NOW);
  expect((await lines(event)).sort()).toEqual(['event.note-held', 'event.plan', 'event.publish']);
});
