/** What people tell of themselves beyond signing in: names, a photo, requests about their data; and a client's own events. */
import type { Datum, RequestAnswer, RequestKind } from '../../rules/data-request.ts';
import type { PhotoSize } from '../../rules/picture.ts';
import type { Account, Invitation, EventRecord } from './ports.ts';

export type Profile = Pick<Account, 'formOfAddress' | 'title' | 'firstName' | 'lastName' | 'language'>;

export interface Photo {
  /** Changes with each picture. */
  readonly stamp: string;
  readonly small: Uint8Array;
  readonly large: Uint8Array;
  readonly consentedAt: Date;
  readonly consentVersion: number;
}
export interface DataRequest {
  readonly id: string;
  readonly account: string;
  readonly kind: RequestKind;
  readonly datum: Datum;
  readonly text: string;
  readonly state: 'open' | RequestAnswer;
  readonly receivedAt: Date;
  /** null: not yet. */
  readonly answeredAt: Date | null;
  readonly answer: string | null;
}
/** What a client may see of an appointment: neither title nor label. */
export interface OwnEvent {
  readonly invitation: Pick<Invitation, 'id' | 'version' | 'reply'>;
  readonly event: Pick<EventRecord, 'startsAt' | 'plannedEnd' | 'zone' | 'minutes' | 'size' | 'owner'>;
  readonly practiceName: string;
}

export interface ProfileStore {
  change(account: string, profile: Profile): Promise<void>;
  setPhoto(account: string, photo: Photo): Promise<void>;
  photoOf(account: string): Promise<Photo | null>;
  /** null: there is none. */
  stampOf(account: string): Promise<string | null>;
  picture(account: string, size: PhotoSize): Promise<Uint8Array | null>;
  /** false: there was none. */
  removePhoto(account: string): Promise<boolean>;
  /** Whether both are members of one practice. */
  areColleagues(one: string, other: string): Promise<boolean>;
  /** Published, not over, of invitations that were sent to this address and hold; by start. */
  ownEvents(email: string, now: Date): Promise<readonly OwnEvent[]>;
}
export interface RequestStore {
  /** false: `most` of them are open already. */
  insert(request: DataRequest, most: number): Promise<boolean>;
  /** Newest first. */
  ofAccount(account: string): Promise<readonly DataRequest[]>;
  /** The one whose month is over first comes first. */
  open(): Promise<readonly DataRequest[]>;
  /** Claims by conditional update. null: unknown, or answered already. */
  answer(id: string, answer: { readonly state: RequestAnswer; readonly text: string }, now: Date): Promise<{ readonly account: string } | null>;
}
