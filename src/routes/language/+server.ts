import { redirect } from '@sveltejs/kit';
import { LANGUAGES } from '#lib/words/fill.ts';
import { setLanguage } from '#lib/server/use/session.ts';
import { setSessionCookie } from '../portal/session-cookie.server.ts';
import type { RequestHandler } from './$types';

/** Back to where the form was: the browser tells its own pages' path, and nothing else is followed. */
function backTo(request: Request, here: URL): string {
  const referrer = request.headers.get('referer');
  if (referrer === null || !URL.canParse(referrer)) return '/';
  const from = new URL(referrer);
  // A path like `//other.example` is read as a host.
  return from.origin === here.origin && !from.pathname.startsWith('//') ? from.pathname : '/';
}

export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData().catch(() => new FormData());
  const language = LANGUAGES.find((each) => each === form.get('language'));
  if (language) {
    const { cookie } = await setLanguage(event.locals.ports, event.locals.session, language);
    if (cookie !== null) setSessionCookie(event, cookie);
  }
  redirect(303, backTo(event.request, event.url));
};
