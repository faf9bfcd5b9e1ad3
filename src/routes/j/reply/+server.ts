import * as v from 'valibot';
import { REPLIES } from '#lib/rules/reply.ts';
import { replyAtDoor } from '#lib/server/use/reply.ts';
import { doorKey, grantKey, keyOfGrant, statusOf } from '../door.server.ts';
import { answer, readBody } from '../json-body.server.ts';
import type { RequestHandler } from './$types';

const input = v.strictObject({ key: v.union([doorKey, grantKey]), reply: v.picklist(REPLIES) });

/** The person's own click; opening a link says nothing. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session, address } = event.locals;
  const { key, reply } = body.value;
  const held = 'invitation' in key ? keyOfGrant(ports, session, key.invitation) : key;
  const replied = held === null ? ({ refused: 'unknown' } as const) : await replyAtDoor(ports, session, held, reply, address);
  if ('ok' in replied) return answer(replied);
  const { status, headers } = replied.refused === 'forbidden' ? { status: 403, headers: {} } : statusOf(replied.refused);
  return answer(replied, status, headers);
};
