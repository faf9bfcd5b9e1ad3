/** Who has said hello on a line, and where. What else the ticket claimed is forgotten by then. */
import type { Who } from '../use/recheck.ts';
import type { TicketClaims } from '../use/tickets.ts';
import type { Room } from './room.ts';
import type { Session } from './session.ts';

/** A room, and who is in it on a line now. */
export interface Hall {
  room: Room;
  readonly practice: string;
  visitors: readonly Visitor[];
}

export interface Visitor extends Readonly<
  Pick<TicketClaims, 'role' | 'participant' | 'event' | 'invitation' | 'account' | 'practice' | 'assistant' | 'startsAt'>
> {
  readonly is: 'visitor';
  readonly session: Session;
  /** The signed-in session whose page this is, by its hash; null: a guest's. */
  readonly signedIn: string | null;
  /** null: not entered yet, or a watcher. */
  hall: Hall | null;
  /** null: waiting, or no guest. */
  admittedAt: number | null;
  /** When the database was asked last. */
  checkedAt: number;
  /** null: no relay credentials were given. */
  turnAt: number | null;
}

export function visitorOf(session: Session, claims: TicketClaims, admittedAt: number | null, now: number): Visitor {
  const { role, participant, event, invitation, account, practice, assistant, startsAt } = claims;
  return {
    is: 'visitor',
    session,
    signedIn: claims.session ?? null,
    hall: null,
    role,
    participant,
    event,
    invitation,
    account,
    practice,
    assistant,
    startsAt,
    admittedAt,
    checkedAt: now,
    turnAt: null,
  };
}

/** As the database knows this person. `arrives`: says hello now. */
export function whoIs({ role, event, invitation, account, signedIn, admittedAt }: Visitor, arrives: boolean): Who {
  return { role, event, invitation, account, session: signedIn, admittedAt, arrives };
}
