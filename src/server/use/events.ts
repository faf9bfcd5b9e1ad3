/** Planning, publishing, moving, extending, cancelling. Who is told is decided here; mails leave by the outbox, open pages hear it by the bus. */
import { isUuid } from '../../rules/uuid.ts';
import type { Deed } from '../../rules/authority.ts';
import { may } from '../../rules/authority.ts';
import { checkPlan, extendedBy, isOver, plannedEndOf, type EventPlan, type PlanFaults } from '../../rules/event.ts';
import { actorBefore, actorOf, audit, memberMay, scopeOf, type Member } from './actor.ts';
import { whileOpen, type NotOpen } from './open-practice.ts';
import type { EventRecord, Invitation, OutboxState, Ports, Store } from './ports.ts';
import type { SessionView } from './session.ts';

export type Forbidden = { readonly refused: 'forbidden' };
export type NotThere = { readonly refused: 'not-there' };
export type WrongState = { readonly refused: 'wrong-state' };
export type Invalid = { readonly refused: 'invalid'; readonly fields: PlanFaults };
export type Planned = { readonly ok: true; readonly event: EventRecord };
export type InvitationView = Invitation & { /** null: no mail was ever put out. */ readonly delivery: OutboxState | null };

const UNKNOWN_TYPE: Invalid = { refused: 'invalid', fields: { type: 'unknown-type' } };

/** `owner`: who leads it; without one, whoever plans it. */
export async function planEvent(
  ports: Ports,
  session: SessionView,
  input: EventPlan,
  owner: string = session.account?.id ?? '',
): Promise<Planned | Forbidden | NotOpen | Invalid> {
  const member = memberMay(session, 'event.plan');
  const isOwn = owner === member?.account && actorOf(session) !== 'assistant';
  if (!member || !may(actorBefore(session, member.practice, owner), 'event.plan')) return { refused: 'forbidden' };
  const now = ports.now();
  const planned = checkPlan(input, now);
  if ('refused' in planned) return { refused: 'invalid', fields: planned.refused };
  const event: EventRecord = {
    ...trimmed(input),
    typeId: null,
    id: ports.newId(),
    practice: member.practice,
    owner,
    extendedMinutes: 0,
    startsAt: planned.startsAt,
    plannedEnd: planned.plannedEnd,
    state: 'draft',
    hostEndedAt: null,
    held: null,
  };
  return whileOpen(ports, member.practice, async (store) => {
    const role = isOwn ? 'provider' : await store.members.roleOf(member.practice, owner);
    if (role === null || role === 'assistant') return { refused: 'forbidden' } as const;
    const type = await typeOf(store, member.practice, event.type, null);
    if (type === null) return UNKNOWN_TYPE;
    const kept = { ...event, ...type };
    await store.events.insert(kept, now);
    await audit(ports, store, member, 'event.plan', 'event', event.id);
    return { ok: true, event: kept } as const;
  });
}

/** Moving a published event moves its links and tells everybody invited. */
export async function changeEvent(
  ports: Ports,
  session: SessionView,
  id: string,
  input: EventPlan,
): Promise<Planned | Forbidden | NotThere | WrongState | NotOpen | Invalid> {
  const found = await eventFor(ports, session, id, 'event.change');
  if ('refused' in found) return found;
  const { member, event } = found;
  if (event.state === 'cancelled') return { refused: 'wrong-state' };
  const now = ports.now();
  const sameTime = input.localStart === event.localStart && input.zone === event.zone && input.minutes === event.minutes;
  const planned = checkPlan(input, now, sameTime ? event.extendedMinutes : 0);
  if ('refused' in planned) return { refused: 'invalid', fields: planned.refused };
  const moved = planned.startsAt.getTime() !== event.startsAt.getTime() || input.minutes !== event.minutes;
  const extendedMinutes = moved ? 0 : event.extendedMinutes;
  const changed: EventRecord = {
    ...event,
    ...trimmed(input),
    extendedMinutes,
    startsAt: planned.startsAt,
    plannedEnd: plannedEndOf(planned.startsAt, input.minutes, extendedMinutes),
  };
  const done = await whileOpen(ports, event.practice, async (store) => {
    const type = await typeOf(store, event.practice, changed.type, event.typeId);
    if (type === null) return UNKNOWN_TYPE;
    const kept = { ...changed, ...type };
    await store.events.update(member.scope, kept);
    await audit(ports, store, member, 'event.change', 'event', id);
    if (moved) await store.invitations.forgetReplies(id);
    if (moved && event.state === 'published') await mailAll(ports, store, kept, 'moved', now);
    return { ok: true, event: kept } as const;
  });
  if ('refused' in done) return done;
  if (moved && event.state === 'published') await tellChange(ports, done.event, 'moved');
  return done;
}

/** Its planned invitations are sent with it. */
export async function publishEvent(ports: Ports, session: SessionView, id: string): Promise<Planned | Forbidden | NotThere | WrongState | NotOpen> {
  const found = await eventFor(ports, session, id, 'event.publish');
  if ('refused' in found) return found;
  const { member, event } = found;
  const now = ports.now();
  // Pressing twice publishes once.
  if (event.state === 'published') return { ok: true, event };
  if (event.state !== 'draft' || isOver(event, now)) return { refused: 'wrong-state' };
  const published: EventRecord = { ...event, state: 'published' };
  const refused = await whileOpen(ports, event.practice, async (store) => {
    if (!(await store.events.update(member.scope, published))) return null;
    await audit(ports, store, member, 'event.publish', 'event', id);
    for (const invitation of await store.invitations.ofEvent(member.scope, id)) {
      if (invitation.state !== 'planned') continue;
      await store.invitations.markSent(invitation.id);
      await store.outbox.insert({ id: ports.newId(), practice: event.practice, kind: 'invitation', reference: invitation.id }, now);
    }
    return null;
  });
  if (refused !== null) return refused;
  ports.wakeMail();
  return { ok: true, event: published };
}

/** Links die at once, also for someone in the waiting room. */
export async function cancelEvent(ports: Ports, session: SessionView, id: string): Promise<Planned | Forbidden | NotThere | WrongState> {
  const found = await eventFor(ports, session, id, 'event.cancel');
  if ('refused' in found) return found;
  const { member, event } = found;
  if (event.state === 'cancelled') return { ok: true, event };
  if (event.state !== 'published') return { refused: 'wrong-state' };
  const cancelled = await ports.store.atomically((store) => callOff(ports, store, event, member.account, ports.now()));
  await tellChange(ports, cancelled, 'cancelled');
  return { ok: true, event: cancelled };
}

/** In the transaction of whoever ends it; `tellChange` comes after. @param actor null: nobody by themselves, the contract's end. */
export async function callOff(ports: Ports, store: Store, event: EventRecord, actor: string | null, now: Date): Promise<EventRecord> {
  const { id, practice, owner } = event;
  const cancelled: EventRecord = { ...event, state: 'cancelled' };
  await store.events.update({ practice, owner }, cancelled);
  await store.audit.add({ id: ports.newId(), practice, actor, deed: 'event.cancel', objectKind: 'event', objectId: id }, now);
  if (!isOver(event, now)) await mailAll(ports, store, cancelled, 'cancelled', now);
  return cancelled;
}

export async function extendEvent(ports: Ports, session: SessionView, id: string, minutes: number): Promise<Planned | Forbidden | NotThere | WrongState> {
  const found = await eventFor(ports, session, id, 'event.extend');
  if ('refused' in found) return found;
  const extended = extendedBy(found.event, minutes);
  if (!extended) return { refused: 'wrong-state' };
  const event: EventRecord = { ...found.event, ...extended };
  await ports.store.atomically(async (store) => {
    await store.events.update(found.member.scope, event);
    await audit(ports, store, found.member, 'event.extend', 'event', id);
  });
  await tellChange(ports, event, 'extended');
  return { ok: true, event };
}

/** A draft that nobody was told of simply goes. */
export async function removeDraft(ports: Ports, session: SessionView, id: string): Promise<{ readonly ok: true } | Forbidden | NotThere | WrongState> {
  const found = await eventFor(ports, session, id, 'event.cancel');
  if ('refused' in found) return found;
  if (found.event.state !== 'draft') return { refused: 'wrong-state' };
  await ports.store.atomically(async (store) => {
    await store.events.remove(found.member.scope, id);
    await audit(ports, store, found.member, 'event.cancel', 'event', id);
  });
  return { ok: true };
}

/** "Held" and "did not come" are the provider's own clicks, never taken from the connection. null takes the note back. */
export async function noteHeld(
  ports: Ports,
  session: SessionView,
  id: string,
  held: EventRecord['held'],
): Promise<Planned | Forbidden | NotThere | WrongState> {
  const found = await eventFor(ports, session, id, 'event.note-held');
  if ('refused' in found) return found;
  if (found.event.state !== 'published' || ports.now().getTime() < found.event.startsAt.getTime()) return { refused: 'wrong-state' };
  const event: EventRecord = { ...found.event, held };
  await ports.store.atomically(async (store) => {
    await store.events.update(found.member.scope, event);
    await audit(ports, store, found.member, 'event.note-held', 'event', id);
  });
  return { ok: true, event };
}

export interface ListedEvent {
  readonly event: EventRecord;
  readonly invitations: readonly Invitation[];
}

/** Whose planned end is at or after `from` and whose start is before `to`. */
export async function listEvents(ports: Ports, session: SessionView, from: Date, to: Date): Promise<readonly ListedEvent[]> {
  const member = memberMay(session, 'event.read');
  if (!member) return [];
  const events = await ports.store.events.between(member.scope, from, to);
  const invitations = await ports.store.invitations.ofEvents(
    member.scope,
    events.map((event) => event.id),
  );
  return events.map((event) => ({ event, invitations: invitations.filter((each) => each.event === event.id) }));
}

/** null: not there, or not this person's to see. */
export async function eventPage(
  ports: Ports,
  session: SessionView,
  id: string,
): Promise<{ readonly event: EventRecord; readonly invitations: readonly InvitationView[]; readonly mayHost: boolean } | null> {
  const found = await eventFor(ports, session, id, 'event.read');
  if ('refused' in found) return null;
  const invitations = await ports.store.invitations.ofEvent(found.member.scope, id);
  const deliveries = await ports.store.outbox.stateOf(invitations.map((each) => each.id));
  return {
    event: found.event,
    invitations: invitations.map((each) => ({ ...each, delivery: deliveries.get(each.id) ?? null })),
    mayHost: may(actorBefore(session, found.event.practice, found.event.owner), 'consultation.host'),
  };
}

/** Loads an event and asks the table. A stranger and a colleague learn the same as for an event that never was. */
export async function eventFor(
  ports: Pick<Ports, 'store'>,
  session: SessionView | null,
  id: string,
  deed: Deed,
): Promise<{ readonly member: Member; readonly event: EventRecord } | Forbidden | NotThere> {
  const scope = session && scopeOf(session);
  if (!session?.account || !scope) return { refused: 'forbidden' };
  const event = isUuid(id) ? await ports.store.events.byId(scope, id) : null;
  if (!event) return { refused: 'not-there' };
  if (!may(actorBefore(session, event.practice, event.owner), deed)) return { refused: 'forbidden' };
  return { member: { account: session.account.id, scope, practice: event.practice }, event };
}

/** To everybody who was invited by a mail and still is. */
async function mailAll(ports: Ports, store: Store, event: EventRecord, kind: 'moved' | 'cancelled', now: Date): Promise<void> {
  for (const invitation of await store.invitations.ofEvent({ practice: event.practice, owner: null }, event.id)) {
    if (invitation.state === 'sent') await store.outbox.insert({ id: ports.newId(), practice: event.practice, kind, reference: invitation.id }, now);
  }
}

/** Open pages, and the mail job: after the transaction. */
export async function tellChange(ports: Ports, event: EventRecord, change: 'moved' | 'extended' | 'cancelled'): Promise<void> {
  ports.wakeMail();
  await ports.bus.publish({ type: 'event-changed', event: event.id, change, startsAt: event.startsAt.getTime(), plannedEnd: event.plannedEnd.getTime() });
}

/** Words that are no kind of the practice stay the event's own. null: a kind that is not there, or is offered no longer; the one it has may be kept. */
async function typeOf(store: Store, practice: string, text: string, present: string | null): Promise<Pick<EventRecord, 'type' | 'typeId'> | null> {
  const type = await store.types.chosen(practice, text);
  if (type) return type.archived && type.id !== present ? null : { type: type.name, typeId: type.id };
  return isUuid(text) ? null : { type: text, typeId: null };
}

function trimmed(input: EventPlan): EventPlan {
  return { type: input.type.trim(), title: input.title.trim(), localStart: input.localStart, zone: input.zone, minutes: input.minutes, size: input.size };
}
