/** What a mail says, before it has words. Made when the mail is sent; nothing of it lies in the outbox. */
import type { Topic } from '../../rules/contact.ts';
import type { ReminderKind } from '../../rules/reminder.ts';
import type { AccountMailKind, Language, PracticeRole, TaskMailKind } from './ports.ts';

interface Addressed {
  readonly to: string;
  readonly language: Language;
}

/** About somebody's own account, with something to do: to prove an address, to choose a password. */
export interface LinkContent extends Addressed {
  readonly kind: Extract<AccountMailKind, 'verify' | 'reset' | 'email-change'>;
  /** A page of the portal with `#TOKEN`. */
  readonly link: string;
  /** How long the link works. */
  readonly lifeHours: number;
}

/** That something about somebody's own account has changed. */
export interface NoticeContent extends Addressed {
  readonly kind: Exclude<AccountMailKind, LinkContent['kind']>;
  /** Where they ask for a new password if it was not them. */
  readonly link: string;
}

/** That there is a task, not what it says. */
export interface TaskContent extends Addressed {
  readonly kind: TaskMailKind;
  readonly practiceName: string;
  /** A client may have no account yet. */
  readonly isClient: boolean;
  readonly link: string;
}

/** To somebody who is to work with a practice. */
export interface MemberInvitationContent extends Addressed {
  readonly kind: 'member-invitation';
  readonly practiceName: string;
  readonly role: PracticeRole;
  /** A page of the portal with `#TOKEN`. */
  readonly link: string;
  readonly lifeDays: number;
}

/** To the operator, from somebody who used the contact form; an answer goes to them. */
export interface ContactContent extends Addressed {
  readonly kind: 'contact';
  readonly topic: Topic;
  /** null: none was given. */
  readonly name: string | null;
  readonly email: string;
  readonly text: string;
  readonly writtenIn: Language;
  readonly writtenAt: Date;
}

export interface AppointmentContent extends Addressed {
  readonly kind: 'invitation' | 'moved' | 'cancelled';
  readonly practiceName: string;
  readonly providerName: string;
  readonly practiceTelephone: string | null;
  /** Stable over all mails of one invitation; names nobody. */
  readonly invitation: string;
  readonly startsAt: Date;
  readonly zone: string;
  readonly minutes: number;
  /** `PUBLIC_URL/j#TOKEN`; null: cancelled. */
  readonly link: string | null;
  /** As printed, `ABC-DEF-GHJ`; null: cancelled. */
  readonly code: string | null;
  /** Where the entry code is typed: the landing page. */
  readonly landing: string;
}

/** That an appointment is near. It has no calendar entry: the invitation's stands in the calendar already. */
export interface ReminderContent extends Addressed {
  readonly kind: 'reminder';
  readonly ahead: ReminderKind;
  readonly practiceName: string;
  readonly providerName: string;
  readonly practiceTelephone: string | null;
  readonly startsAt: Date;
  readonly zone: string;
  readonly minutes: number;
  /** `PUBLIC_URL/j#TOKEN`. */
  readonly link: string;
  /** As printed, `ABC-DEF-GHJ`. */
  readonly code: string;
  readonly landing: string;
  /** `PUBLIC_URL/reminders#TOKEN`. */
  readonly stopLink: string;
}

export type MailContent = LinkContent | NoticeContent | MemberInvitationContent | TaskContent | ContactContent | AppointmentContent | ReminderContent;

/**
 * Why a mail was not accepted. `temporary`: the server asks to try later. `permanent`: it will never take this mail. `unreachable`: no
 * connection, or it broke. `tls`: no connection that is encrypted and proven to end at the named host. `login`: it refuses the portal itself.
 * The server's own words are kept nowhere: they repeat addresses.
 */
export type DeliveryFault = 'temporary' | 'permanent' | 'unreachable' | 'tls' | 'login';
export type Delivery = { readonly ok: true } | { readonly refused: DeliveryFault };

/** Puts a mail into words and hands it to the mail server. `id` is the outbox row's: a second delivery of the same row carries the same Message-ID. */
export type Deliver = (id: string, content: MailContent, now: Date) => Promise<Delivery>;
