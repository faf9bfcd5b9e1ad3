import { enterWaitingRoom } from '#lib/server/use/door.ts';
import { setSessionCookie } from '../../portal/session-cookie.server.ts';
import { doorKey, statusOf } from '../door.server.ts';
import { answer, readBody } from '../json-body.server.ts';
import type { RequestHandler } from './$types';

/** The person's click on "enter the waiting room": adds the grant to the session, opening one where there was none. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, doorKey);
  if (!body.ok) return body.response;
  const { ports, session, address } = event.locals;
  const entered = await enterWaitingRoom(ports, session, body.value, address);
  if ('refused' in entered) {
    const { status, headers } = statusOf(entered.refused);
    return answer(entered, entered.refused === 'early' ? 409 : status, headers);
  }
  if (entered.cookie !== null) setSessionCookie(event, entered.cookie);
  return answer({ ok: true, ticket: entered.ticket, signalUrl: entered.signalUrl, invitation: entered.invitation });
};
