/** Inviting to an event, and taking an invitation back. */
import { isUuid } from '../../rules/uuid.ts';
import { parseAddress, nameFault, type FieldFault } from '../../rules/person.ts';
import { isOver } from '../../rules/event.ts';
import { printEntryCode } from '../../rules/entry-code.ts';
import { audit } from './actor.ts';
import { eventFor, type Forbidden, type NotThere, type WrongState } from './events.ts';
import { entryCodeIndex, entryCodeOf, linkOf } from './links.ts';
import { whileOpen, type NotOpen } from './open-practice.ts';
import type { Invitation, Language, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** The norm for a group is eight and the therapist; a couple with an interpreter and a relative is four. */
export const MAX_INVITATIONS = 8;
/** Within a minute a second press is the same wish as the first: a mail takes as long to arrive. */
const SAME_WISH_MS = 60_000;
/** Tries at an entry code that nobody else has; a second try is already rarer than one in a million. */
const CODE_TRIES = 5;

export interface InvitationInput {
  readonly email: string;
  /** The practice's own name for the client; the address stands in when it is empty. */
  readonly label: string;
  readonly language: Language;
}
export type InvitationFaults = Partial<Record<keyof InvitationInput, FieldFault | 'twice' | 'too-many'>>;
export type Invited =
  | { readonly ok: true; readonly invitation: Invitation }
  | Forbidden
  | NotThere
  | WrongState
  | NotOpen
  | { readonly refused: 'invalid'; readonly fields: InvitationFaults };

/** To a draft: sent when it is published. To a published event: sent now. */
export async function invite(ports: Ports, session: SessionView, event: string, input: InvitationInput): Promise<Invited> {
  const found = await eventFor(ports, session, event, 'invitation.send');
  if ('refused' in found) return found;
  const now = ports.now();
  if (found.event.state === 'cancelled' || isOver(found.event, now)) return { refused: 'wrong-state' };
  const email = parseAddress(input.email);
  const label = input.label.trim() === '' ? input.email.trim() : input.label.trim();
  const fields: InvitationFaults = {};
  if (input.email.trim() === '') fields.email = 'missing';
  else if (email === null) fields.email = 'not-an-address';
  const labelFault = nameFault(label, 120);
  if (labelFault && input.label.trim() !== '') fields.label = labelFault;
  if (email === null || Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const invited = await whileOpen(ports, found.event.practice, async (store): Promise<Invited> => {
    const present = (await store.invitations.ofEvent(found.member.scope, event)).filter((each) => each.state !== 'revoked');
    if (present.some((each) => each.email.toLowerCase() === email.toLowerCase())) return { refused: 'invalid', fields: { email: 'twice' } };
    if (present.length >= MAX_INVITATIONS) return { refused: 'invalid', fields: { email: 'too-many' } };
    const state = found.event.state === 'published' ? 'sent' : 'planned';
    const invitation = await insertWithCode(
      ports,
      store,
      {
        id: ports.newId(),
        practice: found.event.practice,
        event,
        email,
        label,
        language: input.language,
        version: 1,
        state,
        reply: 'none',
        removedAt: null,
        repliedAt: null,
        remindersStopped: false,
      },
      now,
    );
    await audit(ports, store, found.member, 'invitation.send', 'invitation', invitation.id);
    if (state === 'sent') await store.outbox.insert({ id: ports.newId(), practice: found.event.practice, kind: 'invitation', reference: invitation.id }, now);
    return { ok: true, invitation };
  });
  ports.wakeMail();
  return invited;
}

async function insertWithCode(ports: Ports, store: Ports['store'], first: Invitation, now: Date): Promise<Invitation> {
  for (let version = first.version; version < first.version + CODE_TRIES; version++) {
    const invitation = { ...first, version };
    if ((await store.invitations.insert(invitation, entryCodeIndex(ports.keyring, entryCodeOf(ports.keyring, invitation.id, version)), now)) === 'ok')
      return invitation;
  }
  throw new Error('invitations: no free entry code after several tries');
}

/** Dead at once: link, code, and the place in the waiting room. */
export async function uninvite(ports: Ports, session: SessionView, id: string): Promise<{ readonly ok: true } | Forbidden | NotThere> {
  const found = await invitationFor(ports, session, id, 'invitation.revoke');
  if ('refused' in found) return found;
  const { invitation, member } = found;
  const revoked = await ports.store.atomically(async (store) => {
    const done = await store.invitations.revoke(member.scope, id, ports.now());
    if (done) await audit(ports, store, member, 'invitation.revoke', 'invitation', id);
    return done;
  });
  if (revoked) await ports.bus.publish({ type: 'invitation-revoked', event: invitation.event, invitation: id });
  return { ok: true };
}

/** Pressing twice sends once. */
export async function resend(ports: Ports, session: SessionView, id: string): Promise<{ readonly ok: true } | Forbidden | NotThere | WrongState | NotOpen> {
  const found = await invitationFor(ports, session, id, 'invitation.send');
  if ('refused' in found) return found;
  const { invitation, event } = found;
  if (invitation.state !== 'sent' || event.state !== 'published' || isOver(event, ports.now())) return { refused: 'wrong-state' };
  const now = ports.now();
  const sent = await whileOpen(ports, invitation.practice, async (store) => {
    const entry = { id: ports.newId(), practice: invitation.practice, kind: 'invitation', reference: id } as const;
    if (await store.outbox.insertUnlessSince(entry, new Date(now.getTime() - SAME_WISH_MS), now))
      await audit(ports, store, found.member, 'invitation.send', 'invitation', id);
    return { ok: true } as const;
  });
  ports.wakeMail();
  return sent;
}

/** To copy, to read out, to print. null: not there, or not this person's. */
export async function linkAndCode(ports: Ports, session: SessionView, id: string): Promise<{ readonly link: string; readonly code: string } | null> {
  const found = await invitationFor(ports, session, id, 'invitation.copy');
  if ('refused' in found || found.invitation.state === 'revoked') return null;
  const { invitation, event } = found;
  return {
    link: linkOf(ports, { invitation: id, version: invitation.version, toldStart: event.startsAt }),
    code: printEntryCode(entryCodeOf(ports.keyring, id, invitation.version)),
  };
}

async function invitationFor(ports: Ports, session: SessionView, id: string, deed: 'invitation.send' | 'invitation.revoke' | 'invitation.copy') {
  const anywhere = isUuid(id) ? await ports.store.invitations.atTheDoor(id) : null;
  if (!anywhere) return { refused: 'not-there' } as const;
  const found = await eventFor(ports, session, anywhere.event, deed);
  if ('refused' in found) return found;
  return { ...found, invitation: anywhere };
}
