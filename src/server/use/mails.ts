/** What an outbox row stands for at the moment it is sent. Links, codes and tokens are derived here and live only in the mail. */
import { term } from '../../privacy/register.ts';
import { isOver } from '../../rules/event.ts';
import { appointmentContent } from './appointment-content.ts';
import { emailChangeToken } from './email-change.ts';
import { memberInvitationToken } from './join-practice.ts';
import type { MailContent, NoticeContent } from './mail-content.ts';
import type { OutboxEntry, Ports, TaskMailKind } from './ports.ts';
import { operatorSettings } from './operator.ts';
import { reminderMail } from './reminders.ts';
import { resetToken } from './reset.ts';
import { verificationToken } from './verification.ts';

/** From the register: a verification link works for a day. */
export interface MailTerms {
  readonly verificationHours: number;
}

/** null: it is no longer true (verified, changed, uninvited, over, cancelled in the meantime) and must not be sent. */
export async function mailOf(ports: Ports, entry: OutboxEntry, terms: MailTerms): Promise<MailContent | null> {
  const { kind, reference } = entry;
  switch (kind) {
    case 'verify':
      return verifyMail(ports, reference, terms);
    case 'reset':
      return resetMail(ports, reference);
    case 'email-change':
      return emailChangeMail(ports, reference);
    case 'email-changed':
    case 'factor-changed':
    case 'trial-ends':
    case 'contract-confirmed':
    case 'contract-ends':
    case 'trial-ends-tomorrow':
    case 'account-ended':
    case 'account-restored':
    case 'request-answered':
    case 'password-changed':
      return noticeMail(ports, reference, kind);
    case 'member-invitation':
      return memberInvitationMail(ports, reference);
    case 'task-given':
    case 'task-due':
      return taskMail(ports, reference, kind);
    case 'contact':
      return contactMail(ports, reference);
    case 'invitation':
    case 'moved':
    case 'cancelled':
      return appointmentMail(ports, entry, kind);
    case 'reminder':
      return reminderMail(ports, reference);
  }
}

const HOUR_MS = 3_600_000;

function pageWith(ports: Ports, path: string, token: string): string {
  return new URL(`${path}#${token}`, ports.settings.publicUrl).href;
}

async function verifyMail(ports: Ports, accountId: string, terms: MailTerms): Promise<MailContent | null> {
  const account = await ports.store.accounts.byId(accountId);
  if (account?.state !== 'unverified') return null;
  const token = await verificationToken(ports, account.id, terms.verificationHours * HOUR_MS);
  return { kind: 'verify', to: account.email, language: account.language, link: pageWith(ports, '/portal/verify', token), lifeHours: terms.verificationHours };
}

async function resetMail(ports: Ports, accountId: string): Promise<MailContent | null> {
  const account = await ports.store.accounts.byId(accountId);
  if (account?.state !== 'active') return null;
  const link = pageWith(ports, '/portal/reset', await resetToken(ports, account.id));
  return { kind: 'reset', to: account.email, language: account.language, link, lifeHours: term('reset-token') / HOUR_MS };
}

/** To the new address, unless it is another account's. */
async function emailChangeMail(ports: Ports, accountId: string): Promise<MailContent | null> {
  const [account, change] = await Promise.all([ports.store.accounts.byId(accountId), ports.store.emailChanges.of(accountId)]);
  if (account?.state !== 'active' || change?.state !== 'asked' || (await ports.store.accounts.byEmail(change.email))) return null;
  const link = pageWith(ports, '/portal/new-address', await emailChangeToken(ports, account.id));
  return { kind: 'email-change', to: change.email, language: account.language, link, lifeHours: term('email-change-token') / HOUR_MS };
}

/** Word of a new address goes to the former one. */
async function noticeMail(ports: Ports, accountId: string, kind: NoticeContent['kind']): Promise<MailContent | null> {
  const account = await ports.store.accounts.byId(accountId);
  // Who is told of an end is no longer active; nobody else may hear of one.
  if (account?.state !== (kind === 'account-ended' ? 'blocked' : 'active')) return null;
  const isAboutContract = kind === 'trial-ends' || kind === 'trial-ends-tomorrow' || kind === 'contract-confirmed' || kind === 'contract-ends';
  const isAboutEnd = kind === 'account-ended' || kind === 'account-restored';
  const path = isAboutContract
    ? '/portal/practice/contract'
    : isAboutEnd
      ? '/portal/contact'
      : kind === 'request-answered'
        ? '/portal/account/requests'
        : '/portal/reset';
  const link = new URL(path, ports.settings.publicUrl).href;
  if (kind !== 'email-changed') return { kind, to: account.email, language: account.language, link };
  const change = await ports.store.emailChanges.of(accountId);
  return change?.state === 'done' ? { kind, to: change.email, language: account.language, link } : null;
}

const DAY_MS = 24 * HOUR_MS;

async function memberInvitationMail(ports: Ports, id: string): Promise<MailContent | null> {
  const invitation = await ports.store.members.invitation(id, ports.now());
  const practice = invitation && (await ports.store.practices.byId(invitation.practice));
  if (!practice || practice.state === 'ended') return null;
  const { email, language, role } = invitation;
  const link = pageWith(ports, '/portal/join-practice', await memberInvitationToken(ports, id));
  return { kind: 'member-invitation', to: email, language, practiceName: practice.name, role, link, lifeDays: term('member-invitation') / DAY_MS };
}

async function taskMail(ports: Ports, id: string, kind: TaskMailKind): Promise<MailContent | null> {
  const recipient = await ports.store.tasks.recipient(id);
  if (recipient === null) return null;
  const link = new URL('/portal/tasks', ports.settings.publicUrl).href;
  return { kind, to: recipient.email, language: recipient.language, practiceName: recipient.practiceName, isClient: recipient.kind === 'client', link };
}

/** Held until there is an address to send it to: a portal whose operator has named none waits, it does not lose. */
async function contactMail(ports: Ports, id: string): Promise<MailContent | null> {
  const message = await ports.store.contact.byId(id);
  if (message === null) return null;
  const { topic, name, email, text, language, createdAt } = message;
  const to = (await operatorSettings(ports))['operator-email'] ?? '';
  return {
    kind: 'contact',
    to,
    language: ports.settings.defaultLanguage,
    topic,
    name: name === '' ? null : name,
    email,
    text,
    writtenIn: language,
    writtenAt: createdAt,
  };
}

async function appointmentMail(ports: Ports, entry: OutboxEntry, kind: 'invitation' | 'moved' | 'cancelled'): Promise<MailContent | null> {
  const invitation = await ports.store.invitations.atTheDoor(entry.reference);
  const event = invitation && (await ports.store.events.atTheDoor(invitation.event));
  if (!invitation || !event || invitation.state !== 'sent') return null;
  const wanted = kind === 'cancelled' ? 'cancelled' : 'published';
  if (event.state !== wanted || isOver(event, ports.now())) return null;
  const told = await appointmentContent(ports, invitation, event);
  if (told === null) return null;
  return { ...told, kind, invitation: invitation.id, ...(kind === 'cancelled' && { link: null, code: null }) };
}
