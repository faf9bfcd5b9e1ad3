/** Kinds of appointment and working hours of a practice, as the database keeps them. */
import type { EventType } from '../../rules/event-type.ts';
import type { HoursException, Week } from '../../rules/hours.ts';

export interface StoredType extends EventType {
  /** Appointments that are kept are of this kind: it may be archived, not deleted. */
  readonly used: boolean;
}
export interface EventTypeStore {
  /** By name, the archived ones too. */
  all(practice: string): Promise<readonly StoredType[]>;
  /**
   * By its id or, regardless of case, its name; archived ones are not found by name. Until the transaction ends it cannot be deleted.
   * null: the practice has none such.
   */
  chosen(practice: string, idOrName: string): Promise<EventType | null>;
  /** Inside a transaction. 'taken': there is one of this name, be it archived. */
  insert(practice: string, type: EventType): Promise<'ok' | 'taken'>;
  /** Inside a transaction. null: there is no such kind in this practice. */
  change(practice: string, type: Omit<EventType, 'archived'>): Promise<'ok' | 'taken' | null>;
  /** null: takes it back. false: there is no such kind. */
  archive(practice: string, id: string, at: Date | null): Promise<boolean>;
  /** Inside a transaction. 'used': an appointment is of this kind. */
  remove(practice: string, id: string): Promise<'ok' | 'used' | null>;
}

/** Whose hours; `account` null: the practice's own. */
export interface HoursHolder {
  readonly practice: string;
  readonly account: string | null;
}
export interface StoredException extends HoursException {
  readonly id: string;
}
export interface HoursStore {
  /** null: none were set. */
  week(of: HoursHolder): Promise<Week | null>;
  /** null: takes them away. */
  setWeek(of: HoursHolder, week: Week | null): Promise<void>;
  /** By their first day. */
  exceptions(of: HoursHolder): Promise<readonly StoredException[]>;
  /** Of the same days there is one; it gets the new hours. */
  addException(of: HoursHolder, exception: StoredException): Promise<void>;
  /** false: there is none with this id, or it is somebody else's. */
  removeException(of: HoursHolder, id: string): Promise<boolean>;
  /** Of the practice and everybody in it, for its export. */
  all(practice: string): Promise<{
    readonly weeks: readonly { readonly account: string | null; readonly week: Week }[];
    readonly exceptions: readonly (StoredException & { readonly account: string | null })[];
  }>;
}
