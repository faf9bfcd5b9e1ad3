import * as v from 'valibot';
import { participantId } from '#lib/call/protocol.ts';
import { guestTicket } from '#lib/server/use/door.ts';
import { ticketAnswer } from '../ticket-answer.server.ts';
import { readBody } from '../json-body.server.ts';
import type { RequestHandler } from './$types';

const input = v.strictObject({
  invitation: v.pipe(v.string(), v.uuid()),
  /** Proof of an earlier admission; null: was still waiting. */
  receipt: v.nullable(v.pipe(v.string(), v.maxLength(2048))),
  /** Keeps the place of a page that reconnects; null: a new visit. */
  participant: v.nullable(participantId),
});

/** A fresh ticket for who holds the grant: after a dropped line, or after a reload. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session } = event.locals;
  return ticketAnswer(await guestTicket(ports, session, body.value.invitation, body.value.receipt, body.value.participant));
};
