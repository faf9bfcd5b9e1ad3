import * as v from 'valibot';
import { lookAtDoor } from '#lib/server/use/door.ts';
import { doorKey, grantKey, lookByGrant, statusOf } from '../door.server.ts';
import { answer, readBody } from '../json-body.server.ts';
import type { RequestHandler } from './$types';

const input = v.union([doorKey, grantKey]);

/** Changes nothing and may be repeated: mail scanners run scripts too. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session, address, language } = event.locals;
  const view =
    'invitation' in body.value
      ? await lookByGrant(ports, session, body.value.invitation, address, language)
      : await lookAtDoor(ports, body.value, address, language);
  const { status, headers } = statusOf(view.state);
  return answer(view, status, headers);
};
