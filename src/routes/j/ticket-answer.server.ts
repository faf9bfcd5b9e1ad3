import type { Ticketed } from '#lib/server/use/door.ts';
import { answer } from './json-body.server.ts';

/** The one table from a refused ticket to its status. */
const STATUS = {
  'signed-out': 401,
  forbidden: 403,
  'not-there': 404,
  unknown: 404,
  early: 409,
  over: 410,
  cancelled: 410,
} as const satisfies Record<Extract<Ticketed, { refused: string }>['refused'], number>;

export function ticketAnswer(ticketed: Ticketed): Response {
  if ('refused' in ticketed) return answer(ticketed, STATUS[ticketed.refused]);
  return answer({ ok: true, ticket: ticketed.ticket, signalUrl: ticketed.signalUrl });
}
