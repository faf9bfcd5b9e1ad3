/** Tickets for the signalling socket: the first one came with the click, later ones are asked for. */
import type { TicketAnswer } from '#lib/call/index.ts';
import { guestTicket, hostTicket, type Admission, type Fresh } from '../join/door.ts';

type TicketSource = (participant: string | null) => Promise<TicketAnswer>;

/** `first`: null after a reload. `receipt`: read at each asking. */
export function guestTickets(invitation: string, first: Admission | null, receipt: () => string | null): TicketSource {
  let unused = first;
  return async (participant) => {
    const admission = unused;
    unused = null;
    return admission ?? ticketAnswer(await guestTicket(invitation, receipt(), participant));
  };
}

export function hostTickets(event: string): TicketSource {
  return async (participant) => ticketAnswer(await hostTicket(event, participant));
}

function ticketAnswer(fresh: Fresh): TicketAnswer {
  if (!('refused' in fresh)) return { ticket: fresh.ticket, signalUrl: fresh.signalUrl };
  switch (fresh.refused) {
    case 'offline':
    case 'broken':
      return { offline: true };
    case 'signed-out':
      return { refused: 'signed-out' };
    case 'forbidden':
    case 'not-there':
      return { refused: 'ticket-unknown' };
    case 'unknown':
      return { refused: 'invitation-revoked' };
    case 'early':
      return { refused: 'event-not-published' };
    case 'over':
      return { refused: 'event-over' };
    case 'cancelled':
      return { refused: 'event-cancelled' };
  }
}
