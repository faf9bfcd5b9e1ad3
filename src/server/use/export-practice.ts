/** What the portal holds of a practice, to take along. Other providers' appointments come without title and people, unless colleagues see each other's. */
import { toCsv } from '../../rules/csv.ts';
import { ALL_TIMES } from '../../rules/event.ts';
import { fullName } from '../../rules/person.ts';
import { proveOwn } from './accounts.ts';
import { audit, memberMay, type Member } from './actor.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** Everything for programs, or one list for spreadsheets. */
export const EXPORT_FORMS = ['everything', 'members', 'events', 'invitations'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];
export type Exported = { readonly ok: true; readonly text: string } | { readonly refused: 'forbidden' | 'missing' | 'wrong' | 'limited' };

/** `everything` is JSON, bank details whole; the lists are CSV. */
export async function exportPractice(
  ports: Ports,
  session: SessionView | null,
  password: string,
  address: string,
  form: ExportForm = 'everything',
): Promise<Exported> {
  const member = memberMay(session, 'practice.export');
  if (!member) return { refused: 'forbidden' };
  if (password === '') return { refused: 'missing' };
  const proven = await proveOwn(ports, member.account, password, address);
  if ('refused' in proven) return proven;
  const text = await written(ports, member, form);
  await ports.store.atomically((transaction) => audit(ports, transaction, member, 'practice.export', 'practice', member.practice));
  return { ok: true, text };
}

async function written(ports: Ports, member: Member, form: ExportForm): Promise<string> {
  switch (form) {
    case 'everything':
      return JSON.stringify(await everything(ports, member), null, 2);
    case 'members': {
      const members = await ports.store.members.of(member.practice);
      return toCsv(
        ['account', 'name', 'role', 'joinedAt', 'hasSecondFactor'],
        members.map((each) => [each.account, fullName(each), each.role, each.joinedAt, each.hasSecondFactor]),
      );
    }
    case 'events': {
      const events = await eventsOf(ports, member);
      return toCsv(
        ['id', 'owner', 'type', 'title', 'localStart', 'zone', 'startsAt', 'plannedEnd', 'minutes', 'extendedMinutes', 'size', 'state', 'held'],
        events.map(({ title, ...event }) => [
          ...([event.id, event.owner, event.type, title ?? null, event.localStart, event.zone, event.startsAt, event.plannedEnd] as const),
          ...([event.minutes, event.extendedMinutes, event.size, event.state, event.held] as const),
        ]),
      );
    }
    case 'invitations': {
      const rows = (await eventsOf(ports, member)).flatMap((event) => (event.invitations ?? []).map((each) => ({ event, ...each })));
      return toCsv(
        ['event', 'startsAt', 'email', 'label', 'language', 'state', 'reply'],
        rows.map(({ event, email, label, language, state, reply }) => [event.id, event.startsAt, email, label, language, state, reply]),
      );
    }
    default:
      return form satisfies never;
  }
}

async function everything(ports: Ports, member: Member): Promise<object> {
  const [id, now] = [member.practice, ports.now()];
  const { store } = ports;
  const [practice, details, words, contract, mandate, defaults, members, memberInvitations, trail, eventTypes, hours, events, tasks] = await Promise.all([
    store.practices.byId(id),
    store.contracts.detailsOf(id),
    store.words.of(id),
    store.contracts.of(id),
    store.contracts.mandateOf(id),
    store.work.defaults(id),
    store.members.of(id),
    store.members.invitations(id, now),
    store.work.trail({ practice: id, actor: null, ...ALL_TIMES }, Number.MAX_SAFE_INTEGER, 0),
    store.types.all(id),
    store.hours.all(id),
    eventsOf(ports, member),
    // Those that this owner gave or has: nobody else's are theirs to read.
    store.tasks.ofMember(id, member.account),
  ]);
  const agreements = await agreedIn(
    ports,
    id,
    members.map(({ account }) => account),
  );
  return {
    exportedAt: now,
    practice,
    details,
    words,
    contract,
    mandate,
    defaults,
    members,
    memberInvitations,
    eventTypes,
    hours,
    events,
    tasks,
    agreements,
    trail,
  };
}

/** Which texts its members agreed to for it, and when. The hash is SHA-256 of the text, in hexadecimal digits. */
async function agreedIn({ store }: Ports, practice: string, accounts: readonly string[]) {
  const found = await Promise.all(accounts.map((account) => store.acceptances.of(account)));
  return found
    .flat()
    .filter((each) => each.practice === practice)
    .map(({ account, kind, version, language, acceptedAt, hash }) => ({
      account,
      kind,
      version,
      language,
      acceptedAt,
      hash: Buffer.from(hash).toString('hex'),
    }));
}

/** Those of others are there, and say when and for whom they are planned. */
async function eventsOf({ store }: Ports, member: Member) {
  const [all, seen] = await Promise.all([
    store.events.between({ practice: member.practice, owner: null }, ALL_TIMES.from, ALL_TIMES.to),
    store.events.between(member.scope, ALL_TIMES.from, ALL_TIMES.to),
  ]);
  const mine = new Set(seen.map(({ id }) => id));
  const invitations = await store.invitations.ofEvents(member.scope, [...mine]);
  return all.map(({ title, ...event }) => {
    if (!mine.has(event.id)) return { ...event, title: undefined, invitations: undefined };
    const people = invitations
      .filter((each) => each.event === event.id)
      .map(({ email, label, language, state, reply, remindersStopped }) => ({ email, label, language, state, reply, remindersStopped }));
    return { ...event, title, invitations: people };
  });
}
