/**
 * What the deeds in this folder need from the world. `server/start.ts` wires the real ones; tests wire the same with another clock.
 * Stores answer `null` for "not there, or not yours": nobody learns the difference. Every practice-scoped method takes a `Scope`.
 */
import type { Holding } from '../../privacy/memory.ts';
import type { Deed } from '../../rules/authority.ts';
import type { Attempts } from '../../rules/lock-out.ts';
import type { CalendarStore } from './ports-calendar.ts';
import type { ContactStore } from './ports-contact.ts';
import type { ContractStore } from './ports-contracts.ts';
import type { EndingStore, SupplierStore } from './ports-ending.ts';
import type { EventTypeStore, HoursStore } from './ports-event-types.ts';
import type { FactorStore } from './ports-factors.ts';
import type { PracticeWorkStore } from './ports-practice.ts';
import type { PracticeWordsStore } from './ports-practice-words.ts';
import type { MemberStore } from './ports-members.ts';
import type { TaskStore } from './ports-tasks.ts';
import type { BlockStore, Guard, RuleRefusals } from './ports-irregular.ts';
import type { VisitStore } from './ports-visits.ts';
import type { AcceptanceStore, TextStore } from './ports-texts.ts';
import type { ProfileStore, RequestStore } from './ports-profile.ts';
import type { ReminderStore } from './ports-reminders.ts';

export type { Holding };

export type Language = 'de' | 'en' | 'fr';
export type PracticeRole = 'owner' | 'provider' | 'assistant';

/** What a query may touch: one practice and, unless the practice lets colleagues see each other's clients, one owner inside it. */
export interface Scope {
  readonly practice: string;
  /** null: all providers of the practice. */
  readonly owner: string | null;
}

export interface Account {
  readonly id: string;
  readonly kind: 'provider' | 'client' | 'operator';
  readonly email: string;
  readonly passwordHash: string;
  readonly formOfAddress: string | null;
  readonly title: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: Language;
  readonly state: 'unverified' | 'active' | 'blocked';
  readonly createdAt: Date;
}
export interface Practice {
  readonly id: string;
  readonly name: string;
  readonly telephone: string | null;
  readonly language: Language;
  readonly zone: string;
  readonly colleaguesSeeClients: boolean;
  readonly eventTermHours: number | null;
  readonly joiningLeadMinutes: number | null;
  readonly state: 'unverified' | 'requested' | 'active' | 'ended';
}
export interface Membership {
  readonly practice: Practice;
  readonly role: PracticeRole;
}
export interface EventRecord {
  readonly id: string;
  readonly practice: string;
  readonly owner: string;
  /** What it is called: the name of its kind, or words of its own. */
  readonly type: string;
  /** null: of no kind that the practice keeps. */
  readonly typeId: string | null;
  /** Seen only by the practice. */
  readonly title: string;
  /** Local wall-clock start, `YYYY-MM-DDTHH:mm`, in `zone` (IANA name). */
  readonly localStart: string;
  readonly zone: string;
  readonly minutes: number;
  readonly extendedMinutes: number;
  readonly startsAt: Date;
  /** Start + minutes + extension. */
  readonly plannedEnd: Date;
  readonly size: 'single' | 'group';
  readonly state: 'draft' | 'published' | 'cancelled';
  /** When the host ended the last consultation for all; receipts from before are void. null: never. */
  readonly hostEndedAt: Date | null;
  readonly held: 'held' | 'did-not-come' | null;
}
export interface Invitation {
  readonly id: string;
  readonly practice: string;
  readonly event: string;
  readonly email: string;
  /** The practice's own name for this client, never shown to the client. */
  readonly label: string;
  readonly language: Language;
  /** Raised to kill all earlier links and codes. */
  readonly version: number;
  readonly state: 'planned' | 'sent' | 'revoked';
  readonly reply: 'none' | 'confirmed' | 'declined';
  /** When the host last took this guest out of the consultation; receipts from before are void. null: never. */
  readonly removedAt: Date | null;
  /** When the reply was given or taken back, to the hour. null: nothing was said. */
  readonly repliedAt: Date | null;
  /** This person wants none. */
  readonly remindersStopped: boolean;
}
export interface OwnSession {
  readonly id: string;
  readonly tokenHash: Uint8Array;
  /** As in the access record; null: it was not used since it began. */
  readonly browser: string | null;
  /** To five minutes, both. */
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly secondFactor: boolean;
}
export interface SessionRecord {
  readonly tokenHash: Uint8Array;
  readonly account: string | null;
  readonly language: Language | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly secondFactor: boolean;
  readonly browser: string | null;
  readonly grants: readonly { readonly invitation: string; readonly version: number }[];
}

export type AccountMailKind =
  | 'verify'
  | 'reset'
  | 'email-change'
  | 'email-changed'
  | 'password-changed'
  | 'factor-changed'
  | 'request-answered'
  | 'trial-ends'
  | 'contract-confirmed'
  | 'contract-ends'
  | 'trial-ends-tomorrow'
  | 'account-ended'
  | 'account-restored';
export type TaskMailKind = 'task-given' | 'task-due';
export type MailKind = AccountMailKind | TaskMailKind | 'contact' | 'member-invitation' | 'invitation' | 'moved' | 'cancelled' | 'reminder';
export type TokenPurpose = 'verify' | 'setup' | 'reset' | 'email-change' | 'second-step' | 'passkey-challenge';
export interface OutboxEntry {
  readonly id: string;
  readonly practice: string | null;
  readonly kind: MailKind;
  /** An account (`AccountMailKind`), a message to the operator, a task, an invitation or, of a `reminder`, what was claimed for it. */
  readonly reference: string;
  readonly attempts: number;
}
export type OutboxState = 'waiting' | 'accepted' | 'failed';

export interface Store {
  /** All or nothing; the callback gets a store bound to the transaction. */
  atomically<T>(work: (store: Store) => Promise<T>): Promise<T>;

  readonly accounts: {
    insert(account: Account): Promise<'ok' | 'address-taken'>;
    byId(id: string): Promise<Account | null>;
    byEmail(email: string): Promise<Account | null>;
    /** Claims by conditional update. false: was not unverified. */
    verify(id: string, now: Date): Promise<boolean>;
    /** Together with its practice; false: was not unverified. */
    removeUnverified(id: string): Promise<boolean>;
    setPassword(id: string, passwordHash: string): Promise<void>;
    /** Their address is proven. 'address-taken': it belongs to another account; nothing was changed. */
    setEmail(id: string, email: string): Promise<'ok' | 'address-taken'>;
    hasOperator(): Promise<boolean>;
  };
  readonly practices: {
    insert(practice: Practice, owner: string, now: Date): Promise<void>;
    byId(id: string): Promise<Practice | null>;
    /** Of an active account; at most one practice a provider in this version of the portal. */
    membershipOf(account: string): Promise<Membership | null>;
    /** Until the transaction ends it stays that. null: there is none. */
    stateOf(id: string): Promise<Practice['state'] | null>;
    /** What its clients are shown. */
    change(id: string, shown: Pick<Practice, 'name' | 'telephone'>): Promise<void>;
  };
  readonly calendar: CalendarStore;
  readonly contact: ContactStore;
  readonly tasks: TaskStore;
  readonly visits: VisitStore;
  readonly blocks: BlockStore;
  readonly contracts: ContractStore;
  readonly work: PracticeWorkStore;
  readonly words: PracticeWordsStore;
  readonly types: EventTypeStore;
  readonly hours: HoursStore;
  readonly members: MemberStore;
  readonly reminders: ReminderStore;
  readonly sessions: {
    insert(tokenHash: Uint8Array, account: string | null, language: Language | null, now: Date): Promise<void>;
    byHash(tokenHash: Uint8Array): Promise<SessionRecord | null>;
    touch(tokenHash: Uint8Array, now: Date): Promise<void>;
    setLanguage(tokenHash: Uint8Array, language: Language): Promise<void>;
    grant(tokenHash: Uint8Array, invitation: string, version: number, now: Date): Promise<void>;
    remove(tokenHash: Uint8Array): Promise<void>;
    /** Moves the grants of one session to another and removes the first: a new cookie value at each change of privilege. */
    replace(from: Uint8Array, to: Uint8Array, account: string | null, now: Date): Promise<void>;
    /** Who has it proved a second factor too. */
    markSecondFactor(tokenHash: Uint8Array): Promise<void>;
    /** Family and major version, as in the access record; once a session. */
    noteBrowser(tokenHash: Uint8Array, browser: string): Promise<void>;
    /** Those of an account, the one last used first. */
    ofAccount(account: string): Promise<OwnSession[]>;
    /** false: there is none with this id, or it is somebody else's. */
    removeOne(account: string, id: string): Promise<boolean>;
    /** `keep`: null ends all of them. Answers how many have ended. */
    removeAll(account: string, keep: Uint8Array | null): Promise<number>;
  };
  readonly tokens: {
    insert(tokenHash: Uint8Array, purpose: TokenPurpose, account: string | null, expiresAt: Date): Promise<void>;
    /** Looks without using it. null: unknown, used or expired. */
    find(tokenHash: Uint8Array, purpose: TokenPurpose, now: Date): Promise<{ account: string | null } | null>;
    /** Single use: removes it and answers what it stood for. null: unknown, used or expired. */
    use(tokenHash: Uint8Array, purpose: TokenPurpose, now: Date): Promise<{ account: string | null } | null>;
    removeOf(account: string | null, purpose: TokenPurpose): Promise<void>;
  };
  readonly factors: FactorStore;
  readonly profiles: ProfileStore;
  readonly requests: RequestStore;
  readonly texts: TextStore;
  readonly acceptances: AcceptanceStore;
  readonly endings: EndingStore;
  readonly suppliers: SupplierStore;
  readonly emailChanges: {
    /** Replaces one that was asked before. */
    ask(account: string, email: string, now: Date): Promise<void>;
    of(account: string): Promise<{ readonly email: string; readonly state: 'asked' | 'done' } | null>;
    /** From then on the row holds the former address, for the notice that goes there. false: none was asked. */
    done(account: string, former: string, now: Date): Promise<boolean>;
  };
  readonly failedLogins: {
    /** `network`: an anonymised address; only a keyed hash of it together with the account's is kept. */
    of(email: string, network: string): Promise<Attempts>;
    add(email: string, network: string, now: Date): Promise<void>;
    /** They signed in from there: its failures are forgotten, and it is known from now on. */
    succeeded(email: string, network: string, now: Date): Promise<void>;
    /** All of the account's: who proved the mailbox is no guesser. */
    clear(email: string): Promise<void>;
  };
  readonly events: {
    insert(event: EventRecord, now: Date): Promise<void>;
    update(scope: Scope, event: EventRecord): Promise<boolean>;
    byId(scope: Scope, id: string): Promise<EventRecord | null>;
    /** Those whose planned end is at or after `from` and whose start is before `to`, by start. */
    between(scope: Scope, from: Date, to: Date): Promise<EventRecord[]>;
    /** For the door (a link was shown) and the signalling server: not scoped, because the link or the ticket is the authority. */
    atTheDoor(id: string): Promise<EventRecord | null>;
    hostEnded(id: string, now: Date): Promise<void>;
    remove(scope: Scope, id: string): Promise<boolean>;
  };
  readonly invitations: {
    /** 'code-taken': the entry code of this version belongs to someone else; raise the version and try again. */
    insert(invitation: Invitation, codeIndex: Uint8Array, now: Date): Promise<'ok' | 'code-taken'>;
    byId(scope: Scope, id: string): Promise<Invitation | null>;
    ofEvent(scope: Scope, event: string): Promise<Invitation[]>;
    ofEvents(scope: Scope, events: readonly string[]): Promise<Invitation[]>;
    markSent(id: string): Promise<void>;
    /** Also used for uninviting; false: was revoked already or not in scope. */
    revoke(scope: Scope, id: string, now: Date): Promise<boolean>;
    atTheDoor(id: string): Promise<Invitation | null>;
    byCode(codeIndex: Uint8Array): Promise<Invitation | null>;
    /** Receipts of admissions up to `at` are void from now on; told twice, the later moment counts. */
    guestRemoved(id: string, at: Date): Promise<void>;
    /** What was said was said to another time. */
    forgetReplies(event: string): Promise<void>;
  };
  readonly outbox: {
    /** In the transaction of the deed it tells of. */
    insert(entry: { id: string; practice: string | null; kind: MailKind; reference: string }, now: Date): Promise<void>;
    /** As `insert`, unless such a mail was put out at or after `since`; asked twice at once, one is put out. false: none was. */
    insertUnlessSince(entry: { id: string; practice: string | null; kind: MailKind; reference: string }, since: Date, now: Date): Promise<boolean>;
    /** Claims up to `limit` waiting rows whose time has come by moving `next_attempt_at` ahead by `leaseSeconds` and counting the attempt. */
    claim(now: Date, limit: number, leaseSeconds: number): Promise<OutboxEntry[]>;
    accepted(id: string, now: Date): Promise<void>;
    /** `failure` is a code, never an address or a server's words. */
    postpone(id: string, nextAttemptAt: Date, failure: string): Promise<void>;
    fail(id: string, failure: string): Promise<void>;
    stateOf(references: readonly string[]): Promise<Map<string, OutboxState>>;
  };
  readonly audit: {
    add(
      entry: { id: string; practice: string | null; actor: string | null; deed: Deed; objectKind: string; objectId: string | null },
      now: Date,
    ): Promise<void>;
  };
  readonly settings: {
    all(): Promise<Record<string, string>>;
    set(name: string, value: string): Promise<void>;
  };
}

/** Keys never lie in the database. `scope` is a practice's id, or `portal` for what belongs to none. Every seal is bound to `field` and `row`. */
export interface Keyring {
  seal(field: string, scope: string, row: string, text: string): Uint8Array;
  /** Throws when the seal was broken or the key is gone: that is damage, not a refusal. */
  open(field: string, scope: string, row: string, sealed: Uint8Array): string;
  /** Keyed hash for look-up; the caller normalises. */
  blindIndex(field: string, scope: string, text: string): Uint8Array;
  /** HMAC-SHA-256 under the key of that purpose and `keyId`; null: the present key. */
  mac(purpose: 'link' | 'entry-code' | 'ticket' | 'receipt' | 'reminders', keyId: string | null, data: string): Uint8Array;
  readonly currentKeyId: string;
  readonly keyIds: readonly string[];
}

/** Small messages between roles; at most once, so every receiver is also healed by its periodic look into the database. */
export type BusMessage =
  | {
      readonly type: 'event-changed';
      readonly event: string;
      readonly change: 'moved' | 'extended' | 'cancelled';
      readonly startsAt: number;
      readonly plannedEnd: number;
    }
  | { readonly type: 'invitation-revoked'; readonly event: string; readonly invitation: string }
  | { readonly type: 'session-ended'; readonly account: string }
  /** `mark`: a keyed hash, see `ports-irregular.ts`. */
  | { readonly type: 'line-blocked' | 'line-freed'; readonly mark: string }
  /** Look into the table. */
  | { readonly type: 'networks-blocked' }
  /** How often one process's limits said no within the hour. */
  | { readonly type: 'limits-refused'; readonly process: string; readonly refusals: readonly RuleRefusals[] }
  /** What one process holds in memory, for the one that does the jobs. `process`: random, drawn at its start. */
  | { readonly type: 'memory-held'; readonly process: string; readonly holdings: readonly Holding[] };
export interface Bus {
  publish(message: BusMessage): Promise<void>;
  /** Answers how to stop. */
  subscribe(receive: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}

export interface Passwords {
  /** PHC string, argon2id. */
  hash(password: string): Promise<string>;
  verify(phc: string, password: string): Promise<boolean>;
  /** As slow as `verify`, for addresses that do not exist. */
  pretend(password: string): Promise<void>;
  /** Among those that are guessed first. */
  isCommon(password: string): Promise<boolean>;
}

/** Counters in memory, gone an hour after the last hit. */
export interface Limits {
  /** Counts a hit; false: over the limit. `key` is not kept in clear beyond the window. Of an IPv6 address the whole line counts. */
  allow(rule: LimitRule, key: string, now: Date): boolean;
  /** The last hit was no guess and does not count. */
  giveBack(rule: LimitRule, key: string): void;
}
export type LimitRule =
  | 'sign-in-address'
  | 'sign-in-all'
  | 'link-address'
  | 'link-all'
  | 'code-address'
  | 'code-all'
  | 'register-address'
  | 'register-all'
  | 'reset-address'
  | 'reset-mailbox'
  | 'reset-all'
  | 'upgrade-address'
  | 'contact-address'
  | 'contact-all'
  | 'reply-invitation'
  | 'feed-address'
  | 'feed-one';

export interface Ports {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly bus: Bus;
  readonly passwords: Passwords;
  readonly limits: Limits;
  readonly guard: Guard;
  /** From the register; see `session.ts`. */
  readonly sessionLives: { readonly idleMs: number; readonly idleWithoutSecondFactorMs: number; readonly absoluteMs: number };
  readonly now: () => Date;
  /** What is left of an address when it is anonymised (M1.2): the network it came from. */
  readonly networkOf: (address: string) => string;
  /** UUID version 7 or 4. */
  readonly newId: () => string;
  /** Cryptographically strong. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Wakes the mail job; the row is already committed. */
  readonly wakeMail: () => void;
  readonly settings: {
    readonly publicUrl: URL;
    readonly mode: 'development' | 'production';
    readonly defaultLanguage: Language;
    /** wss:// or ws:// address of the signalling role as browsers see it. */
    readonly signalUrl: string;
    readonly mailFrom: string;
    /** Where the development outbox lies; null with SMTP settings or in production. */
    readonly outboxFolder: string | null;
  };
}
