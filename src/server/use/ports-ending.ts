/** Accounts that end, and the suppliers of whoever runs the portal. */
import type { SupplierDetails } from '../../rules/supplier.ts';

export interface EndingStore {
  /** Blocked from now on, to be erased when the register's term is over. Claims by conditional update. false: it is not active. */
  end(account: string, now: Date): Promise<boolean>;
  /** As it was before it ended. false: it has not ended. */
  restore(account: string): Promise<boolean>;
  /** null: it has not ended. */
  endedAt(account: string): Promise<Date | null>;
  /** What is kept of where they signed in or failed to. */
  forgetNetworks(email: string): Promise<void>;
}

export interface Supplier extends SupplierDetails {
  readonly id: string;
  readonly changedAt: Date;
  /** When it stopped being one; null: it is one. */
  readonly endedAt: Date | null;
}
export interface SupplierStore {
  /** By name; with those that have ended, until the register says. */
  all(): Promise<readonly Supplier[]>;
  /** Until the transaction ends nobody else names one. */
  lock(): Promise<void>;
  insert(id: string, details: SupplierDetails, now: Date): Promise<void>;
  /** false: there is none with this id, or it has ended. */
  change(id: string, details: SupplierDetails, now: Date): Promise<boolean>;
  /** false: there is none with this id, or it has ended already. */
  end(id: string, now: Date): Promise<boolean>;
}
