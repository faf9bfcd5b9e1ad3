/** What every mail about an appointment tells of it, and the keys that open it. */
import { printEntryCode } from '../../rules/entry-code.ts';
import { fullName } from '../../rules/person.ts';
import { entryCodeOf, linkOf } from './links.ts';
import type { ReminderContent } from './mail-content.ts';
import type { EventRecord, Invitation, Ports } from './ports.ts';

type Told = Omit<ReminderContent, 'kind' | 'ahead' | 'stopLink'>;

/** null: the practice or whoever leads it is not there any more. */
export async function appointmentContent(ports: Ports, invitation: Invitation, event: EventRecord): Promise<Told | null> {
  const [practice, provider] = await Promise.all([ports.store.practices.byId(event.practice), ports.store.accounts.byId(event.owner)]);
  if (!practice || !provider) return null;
  return {
    to: invitation.email,
    language: invitation.language,
    practiceName: practice.name,
    providerName: fullName(provider),
    practiceTelephone: practice.telephone,
    startsAt: event.startsAt,
    zone: event.zone,
    minutes: event.minutes,
    link: linkOf(ports, { invitation: invitation.id, version: invitation.version, toldStart: event.startsAt }),
    code: printEntryCode(entryCodeOf(ports.keyring, invitation.id, invitation.version)),
    landing: new URL('/', ports.settings.publicUrl).href,
  };
}
