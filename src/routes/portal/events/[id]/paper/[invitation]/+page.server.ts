import { fullName } from '#lib/rules/person.ts';
import { linkAndCode } from '#lib/server/use/invitations.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import { error } from '@sveltejs/kit';
import { eventView } from '../../../event-views.server.ts';
import { eventOr404 } from '../../event-page.server.ts';
import type { PageServerLoad } from './$types';

/** In the language of whoever will read it; the buttons around it in the practice member's own. No address, no label, no title: the paper is handed over. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { event, invitations, session, practice } = await eventOr404(locals, params.id);
  const invitation = invitations.find((each) => each.id === params.invitation);
  if (!invitation) error(404, 'not-there');
  const key =
    event.state === 'published' && invitation.state === 'sent' && locals.ports.now() < event.plannedEnd
      ? await linkAndCode(locals.ports, session, invitation.id)
      : null;
  const { paper } = planningWords[locals.language];
  const owner = await locals.ports.store.accounts.byId(event.owner);
  return {
    words: { back: paper.back, print: paper.print, dead: paper.dead },
    paper: planningWords[invitation.language].paper,
    paperLanguage: invitation.language,
    event: eventView(event),
    code: key?.code ?? null,
    practice: { name: practice.name, telephone: practice.telephone },
    provider: owner ? fullName(owner) : practice.name,
    landing: locals.ports.settings.publicUrl.host,
    now: locals.ports.now().getTime(),
  };
};
