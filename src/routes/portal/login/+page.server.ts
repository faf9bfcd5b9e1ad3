import { fail, redirect } from '@sveltejs/kit';
import { resendVerification } from '#lib/server/use/resend-verification.ts';
import { signIn } from '#lib/server/use/accounts.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { oneOf, readFields, type Fields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import { nextPath } from './next-path.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTES = ['signed-out', 'set-up', 'new-password'] as const;

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextPath(url.searchParams.get('next'));
  if (locals.session?.account) redirect(303, next ?? '/portal');
  const note = oneOf(NOTES, url.searchParams.get('note') ?? '') ?? (url.searchParams.has('next') ? ('needs-sign-in' as const) : null);
  return { words: accountWords[locals.language].login, forgotten: signInWords[locals.language].forgotten, note, next };
};

function missingIn(fields: Fields) {
  return { email: fields.text('email').trim() === '', password: fields.text('password') === '' };
}

export const actions: Actions = {
  enter: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const email = fields.text('email');
    const missing = missingIn(fields);
    if (missing.email || missing.password) return fail(400, { email, missing, refused: null, sentAgain: false });
    const signedIn = await signIn(ports, session, { email, password: fields.text('password') }, address);
    if ('refused' in signedIn) return fail(signedIn.refused === 'limited' ? 429 : 400, { email, missing, refused: signedIn.refused, sentAgain: false });
    setSessionCookie(event, signedIn.cookie);
    redirect(303, nextPath(event.url.searchParams.get('next')) ?? '/portal');
  },
  /** Only for who knows the password, so that nobody else learns that the address is known. */
  again: async (event) => {
    const { ports, address } = event.locals;
    const fields = await readFields(event.request);
    const email = fields.text('email');
    const missing = missingIn(fields);
    if (missing.email || missing.password) return fail(400, { email, missing, refused: null, sentAgain: false });
    const sent = await resendVerification(ports, { email, password: fields.text('password') }, address);
    if ('refused' in sent) return fail(sent.refused === 'limited' ? 429 : 400, { email, missing, refused: sent.refused, sentAgain: false });
    return { email, missing, refused: null, sentAgain: true };
  },
};
