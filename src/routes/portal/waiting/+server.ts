import * as v from 'valibot';
import { eventPage } from '#lib/server/use/events.ts';
import type { WaitingEvent } from '#lib/ui/portal/roster.ts';
import { answer, readBody } from '../../j/json-body.server.ts';
import type { RequestHandler } from './$types';

/** More events than a practice has open at a time; the ids fit into one small body. */
const MAX_EVENTS = 50;
const input = v.strictObject({ events: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(MAX_EVENTS)) });

/**
 * What the practice itself calls the people who wait, and the events they wait for: the signalling server knows neither. Events that are
 * not this person's to see are left out.
 */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session } = event.locals;
  if (!session?.account) return answer({ refused: 'signed-out' }, 401);
  const found = await Promise.all(body.value.events.map((id) => eventPage(ports, session, id)));
  const events = found.flatMap((page): WaitingEvent[] => {
    if (!page) return [];
    const { id, title, size, zone, startsAt } = page.event;
    return [
      {
        id,
        title,
        size,
        zone,
        startsAt: startsAt.getTime(),
        mayHost: page.mayHost,
        labels: Object.fromEntries(page.invitations.map((each) => [each.id, each.label])),
      },
    ];
  });
  return answer({ events });
};
