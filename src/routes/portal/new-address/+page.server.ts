import { fail, redirect } from '@sveltejs/kit';
import { changeEmail } from '#lib/server/use/email-change.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { readFields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import { tokenIn } from '../token-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ words: signInWords[locals.language].newAddress });

const STATUS = { unknown: 410, wrong: 400, limited: 429 } as const;

/** Opening the page changes nothing; the password does. */
export const actions: Actions = {
  default: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const [pasted, password] = [fields.text('token'), fields.text('password')];
    const missing = { token: pasted.trim() === '', password: password === '' };
    if (missing.token || missing.password) return fail(400, { pasted, missing, refused: null });
    const token = tokenIn(pasted);
    const changed = token === null ? ({ refused: 'unknown' } as const) : await changeEmail(ports, session, { token, password }, address);
    if ('refused' in changed) return fail(STATUS[changed.refused], { pasted, missing, refused: changed.refused });
    if (changed.cookie !== null) setSessionCookie(event, changed.cookie);
    redirect(303, '/portal/account/email');
  },
};
