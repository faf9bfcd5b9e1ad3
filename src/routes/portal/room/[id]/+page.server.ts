import { error } from '@sveltejs/kit';
import { eventKeptHours } from '#lib/privacy/due.ts';
import { EXTENSION_STEPS_MINUTES } from '#lib/rules/event.ts';
import { eventPage } from '#lib/server/use/events.ts';
import { callWords, roomWords } from '#lib/words/call/index.ts';
import { providerOf } from '../../account-page.server.ts';
import type { PageServerLoad } from './$types';

/** The consultation's page of the provider who leads it. An assistant plans and sees who waits, but does not come in here. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { session, practice } = providerOf(locals);
  const page = await eventPage(locals.ports, session, params.id);
  if (!page) error(404, 'not-found');
  if (!page.mayHost) error(403, 'forbidden');
  const { event, invitations } = page;
  return {
    language: locals.language,
    roomWords: roomWords[locals.language],
    callWords: callWords[locals.language],
    event: {
      id: event.id,
      title: event.title,
      state: event.state,
      startsAt: event.startsAt.getTime(),
      plannedEnd: event.plannedEnd.getTime(),
      zone: event.zone,
      size: event.size,
      keptHours: eventKeptHours(practice.eventTermHours),
    },
    /** The practice's own names for those invited: only this page knows who stands behind an invitation's id. */
    labels: Object.fromEntries(invitations.filter((each) => each.state !== 'revoked').map((each) => [each.id, each.label])),
    host: session.account ? `${session.account.firstName} ${session.account.lastName}` : practice.name,
    steps: EXTENSION_STEPS_MINUTES,
  };
};
