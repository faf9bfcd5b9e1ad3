/** The practice's kinds of appointment: an owner keeps them, whoever plans chooses among them. */
import { isUuid } from '../../rules/uuid.ts';
import { MAX_TYPES, readType, usualType, type EventType, type TypeFaults, type TypeInput, type TypeProposal } from '../../rules/event-type.ts';
import { audit, memberMay, type Member } from './actor.ts';
import type { StoredType } from './ports-event-types.ts';
import type { Language, Ports, Store } from './ports.ts';
import type { SessionView } from './session.ts';

export type TypeSaved =
  { readonly ok: true; readonly id: string } | { readonly refused: 'forbidden' | 'not-there' } | { readonly refused: 'invalid'; readonly fields: TypeFaults };
export type TypeDone = { readonly ok: true } | { readonly refused: 'forbidden' | 'not-there' | 'used' };

/** An hour of therapy, as it is billed. */
const USUAL_MINUTES = 50;
const FIRST = [
  { size: 'single', minutes: null, colour: 'green', names: { de: 'Videogespräch', en: 'Video consultation', fr: 'Entretien vidéo' } },
  { size: 'single', minutes: 25, colour: 'blue', names: { de: 'Kurzgespräch', en: 'Short consultation', fr: 'Entretien court' } },
  { size: 'group', minutes: 100, colour: 'violet', names: { de: 'Gruppengespräch', en: 'Group session', fr: 'Séance de groupe' } },
] as const;

/** What a new practice begins with, in its own language. In the transaction of its registration. */
export async function firstTypes(ports: Pick<Ports, 'newId'>, store: Store, practice: string, language: Language): Promise<void> {
  for (const { names, ...type } of FIRST)
    await store.types.insert(practice, { id: ports.newId(), name: names[language], ...type, before: null, after: null, archived: false });
}

export async function typesPage(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<readonly StoredType[] | null> {
  const member = memberMay(session, 'event-type.manage');
  return member && ports.store.types.all(member.practice);
}

/** What a form of an appointment offers. */
export interface OfferedType extends TypeProposal {
  readonly name: string;
}
/** By name; archived ones only when the appointment is of that kind already. `usual`: what a new one begins with. */
export async function offeredTypes(
  ports: Pick<Ports, 'store'>,
  session: SessionView,
  present: string | null,
): Promise<{ readonly types: readonly OfferedType[]; readonly usual: string; readonly usualMinutes: number }> {
  const member = memberMay(session, 'event.plan');
  if (!member) return { types: [], usual: '', usualMinutes: USUAL_MINUTES };
  const [all, defaults] = await Promise.all([ports.store.types.all(member.practice), ports.store.work.defaults(member.practice)]);
  const usualMinutes = defaults.minutes ?? USUAL_MINUTES;
  const offered = all.filter(({ id, archived }) => !archived || id === present);
  return {
    types: offered.map(({ id, name, minutes, size }) => ({ id, name, size, minutes: minutes ?? usualMinutes })),
    usual: usualType(offered.filter(({ archived }) => !archived))?.id ?? '',
    usualMinutes,
  };
}

export function addType(ports: Ports, session: SessionView | null, input: TypeInput): Promise<TypeSaved> {
  return save(ports, session, input, ports.newId(), async (store, { practice }, type) => {
    if ((await store.types.all(practice)).length >= MAX_TYPES) return 'too-many';
    return store.types.insert(practice, { ...type, archived: false });
  });
}

/** Appointments of this kind show its new name at once; their lengths stay as they were planned. */
export function changeType(ports: Ports, session: SessionView | null, id: string, input: TypeInput): Promise<TypeSaved> {
  return save(ports, session, input, id, (store, { practice }, type) => store.types.change(practice, type));
}

async function save(
  ports: Ports,
  session: SessionView | null,
  input: TypeInput,
  id: string,
  keep: (store: Store, member: Member, type: Omit<EventType, 'archived'>) => Promise<'ok' | 'taken' | 'too-many' | null>,
): Promise<TypeSaved> {
  const member = memberMay(session, 'event-type.manage');
  if (!member) return { refused: 'forbidden' };
  const read = readType(input);
  if ('refused' in read) return { refused: 'invalid', fields: read.refused };
  if (!isUuid(id)) return { refused: 'not-there' };
  const kept = await ports.store.atomically(async (store) => {
    const done = await keep(store, member, { id, ...read.type });
    if (done === 'ok') await audit(ports, store, member, 'event-type.manage', 'event-type', id);
    return done;
  });
  if (kept === null) return { refused: 'not-there' };
  return kept === 'ok' ? { ok: true, id } : { refused: 'invalid', fields: { name: kept } };
}

/** No longer offered, or offered again. What is of this kind already stays so. */
export function archiveType(ports: Ports, session: SessionView | null, id: string, archived: boolean): Promise<TypeDone> {
  return act(ports, session, id, async (store, { practice }) => ((await store.types.archive(practice, id, archived ? ports.now() : null)) ? 'ok' : null));
}

export function removeType(ports: Ports, session: SessionView | null, id: string): Promise<TypeDone> {
  return act(ports, session, id, (store, { practice }) => store.types.remove(practice, id));
}

async function act(
  ports: Ports,
  session: SessionView | null,
  id: string,
  work: (store: Store, member: Member) => Promise<'ok' | 'used' | null>,
): Promise<TypeDone> {
  const member = memberMay(session, 'event-type.manage');
  if (!member) return { refused: 'forbidden' };
  if (!isUuid(id)) return { refused: 'not-there' };
  const done = await ports.store.atomically(async (store) => {
    const worked = await work(store, member);
    if (worked === 'ok') await audit(ports, store, member, 'event-type.manage', 'event-type', id);
    return worked;
  });
  return done === 'ok' ? { ok: true } : { refused: done ?? 'not-there' };
}
