/** Reminding invited people: putting reminders out, rendering them when they are sent, stopping them by the link in each, and telling the practice of them. */
import { isDue, nextReminder, REMINDER_KINDS, startsToRemindOf, type ReminderKind } from '../../rules/reminder.ts';
import { appointmentContent } from './appointment-content.ts';
import { eventFor } from './events.ts';
import type { ReminderContent } from './mail-content.ts';
import type { Ports } from './ports.ts';
import type { ReminderCandidate } from './ports-reminders.ts';
import { readReminderToken, reminderLink } from './reminder-token.ts';
import type { SessionView } from './session.ts';

/** Small enough to begin sending soon, large enough that a practice network's full hour is a few of them. */
const BATCH = 500;

/**
 * Puts out what is due at `now`, each by a claim in the transaction of its outbox row: running twice, also at once on two machines, is running once, and a
 * process that dies between leaves nothing half done. Answers how many. @throws when the store cannot be asked or told; what was put out until then stays.
 */
export async function putOutReminders(ports: Ports, now: Date): Promise<number> {
  let count = 0;
  for (const kind of REMINDER_KINDS) {
    const { from, to } = startsToRemindOf(kind, now);
    for (let after: { startsAt: Date; invitation: string } | null = null; ;) {
      const found: readonly ReminderCandidate[] = await ports.store.reminders.candidates(kind, from, to, after, BATCH);
      for (const each of found) if (isDue(kind, each.facts, now) && (await putOut(ports, kind, each, now))) count++;
      const last = found.at(-1);
      if (last === undefined || found.length < BATCH) break;
      after = { startsAt: last.facts.event.startsAt, invitation: last.invitation };
    }
  }
  if (count > 0) ports.wakeMail();
  return count;
}

function putOut(ports: Ports, kind: ReminderKind, { invitation, practice, facts }: ReminderCandidate, now: Date): Promise<boolean> {
  return ports.store.atomically(async (store) => {
    const id = ports.newId();
    if (!(await store.reminders.claim({ id, invitation, kind, startsAt: facts.event.startsAt }))) return false;
    await store.outbox.insert({ id: ports.newId(), practice, kind: 'reminder', reference: id }, now);
    return true;
  });
}

/** null: it is no longer true – moved, cancelled, uninvited, declined, stopped, switched off, or its time is over – and must not be sent. */
export async function reminderMail(ports: Ports, id: string): Promise<ReminderContent | null> {
  const reminder = await ports.store.reminders.byId(id);
  const present = reminder && (await ports.store.reminders.of(reminder.invitation));
  if (!present || present.facts.event.startsAt.getTime() !== reminder.startsAt.getTime() || !isDue(reminder.kind, present.facts, ports.now())) return null;
  const invitation = await ports.store.invitations.atTheDoor(reminder.invitation);
  const event = invitation && (await ports.store.events.atTheDoor(invitation.event));
  if (!event) return null;
  const told = await appointmentContent(ports, invitation, event);
  return told && { ...told, kind: 'reminder', ahead: reminder.kind, stopLink: reminderLink(ports, invitation.id) };
}

/** `startsAt`: ms since the epoch. `unknown`: no such link, or what it was for is gone. */
export type RemindersChanged =
  { readonly ok: true; readonly stopped: boolean; readonly startsAt: number; readonly zone: string } | { readonly refused: 'unknown' | 'limited' };

/** By the link in a reminder: whoever has it, has the mail. Telling it again changes nothing. */
export async function changeOwnReminders(ports: Ports, token: string, stopped: boolean, address: string): Promise<RemindersChanged> {
  const now = ports.now();
  const id = readReminderToken(ports.keyring, token);
  // A genuine link is never refused for others' guessing behind the same address.
  if (id === null) return { refused: ports.limits.allow('link-address', address, now) && ports.limits.allow('link-all', '', now) ? 'unknown' : 'limited' };
  const invitation = await ports.store.invitations.atTheDoor(id);
  const event = invitation && (await ports.store.events.atTheDoor(invitation.event));
  if (!event || !(await ports.store.reminders.setStopped(id, stopped ? now : null))) return { refused: 'unknown' };
  return { ok: true, stopped, startsAt: event.startsAt.getTime(), zone: event.zone };
}

/** How many people of an event were sent which reminder of its present start, and when the next goes to whom. Times in ms since the epoch. */
export interface ReminderOutlook {
  readonly sent: Readonly<Record<ReminderKind, number>>;
  /** null: none is to come. */
  readonly next: { readonly at: number; readonly people: number } | null;
  /** The practice wants none of them. */
  readonly off: boolean;
}

/** null: not there, not this person's to see, or nobody was invited yet. */
export async function reminderOutlook(ports: Ports, session: SessionView | null, event: string): Promise<ReminderOutlook | null> {
  const found = await eventFor(ports, session, event, 'event.read');
  if ('refused' in found || found.event.state !== 'published') return null;
  const people = (await ports.store.reminders.ofEvent(event)).filter(({ facts }) => facts.invitation.state === 'sent');
  const [first] = people;
  if (!first) return null;
  const putOutNow = await ports.store.reminders.putOutFor(event);
  const states = await ports.store.outbox.stateOf(putOutNow.map(({ id }) => id));
  // The outbox forgets in a few days what was accepted; whatever it says nothing of any more went out.
  const went = putOutNow.filter(({ id }) => states.get(id) !== 'failed');
  const now = ports.now();
  const nexts = people.flatMap(({ facts }) => nextReminder(facts, now)?.at.getTime() ?? []);
  const at = Math.min(...nexts);
  return {
    sent: { day: went.filter(({ kind }) => kind === 'day').length, shortly: went.filter(({ kind }) => kind === 'shortly').length },
    next: nexts.length === 0 ? null : { at, people: nexts.filter((each) => each === at).length },
    off: !Object.values(first.facts.settings).includes(true),
  };
}
