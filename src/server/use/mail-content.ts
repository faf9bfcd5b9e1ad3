/** What a mail says, before it has words. Made when the mail is sent; nothing of it lies in the outbox. */
import type { Language } from './ports.ts';

interface Addressed {
  readonly to: string;
  readonly language: Language;
}

/** To a provider who registered: proves the address. */
export interface VerifyContent extends Addressed {
  readonly kind: 'verify';
  /** `PUBLIC_URL/portal/verify#TOKEN`. */
  readonly link: string;
  /** How long the link works. */
  readonly lifeHours: number;
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

export type MailContent = VerifyContent | AppointmentContent;
