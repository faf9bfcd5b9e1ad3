import { fail, redirect } from '@sveltejs/kit';
import { verifyAddress } from '#lib/server/use/accounts.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { tokenIn } from '../token-in.ts';
import { readFields } from '../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ words: accountWords[locals.language].verify });

/** Opening the page changes nothing; mail scanners open links and run scripts. The button does. */
export const actions: Actions = {
  default: async ({ locals, request }) => {
    const pasted = (await readFields(request)).text('token');
    const token = tokenIn(pasted);
    if (token === null) return fail(400, { refused: pasted.trim() === '' ? ('missing' as const) : ('unknown' as const) });
    const verified = await verifyAddress(locals.ports, token);
    if ('refused' in verified) return fail(410, { refused: verified.refused });
    redirect(303, '/portal/login?note=verified');
  },
};
