import { isUuid } from '#lib/rules/uuid.ts';
import { error } from '@sveltejs/kit';
import { endOwnSessions, ownSessions } from '#lib/server/use/own-sessions.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const session = ownAccount(locals);
  return {
    words: signInWords[locals.language].sessions,
    zone: session.membership?.practice.zone ?? null,
    sessions: (await ownSessions(locals.ports, session)).map((each) => ({ ...each, createdAt: each.createdAt.getTime(), seenAt: each.seenAt.getTime() })),
  };
};

export const actions: Actions = {
  end: async ({ locals, request }) => {
    const id = (await readFields(request)).text('id');
    if (!isUuid(id)) error(400, 'not an id');
    if ('refused' in (await endOwnSessions(locals.ports, locals.session, { id }))) error(403, 'forbidden');
    return { ended: true };
  },
  others: async ({ locals }) => {
    if ('refused' in (await endOwnSessions(locals.ports, locals.session, 'others'))) error(403, 'forbidden');
    return { ended: true };
  },
};
