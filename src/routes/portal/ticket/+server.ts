import * as v from 'valibot';
import { participantId } from '#lib/call/protocol.ts';
import { hostTicket, presenceTicket } from '#lib/server/use/door.ts';
import { readBody } from '../../j/json-body.server.ts';
import { ticketAnswer } from '../../j/ticket-answer.server.ts';
import type { RequestHandler } from './$types';

const input = v.strictObject({
  /** null: a presence ticket for any page of the account. */
  event: v.nullable(v.pipe(v.string(), v.uuid())),
  participant: v.optional(v.nullable(participantId), null),
});

export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session } = event.locals;
  const { event: id, participant } = body.value;
  return ticketAnswer(id === null ? await presenceTicket(ports, session) : await hostTicket(ports, session, id, participant));
};
