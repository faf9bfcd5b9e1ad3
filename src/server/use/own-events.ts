/** A client's own events: those to which the address of their account was invited. */
import { fullName } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { pathOf } from './links.ts';
import type { Invitation, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export interface OwnEventView {
  readonly startsAt: number;
  readonly zone: string;
  readonly minutes: number;
  readonly size: 'single' | 'group';
  readonly practice: string;
  readonly provider: string;
  /** The way in, `/j#TOKEN`. */
  readonly link: string;
  readonly invitation: string;
  readonly reply: Invitation['reply'];
}

/** Found by the present address alone: whoever has changed theirs finds what is sent to the new one. null: not for this person. */
export async function ownEvents(ports: Ports, session: SessionView | null): Promise<readonly OwnEventView[] | null> {
  const id = memberlessMay(session, 'own-events.read');
  // A member whose practice is gone acts like a client before the table, but is none.
  if (id === null || session?.account?.kind !== 'client') return null;
  const account = await ports.store.accounts.byId(id);
  if (account?.state !== 'active') return null;
  const found = await ports.store.profiles.ownEvents(account.email, ports.now());
  return Promise.all(
    found.map(async ({ invitation, event, practiceName }) => {
      const provider = await ports.store.accounts.byId(event.owner);
      return {
        startsAt: event.startsAt.getTime(),
        zone: event.zone,
        minutes: event.minutes,
        size: event.size,
        practice: practiceName,
        provider: provider ? fullName(provider) : practiceName,
        link: pathOf(ports, { invitation: invitation.id, version: invitation.version, toldStart: event.startsAt }),
        invitation: invitation.id,
        reply: invitation.reply,
      };
    }),
  );
}
