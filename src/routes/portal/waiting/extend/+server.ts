import * as v from 'valibot';
import { extendEvent } from '#lib/server/use/events.ts';
import { answer, readBody } from '../../../j/json-body.server.ts';
import type { RequestHandler } from './$types';

const input = v.strictObject({ event: v.pipe(v.string(), v.uuid()), minutes: v.pipe(v.number(), v.integer()) });
const STATUS = { forbidden: 403, 'not-there': 404, 'wrong-state': 409 } as const;

/** From any page of the account, without leaving it. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session } = event.locals;
  if (!session?.account) return answer({ refused: 'signed-out' }, 401);
  const extended = await extendEvent(ports, session, body.value.event, body.value.minutes);
  if ('refused' in extended) return answer(extended, STATUS[extended.refused]);
  return answer({ ok: true, plannedEnd: extended.event.plannedEnd.getTime(), zone: extended.event.zone });
};
