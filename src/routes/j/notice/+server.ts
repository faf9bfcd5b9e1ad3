import * as v from 'valibot';
import { NOTICE_KINDS } from '#lib/rules/practice-words.ts';
import { readNotice } from '#lib/server/use/practice-words.ts';
import { doorKey, grantKey, keyOfGrant, statusOf } from '../door.server.ts';
import { answer, readBody } from '../json-body.server.ts';
import type { RequestHandler } from './$types';

const input = v.strictObject({ kind: v.picklist(NOTICE_KINDS), key: v.union([doorKey, grantKey]) });

/** The practice's privacy notice or imprint, when somebody opens it: five pages are too much to send to everybody. Changes nothing. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session, address } = event.locals;
  const { kind, key } = body.value;
  const held = 'invitation' in key ? keyOfGrant(ports, session, key.invitation) : key;
  const read = held ? await readNotice(ports, held, kind, address) : ({ refused: 'unknown' } as const);
  if (!('refused' in read)) return answer(read);
  const { status, headers } = statusOf(read.refused);
  return answer(read, status, headers);
};
