/** A person's own appointments, what they say to them, and the address at which their calendar program reads them. */
import type { Reply } from '../../rules/reply.ts';
import type { EventRecord, Invitation } from './ports.ts';

/** `title`: the practice's own title; for clients always `neutral`. */
export type Wording = 'neutral' | 'title';

/** What a client may see of an appointment: neither title nor label. */
export interface ClientEvent {
  readonly invitation: Pick<Invitation, 'id' | 'version' | 'reply'>;
  readonly event: Pick<EventRecord, 'startsAt' | 'plannedEnd' | 'zone' | 'minutes' | 'extendedMinutes' | 'size' | 'owner'>;
  /** Called off, or taken back from this person. */
  readonly off: boolean;
  /** To the hour. */
  readonly changedAt: Date;
  readonly practiceName: string;
}
export interface MemberEvent {
  readonly event: EventRecord;
  /** To the hour. */
  readonly changedAt: Date;
}
export interface Feed {
  readonly account: string;
  readonly wording: Wording;
  /** To the hour. */
  readonly createdAt: Date;
}

export interface CalendarStore {
  /** An invitation that was sent to this address. null: there is none, or it is somebody else's. */
  invitationOf(email: string, id: string): Promise<Invitation | null>;
  /** false: it was said already, or nobody is invited by it any more. */
  reply(invitation: string, reply: Reply, now: Date): Promise<boolean>;
  /** Sent to this address; starts in [from, to), null: without that bound; by start. */
  ofClient(email: string, from: Date | null, to: Date | null): Promise<readonly ClientEvent[]>;
  /** Published or called off; `owner` null: of all providers. Starts in [from, to), null: without that bound; by start. */
  ofPractice(practice: string, owner: string | null, from: Date | null, to: Date | null): Promise<readonly MemberEvent[]>;
  /** Replaces the former address, which is dead from then on. */
  setFeed(feed: Feed, tokenHash: Uint8Array): Promise<void>;
  feedOf(account: string): Promise<Feed | null>;
  feedByHash(tokenHash: Uint8Array): Promise<Feed | null>;
  /** false: there is none. */
  setWording(account: string, wording: Wording): Promise<boolean>;
  /** false: there was none. */
  removeFeed(account: string): Promise<boolean>;
}
