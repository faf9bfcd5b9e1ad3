/** What a practice has ordered, where it sits, whom one reaches there and how it pays. */
import type { Language } from './ports.ts';

export interface Contract {
  readonly practice: string;
  readonly plan: string;
  readonly orderedAt: Date | null;
  readonly confirmedAt: Date | null;
  /** The operator's account; null: by itself. */
  readonly confirmedBy: string | null;
  readonly trialEndsAt: Date | null;
  readonly trialToldAt: Date | null;
  readonly noticeReceivedAt: Date | null;
  readonly noticeBy: 'practice' | 'operator' | null;
  readonly endsAt: Date | null;
}
export interface Bank {
  readonly holder: string;
  /** Without spaces. */
  readonly iban: string;
  readonly bic: string | null;
}
export interface Mandate extends Bank {
  readonly practice: string;
  /** By which the bank and the practice know it; also unique at the creditor. */
  readonly reference: string;
  readonly textVersion: number;
  readonly language: Language;
  readonly consentedAt: Date;
}
/** Of the practice as a party to a contract. */
export interface PracticeDetails {
  readonly kind: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly contactName: string | null;
  readonly contactTelephone: string | null;
  readonly contactEmail: string | null;
}

/** What an operator sees of a practice: as a party to a contract, nothing of its clients and appointments. */
export interface ListedPractice {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly city: string | null;
  readonly state: 'unverified' | 'requested' | 'active' | 'ended';
  readonly members: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** null: from before contracts were kept. */
  readonly contract: Contract | null;
}

export interface ContractStore {
  /** By name. */
  list(): Promise<ListedPractice[]>;
  /** null: there is none. */
  listed(practice: string): Promise<ListedPractice | null>;
  /** In place of what was noted before; null takes it back. false: there is no contract, or it has ended. */
  note(practice: string, notice: { readonly receivedAt: Date; readonly by: 'practice' | 'operator'; readonly endsAt: Date } | null): Promise<boolean>;
  /** Ends those whose day has come, contracts and trials; answers them. Doing it twice is doing it once. */
  endDue(now: Date): Promise<readonly string[]>;
  /** Trials that end before `before` and whose owner was not told yet, a week or a day ahead; from now on they count as told. */
  claimTrialsToTell(before: Date, now: Date, which: 'week' | 'day'): Promise<readonly string[]>;
  /** The owner who joined first. null: there is none. */
  ownerOf(practice: string): Promise<string | null>;
  /** false: an order with this value has made a practice already. */
  insert(contract: Contract, orderHash: Uint8Array): Promise<boolean>;
  /** Whether an order with this value has made a practice already. */
  isOrdered(orderHash: Uint8Array): Promise<boolean>;
  of(practice: string): Promise<Contract | null>;
  /** The practice opens, and a trial starts with it. false: it is open or has ended, and nothing was changed. */
  open(practice: string, opened: { readonly trialEndsAt: Date | null; readonly by: string | null }, now: Date): Promise<boolean>;
  /** Verified; from here the operator opens it. */
  request(practice: string): Promise<void>;
  mandateOf(practice: string): Promise<Mandate | null>;
  /** The practice has one; a new one replaces the former. */
  setMandate(mandate: Mandate): Promise<void>;
  detailsOf(practice: string): Promise<PracticeDetails | null>;
  changeDetails(practice: string, details: PracticeDetails): Promise<void>;
}
