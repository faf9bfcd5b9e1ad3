/** The door: what a link or an entry code opens. Looking changes nothing and may be repeated; only the click on "enter" adds a grant. */
import { fullName } from '../../rules/person.ts';
import { eventKeptHours } from '../../privacy/due.ts';
import { may } from '../../rules/authority.ts';
import { doorState, type DoorState } from '../../rules/door.ts';
import { inLanguage, type NoticeKind, type PracticeNotice, type Spoken } from '../../rules/practice-words.ts';
import { actorOf } from './actor.ts';
import { eventFor } from './events.ts';
import { readLinkToken, typedCodeIndex } from './links.ts';
import type { EventRecord, Invitation, Language, Ports, Practice } from './ports.ts';
import { drawToken, hashToken, sessionName, type SessionView } from './session.ts';
import { issueTicket, readReceipt } from './tickets.ts';

/** What somebody holds in their hands. */
export type DoorKey = { readonly token: string } | { readonly code: string };

export interface DoorEvent {
  readonly id: string;
  /** ISO 8601 instants. */
  readonly startsAt: string;
  readonly plannedEnd: string;
  readonly zone: string;
  readonly minutes: number;
  readonly size: 'single' | 'group';
}
export interface DoorScene {
  readonly invitation: string;
  readonly language: Language;
  /** The start is another one than the link's mail told. */
  readonly moved: boolean;
  readonly event: DoorEvent;
  readonly practice: {
    readonly name: string;
    readonly telephone: string | null;
    /** What it says to those who wait; null: nothing. */
    readonly waiting: Spoken<Language> | null;
    /** Its own notices: where one stands, or that its text can be asked for; null: it has none. */
    readonly notices: Readonly<Record<NoticeKind, { readonly link: string | null } | null>>;
  };
  /** `photo`: a small WebP as base64; null: none. */
  readonly provider: { readonly name: string; readonly photo: string | null };
  /** When the waiting room opens; null: it is open. */
  readonly opensAt: string | null;
  /** After the planned end the portal forgets the event and the address. */
  readonly keptHours: number;
  /** What the invited person said so far. */
  readonly reply: Invitation['reply'];
}
export type DoorView =
  ({ readonly state: 'open' | 'early' | 'over' | 'cancelled' } & DoorScene) | { readonly state: 'unknown' } | { readonly state: 'limited' };

export interface Found {
  readonly event: EventRecord;
  readonly invitation: Invitation;
  readonly practice: Practice;
  readonly claimedVersion: number;
  readonly toldStart: Date | null;
}

/** `language`: the reader's; null: the invitation's. */
export async function lookAtDoor(ports: Ports, key: DoorKey, address: string, language: Language | null = null): Promise<DoorView> {
  const seen = await atTheDoor(ports, key, address);
  if (seen === 'limited') return { state: 'limited' };
  const now = ports.now();
  const state = doorState(seen && factsOf(seen), now);
  if (!seen || state === 'unknown') return { state: 'unknown' };
  const { event, practice } = seen;
  const [provider, photo, words] = await Promise.all([
    ports.store.accounts.byId(event.owner),
    ports.store.profiles.picture(event.owner, 'small'),
    ports.store.words.of(practice.id),
  ]);
  return {
    state,
    invitation: seen.invitation.id,
    language: seen.invitation.language,
    moved: seen.toldStart !== null && seen.toldStart.getTime() !== Math.floor(event.startsAt.getTime() / 60_000) * 60_000,
    event: doorEvent(event),
    practice: {
      name: practice.name,
      telephone: practice.telephone,
      waiting: inLanguage(words.waiting, language ?? seen.invitation.language, practice.language),
      notices: { privacy: noticeAt(words.privacy), imprint: noticeAt(words.imprint) },
    },
    provider: {
      name: provider ? fullName(provider) : practice.name,
      photo: photo && Buffer.from(photo).toString('base64'),
    },
    opensAt:
      state === 'early' && practice.joiningLeadMinutes !== null
        ? new Date(event.startsAt.getTime() - practice.joiningLeadMinutes * 60_000).toISOString()
        : null,
    keptHours: eventKeptHours(practice.eventTermHours),
    reply: seen.invitation.reply,
  };
}

function noticeAt(notice: PracticeNotice | null): { readonly link: string | null } | null {
  return notice && { link: notice.kind === 'link' ? notice.link : null };
}

/** Whose link or code this is, also when the event is over or cancelled. null: nobody's who may be told. */
export async function practiceBehind(ports: Ports, key: DoorKey, address: string): Promise<Practice | null | 'limited'> {
  const seen = await atTheDoor(ports, key, address);
  if (seen === 'limited') return 'limited';
  return seen && doorState(factsOf(seen), ports.now()) !== 'unknown' ? seen.practice : null;
}

export type Entered =
  | {
      readonly ok: true;
      /** null: keep the present cookie. */ readonly cookie: string | null;
      readonly ticket: string;
      readonly signalUrl: string;
      readonly invitation: string;
      readonly event: string;
    }
  | { readonly refused: Exclude<DoorState, 'open'> | 'limited' };

/** The person's click. A session can hold several grants beside a sign-in: parent and child on one tablet, a provider trying her own link. */
export async function enterWaitingRoom(ports: Ports, session: SessionView | null, key: DoorKey, address: string): Promise<Entered> {
  const seen = await atTheDoor(ports, key, address);
  if (seen === 'limited') return { refused: 'limited' };
  const now = ports.now();
  const state = doorState(seen && factsOf(seen), now);
  if (!seen || state !== 'open') return { refused: state === 'open' ? 'unknown' : state };
  const cookie = session ? null : drawToken(ports);
  const tokenHash = session?.tokenHash ?? hashToken(cookie ?? '');
  await ports.store.atomically(async (store) => {
    if (cookie !== null) await store.sessions.insert(tokenHash, null, null, now);
    await store.sessions.grant(tokenHash, seen.invitation.id, seen.invitation.version, now);
  });
  return {
    ok: true,
    cookie,
    ticket: guestTicketFor(ports, seen.event, seen.invitation.id, null),
    signalUrl: ports.settings.signalUrl,
    invitation: seen.invitation.id,
    event: seen.event.id,
  };
}

export type Ticketed =
  | { readonly ok: true; readonly ticket: string; readonly signalUrl: string; readonly event: string | null }
  | { readonly refused: 'signed-out' | 'not-there' | 'forbidden' | 'over' | 'cancelled' | 'unknown' | 'early' };

/**
 * A fresh ticket after a dropped line or a reload. After the planned end only for who holds the receipt of an admission and was not taken
 * out since; whether the host has ended since is decided at the socket.
 */
export async function guestTicket(
  ports: Ports,
  session: SessionView | null,
  invitationId: string,
  receipt: string | null,
  participant: string | null,
): Promise<Ticketed> {
  const grant = session?.grants.find((each) => each.invitation === invitationId);
  if (!grant) return { refused: 'signed-out' };
  const invitation = await ports.store.invitations.atTheDoor(invitationId);
  const seen = invitation && (await withEvent(ports, invitation, grant.version, null));
  const state = doorState(seen && factsOf(seen), ports.now());
  if (!seen || state === 'unknown') return { refused: 'unknown' };
  const proof = receipt === null ? null : readReceipt(ports.keyring, receipt);
  const removedAt = seen.invitation.removedAt?.getTime() ?? -Infinity;
  const admitted = proof?.invitation === invitationId && proof.event === seen.event.id && proof.admittedAt > removedAt;
  if (state !== 'open' && !(state === 'over' && admitted)) return { refused: state };
  return { ok: true, ticket: guestTicketFor(ports, seen.event, invitationId, participant), signalUrl: ports.settings.signalUrl, event: seen.event.id };
}

/** For the consultation's page of the provider who leads it. */
export async function hostTicket(ports: Ports, session: SessionView | null, eventId: string, participant: string | null): Promise<Ticketed> {
  const found = await eventFor(ports, session, eventId, 'consultation.host');
  if ('refused' in found) return { refused: found.refused === 'forbidden' && !session?.account ? 'signed-out' : found.refused };
  const { event } = found;
  if (event.state !== 'published') return { refused: event.state === 'cancelled' ? 'cancelled' : 'not-there' };
  const claims = { ...placeOf(event), role: 'host', invitation: null, account: event.owner, assistant: false, ...sessionClaim(session) } as const;
  return {
    ok: true,
    ticket: issueTicket(ports, claims, participant),
    signalUrl: ports.settings.signalUrl,
    event: event.id,
  };
}

/** For every page of the account: sees the queue, admits nobody. */
export async function presenceTicket(ports: Ports, session: SessionView | null): Promise<Ticketed> {
  if (!session?.account || !session.membership) return { refused: 'signed-out' };
  if (!may(actorOf(session), 'waiting-room.watch')) return { refused: 'forbidden' };
  const { practice, role } = session.membership;
  const claims = {
    role: 'presence',
    event: null,
    invitation: null,
    account: session.account.id,
    ...sessionClaim(session),
    practice: practice.id,
    assistant: role === 'assistant',
    startsAt: 0,
    plannedEnd: 0,
  } as const;
  return { ok: true, ticket: issueTicket(ports, claims, null), signalUrl: ports.settings.signalUrl, event: null };
}

function guestTicketFor(ports: Ports, event: EventRecord, invitation: string, participant: string | null): string {
  return issueTicket(ports, { ...placeOf(event), role: 'guest', invitation, account: event.owner, assistant: false }, participant);
}

function sessionClaim(session: SessionView | null) {
  return session ? { session: sessionName(session) } : {};
}

function placeOf(event: EventRecord) {
  return { event: event.id, practice: event.practice, startsAt: event.startsAt.getTime(), plannedEnd: event.plannedEnd.getTime() };
}

/** What the key opens; nothing is changed. */
export async function atTheDoor(ports: Ports, key: DoorKey, address: string): Promise<Found | null | 'limited'> {
  const now = ports.now();
  if ('token' in key) {
    const claim = readLinkToken(ports.keyring, key.token);
    // A genuine link is never refused for others' guessing behind the same address.
    if (!claim) return ports.limits.allow('link-address', address, now) && ports.limits.allow('link-all', '', now) ? null : 'limited';
    const invitation = await ports.store.invitations.atTheDoor(claim.invitation);
    return invitation && withEvent(ports, invitation, claim.version, claim.toldStart);
  }
  const index = typedCodeIndex(ports.keyring, key.code);
  if (!ports.limits.allow('code-address', address, now) || !ports.limits.allow('code-all', '', now)) return 'limited';
  const invitation = index && (await ports.store.invitations.byCode(index));
  if (!invitation) return null;
  // A right code is no guess: many clients behind one address, or in one hour, must not shut the field for each other.
  ports.limits.giveBack('code-address', address);
  ports.limits.giveBack('code-all', '');
  return withEvent(ports, invitation, invitation.version, null);
}

async function withEvent(ports: Ports, invitation: Invitation, claimedVersion: number, toldStart: Date | null): Promise<Found | null> {
  const [event, practice] = await Promise.all([ports.store.events.atTheDoor(invitation.event), ports.store.practices.byId(invitation.practice)]);
  return event && practice?.state === 'active' ? { event, invitation, practice, claimedVersion, toldStart } : null;
}

export function factsOf(seen: Found) {
  return { event: seen.event, invitation: seen.invitation, claimedVersion: seen.claimedVersion, joiningLeadMinutes: seen.practice.joiningLeadMinutes };
}

function doorEvent(event: EventRecord): DoorEvent {
  return {
    id: event.id,
    startsAt: event.startsAt.toISOString(),
    plannedEnd: event.plannedEnd.toISOString(),
    zone: event.zone,
    minutes: event.minutes,
    size: event.size,
  };
}
