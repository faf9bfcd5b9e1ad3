import { redirect } from '@sveltejs/kit';
import { endSession } from '#lib/server/use/session.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { dropSessionCookie } from '../session-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.session?.account) redirect(303, '/portal/login?note=signed-out');
  return { words: accountWords[locals.language].logout };
};

export const actions: Actions = {
  default: async (event) => {
    if (event.locals.session) await endSession(event.locals.ports, event.locals.session);
    dropSessionCookie(event);
    redirect(303, '/portal/login?note=signed-out');
  },
};
