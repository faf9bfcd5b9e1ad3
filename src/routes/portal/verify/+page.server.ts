import { fail, redirect } from '@sveltejs/kit';
import { verifyAddress } from '#lib/server/use/verification.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { tokenIn } from '../token-in.ts';
import { readFields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ words: accountWords[locals.language].verify });

const STATUS = { unknown: 410, wrong: 400, limited: 429 } as const;

/** Opening the page changes nothing; mail scanners open links and run scripts. The password does. */
export const actions: Actions = {
  default: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const pasted = fields.text('token');
    const password = fields.text('password');
    const missing = { token: pasted.trim() === '', password: password === '' };
    if (missing.token || missing.password) return fail(400, { pasted, missing, refused: null });
    const token = tokenIn(pasted);
    const verified = token === null ? ({ refused: 'unknown' } as const) : await verifyAddress(ports, session, { token, password }, address);
    if ('refused' in verified) return fail(STATUS[verified.refused], { pasted, missing, refused: verified.refused });
    setSessionCookie(event, verified.cookie);
    redirect(303, '/portal');
  },
};
