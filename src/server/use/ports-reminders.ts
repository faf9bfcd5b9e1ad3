/** Reminders that were put out, and what is to be known to decide on one. A row says which person was reminded of which start, and nothing else. */
import type { ReminderFacts, ReminderKind } from '../../rules/reminder.ts';

export interface Reminder {
  readonly id: string;
  readonly invitation: string;
  readonly kind: ReminderKind;
  /** Of the event as it was then: an event that moves is another start. */
  readonly startsAt: Date;
}
export interface ReminderCandidate {
  readonly invitation: string;
  readonly practice: string;
  readonly event: string;
  readonly facts: ReminderFacts;
}

export interface ReminderStore {
  /**
   * Who is invited to what begins after `from` and up to `to`, and has no reminder of this kind for that start. Not scoped: the portal itself asks. By start
   * and invitation, those after `after`; null: from the first.
   */
  candidates(
    kind: ReminderKind,
    from: Date,
    to: Date,
    after: { readonly startsAt: Date; readonly invitation: string } | null,
    limit: number,
  ): Promise<readonly ReminderCandidate[]>;
  /** false: this person was reminded of this start in this way already. Asked twice at once, one is told true. */
  claim(reminder: Reminder): Promise<boolean>;
  byId(id: string): Promise<Reminder | null>;
  /** null: there is no such invitation, or it or its event is under restriction. */
  of(invitation: string): Promise<ReminderCandidate | null>;
  /** Of an event that the asker was allowed to read. */
  ofEvent(event: string): Promise<readonly ReminderCandidate[]>;
  /** Those put out for the present start of an event that the asker was allowed to read. */
  putOutFor(event: string): Promise<readonly Reminder[]>;
  /** null: reminders are wanted again. Told twice, the first moment counts. false: there is no such invitation, or it was taken back. */
  setStopped(invitation: string, at: Date | null): Promise<boolean>;
}
