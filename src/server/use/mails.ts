/** What an outbox row stands for at the moment it is sent. Links, codes and tokens are derived here and live only in the mail. */
import { isOver } from '../../rules/event.ts';
import { printEntryCode } from '../../rules/entry-code.ts';
import { entryCodeOf, linkOf } from './links.ts';
import type { MailContent } from './mail-content.ts';
import type { OutboxEntry, Ports } from './ports.ts';
import { verificationToken } from './verification.ts';

/** From the register: a verification link works for a day. */
export interface MailTerms {
  readonly verificationHours: number;
}

/** null: it is no longer true (verified, uninvited, over, cancelled in the meantime) and must not be sent. */
export async function mailOf(ports: Ports, entry: OutboxEntry, terms: MailTerms): Promise<MailContent | null> {
  return entry.kind === 'verify' ? verifyMail(ports, entry.reference, terms) : appointmentMail(ports, entry, entry.kind);
}

async function verifyMail(ports: Ports, accountId: string, terms: MailTerms): Promise<MailContent | null> {
  const account = await ports.store.accounts.byId(accountId);
  if (account?.state !== 'unverified') return null;
  const token = await verificationToken(ports, account.id, terms.verificationHours * 3_600_000);
  return {
    kind: 'verify',
    to: account.email,
    language: account.language,
    link: new URL(`/portal/verify#${token}`, ports.settings.publicUrl).href,
    lifeHours: terms.verificationHours,
  };
}

async function appointmentMail(ports: Ports, entry: OutboxEntry, kind: 'invitation' | 'moved' | 'cancelled'): Promise<MailContent | null> {
  const invitation = await ports.store.invitations.atTheDoor(entry.reference);
  const event = invitation && (await ports.store.events.atTheDoor(invitation.event));
  if (!invitation || !event || invitation.state !== 'sent') return null;
  const wanted = kind === 'cancelled' ? 'cancelled' : 'published';
  if (event.state !== wanted || isOver(event, ports.now())) return null;
  const [practice, provider] = await Promise.all([ports.store.practices.byId(event.practice), ports.store.accounts.byId(event.owner)]);
  if (!practice || !provider) return null;
  const dead = kind === 'cancelled';
  return {
    kind,
    to: invitation.email,
    language: invitation.language,
    practiceName: practice.name,
    providerName: [provider.title, provider.firstName, provider.lastName].filter(Boolean).join(' '),
    practiceTelephone: practice.telephone,
    invitation: invitation.id,
    startsAt: event.startsAt,
    zone: event.zone,
    minutes: event.minutes,
    link: dead ? null : linkOf(ports, { invitation: invitation.id, version: invitation.version, toldStart: event.startsAt }),
    code: dead ? null : printEntryCode(entryCodeOf(ports.keyring, invitation.id, invitation.version)),
    landing: new URL('/', ports.settings.publicUrl).href,
  };
}
