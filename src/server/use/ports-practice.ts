/** How a practice works: what holds for its appointments, and what was done in it. */
import type { Deed } from '../../rules/authority.ts';
import type { ReminderSettings } from '../../rules/reminder.ts';

export interface PracticeDefaults {
  /** How long a new appointment is planned; null: the portal's own proposal. */
  readonly minutes: number | null;
  /** null: the waiting room is open from publication on. */
  readonly joiningLeadMinutes: number | null;
  /** null: the register's term. */
  readonly eventTermHours: number | null;
  readonly colleaguesSeeClients: boolean;
  /** Kept free before and after each appointment, unless its kind says otherwise. */
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  readonly reminders: ReminderSettings;
}
export interface TrailLine {
  readonly id: string;
  /** null: the account is no more, or it was the portal itself. */
  readonly actor: string | null;
  readonly deed: Deed;
  readonly objectKind: string;
  readonly hour: Date;
}
export interface TrailQuery {
  readonly practice: string;
  /** null: everybody. */
  readonly actor: string | null;
  readonly from: Date;
  readonly to: Date;
}

export interface PracticeWorkStore {
  defaults(practice: string): Promise<PracticeDefaults>;
  setDefaults(practice: string, defaults: PracticeDefaults): Promise<void>;
  /** The newest first. */
  trail(query: TrailQuery, limit: number, offset: number): Promise<readonly TrailLine[]>;
}
