/** M4.3: one's own appointments, month by month, and what a calendar program is given of them. */
import { fullName } from '../../rules/person.ts';
import type { FeedEntry } from '../../rules/feed.ts';
import { actorOf, audit, memberlessMay } from './actor.ts';
import { pathOf } from './links.ts';
import type { ClientEvent, Feed, MemberEvent, Wording } from './ports-calendar.ts';
import type { Account, EventRecord, Invitation, Membership, Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

export interface ClientRow {
  readonly kind: 'client';
  readonly invitation: string;
  readonly reply: Invitation['reply'];
  readonly startsAt: Date;
  readonly plannedEnd: Date;
  readonly zone: string;
  readonly size: EventRecord['size'];
  readonly off: boolean;
  readonly practice: string;
  readonly provider: string;
  /** `/j#TOKEN`; null: it opens nothing any more. */
  readonly link: string | null;
}
export interface MemberRow extends MemberEvent {
  readonly kind: 'member';
}
export type CalendarRow = ClientRow | MemberRow;

export interface OwnCalendar {
  readonly rows: readonly CalendarRow[];
  readonly feed: Feed | null;
  /** For whom the practice's own titles can stand in the calendar program. */
  readonly mayTitle: boolean;
}

/** Starts in [from, to). null: not for this person. */
export async function ownCalendar(ports: Ports, session: SessionView | null, from: Date, to: Date): Promise<OwnCalendar | null> {
  const id = memberlessMay(session, 'calendar.read');
  const account = id === null ? null : await ports.store.accounts.byId(id);
  if (account?.state !== 'active') return null;
  const feed = await ports.store.calendar.feedOf(account.id);
  if (session?.account?.kind === 'client')
    return { rows: await clientRows(ports, await ports.store.calendar.ofClient(account.email, from, to)), feed, mayTitle: false };
  if (!session?.membership) return null;
  const events = await memberEvents(ports, account, session.membership, from, to);
  return { rows: events.map((each) => ({ kind: 'member', ...each })), feed, mayTitle: true };
}

/** An assistant plans for all; everybody else has their own. */
function memberEvents(ports: Ports, account: Account, { practice, role }: Membership, from: Date | null, to: Date | null): Promise<readonly MemberEvent[]> {
  return ports.store.calendar.ofPractice(practice.id, role === 'assistant' ? null : account.id, from, to);
}

async function clientRows(ports: Ports, found: readonly ClientEvent[]): Promise<readonly ClientRow[]> {
  const now = ports.now();
  return Promise.all(
    found.map(async ({ invitation, event, off, practiceName }) => {
      const provider = await ports.store.accounts.byId(event.owner);
      return {
        kind: 'client' as const,
        invitation: invitation.id,
        reply: invitation.reply,
        startsAt: event.startsAt,
        plannedEnd: event.plannedEnd,
        zone: event.zone,
        size: event.size,
        off,
        practice: practiceName,
        provider: provider ? fullName(provider) : practiceName,
        link: off || event.plannedEnd <= now ? null : pathOf(ports, { invitation: invitation.id, version: invitation.version, toldStart: event.startsAt }),
      };
    }),
  );
}

export type FeedTurned = { readonly ok: true } | { readonly refused: 'forbidden' };
/** `secret`: 256 bits, known to the person alone from now on. */
export type FeedMade = { readonly ok: true; readonly secret: string } | { readonly refused: 'forbidden' };

/** Each press makes a new address and ends the former one: the one last shown is the one that holds. */
export async function makeFeed(ports: Ports, session: SessionView | null, wording: Wording): Promise<FeedMade> {
  const id = mayFeed(session);
  if (id === null) return { refused: 'forbidden' };
  const secret = drawToken(ports);
  await ports.store.atomically(async (store) => {
    await store.calendar.setFeed({ account: id, wording: allowed(session, wording), createdAt: ports.now() }, hashToken(secret));
    await note(ports, store, session, id);
  });
  return { ok: true, secret };
}

export async function changeWording(ports: Ports, session: SessionView | null, wording: Wording): Promise<FeedTurned> {
  const id = mayFeed(session);
  if (id === null) return { refused: 'forbidden' };
  await ports.store.atomically(async (store) => {
    if (await store.calendar.setWording(id, allowed(session, wording))) await note(ports, store, session, id);
  });
  return { ok: true };
}

/** Dead at once. */
export async function endFeed(ports: Ports, session: SessionView | null): Promise<FeedTurned> {
  const id = mayFeed(session);
  if (id === null) return { refused: 'forbidden' };
  await ports.store.atomically(async (store) => {
    if (await store.calendar.removeFeed(id)) await note(ports, store, session, id);
  });
  return { ok: true };
}

function mayFeed(session: SessionView | null): string | null {
  const id = memberlessMay(session, 'calendar.feed');
  return session?.account?.kind === 'client' || session?.membership ? id : null;
}

function allowed(session: SessionView | null, wording: Wording): Wording {
  return actorOf(session) === 'client' ? 'neutral' : wording;
}

function note(ports: Ports, store: Ports['store'], session: SessionView | null, account: string): Promise<void> {
  return audit(ports, store, { account, practice: session?.membership?.practice.id ?? null }, 'calendar.feed', 'account', account);
}

export interface FeedContent {
  readonly language: Account['language'];
  /** For a calendar with nothing in it. */
  readonly zone: string;
  /** An empty summary is the neutral one. */
  readonly entries: readonly FeedEntry[];
}

/**
 * For whoever shows the address: it is the authority, like a link. `unknown`: never was, was ended or replaced, or its person has no calendar any
 * more. @param address of the request, for the limits alone; who has the right address is not slowed by who guesses behind the same one.
 */
export async function readFeed(ports: Ports, secret: string, address: string): Promise<FeedContent | 'unknown' | 'limited'> {
  const now = ports.now();
  const feed = await ports.store.calendar.feedByHash(hashToken(secret));
  if (!feed) return ports.limits.allow('feed-address', address, now) ? 'unknown' : 'limited';
  if (!ports.limits.allow('feed-one', feed.account, now)) return 'limited';
  const account = await ports.store.accounts.byId(feed.account);
  if (account?.state !== 'active') return 'unknown';
  const page = (path: string) => new URL(path, ports.settings.publicUrl).href;
  if (account.kind === 'client') {
    const found = await ports.store.calendar.ofClient(account.email, null, null);
    return { language: account.language, zone: found[0]?.event.zone ?? 'UTC', entries: found.map((each) => clientEntry(each, page('/portal/calendar'))) };
  }
  const membership = await ports.store.practices.membershipOf(account.id);
  if (membership?.practice.state !== 'active') return 'unknown';
  const events = await memberEvents(ports, account, membership, null, null);
  const entries = events.map((each) => memberEntry(each, feed.wording, page(`/portal/events/${each.event.id}`)));
  return { language: account.language, zone: membership.practice.zone, entries };
}

function clientEntry({ invitation, event, off, changedAt }: ClientEvent, url: string): FeedEntry {
  return {
    uid: invitation.id,
    startsAt: event.startsAt,
    endsAt: event.plannedEnd,
    zone: event.zone,
    summary: '',
    url,
    off,
    busy: invitation.reply !== 'declined',
    changedAt,
  };
}

function memberEntry({ event, changedAt }: MemberEvent, wording: Wording, url: string): FeedEntry {
  return {
    uid: event.id,
    startsAt: event.startsAt,
    endsAt: event.plannedEnd,
    zone: event.zone,
    summary: wording === 'title' ? event.title : '',
    url,
    off: event.state === 'cancelled',
    busy: true,
    changedAt,
  };
}
