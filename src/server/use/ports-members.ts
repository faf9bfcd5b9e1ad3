/** Who belongs to a practice, and who is invited to. */
import type { Language, PracticeRole } from './ports.ts';

export interface MemberRecord {
  readonly account: string;
  readonly role: PracticeRole;
  readonly joinedAt: Date;
  readonly title: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly hasSecondFactor: boolean;
}
export interface MemberInvitation {
  readonly id: string;
  readonly practice: string;
  readonly email: string;
  readonly role: PracticeRole;
  readonly language: Language;
  readonly expiresAt: Date;
}

export interface MemberStore {
  /** By the day they joined, without those whose account has ended. */
  of(practice: string): Promise<readonly MemberRecord[]>;
  /** All of them, also those whose data are restricted. */
  count(practice: string): Promise<number>;
  /** Until the transaction ends nobody else who calls this changes the practice's members. */
  lock(practice: string): Promise<void>;
  /** Until the transaction ends this member's role stays. null: not a member. */
  roleOf(practice: string, account: string): Promise<PracticeRole | null>;
  /** false: they belong to a practice already. */
  add(practice: string, account: string, role: PracticeRole, now: Date): Promise<boolean>;
  setRole(practice: string, account: string, role: PracticeRole): Promise<void>;
  remove(practice: string, account: string): Promise<void>;
  /** Events of theirs that are not over. */
  eventsAhead(practice: string, account: string, now: Date): Promise<number>;
  /** Answers which ones now belong to `to`. */
  moveEvents(practice: string, from: string, to: string, now: Date): Promise<readonly string[]>;
  /** In place of one to the same address; what it was sent before no longer works. */
  invite(invitation: MemberInvitation): Promise<void>;
  /** The one whose end comes last first; those that are over are not among them. */
  invitations(practice: string, now: Date): Promise<readonly MemberInvitation[]>;
  invitation(id: string, now: Date): Promise<MemberInvitation | null>;
  /** Of the mail that is sent; the one before no longer works. */
  setToken(id: string, tokenHash: Uint8Array): Promise<void>;
  byToken(tokenHash: Uint8Array, now: Date): Promise<MemberInvitation | null>;
  /** Single use: false, if somebody was faster. */
  spend(id: string, tokenHash: Uint8Array): Promise<boolean>;
  withdraw(practice: string, id: string): Promise<boolean>;
}
