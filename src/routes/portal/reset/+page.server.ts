import { fail, redirect } from '@sveltejs/kit';
import { MIN_PASSWORD, parseAddress } from '#lib/rules/person.ts';
import { askReset, resetPassword } from '#lib/server/use/reset.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { readFields } from '../form-fields.server.ts';
import { tokenIn } from '../token-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ words: signInWords[locals.language].reset, minPassword: MIN_PASSWORD });

/** What the page can say at a field or above the form. */
type Fault = 'missing' | 'not-an-address' | 'too-short' | 'too-long' | 'guessed-first' | 'own-name' | null;
interface Outcome {
  readonly email: string;
  readonly emailFault: Fault;
  readonly sentTo: string | null;
  readonly pasted: string;
  readonly tokenMissing: boolean;
  readonly passwordFault: Fault;
  /** Characters that are enough for this account; null: not known before the link is shown. */
  readonly least: number | null;
  readonly refused: 'unknown' | 'limited' | null;
}
const NOTHING: Outcome = { email: '', emailFault: null, sentTo: null, pasted: '', tokenMissing: false, passwordFault: null, least: null, refused: null };
const outcome = (part: Partial<Outcome>): Outcome => ({ ...NOTHING, ...part });

/** Opening the page changes nothing; mail scanners open links and run scripts. */
export const actions: Actions = {
  ask: async ({ locals, request }) => {
    const email = (await readFields(request)).text('email');
    if (email.trim() === '') return fail(400, outcome({ email, emailFault: 'missing' }));
    const asked = await askReset(locals.ports, email, locals.address);
    if ('ok' in asked) return outcome({ sentTo: parseAddress(email) ?? email });
    if (asked.refused === 'limited') return fail(429, outcome({ email, refused: 'limited' }));
    return fail(400, outcome({ email, emailFault: 'not-an-address' }));
  },
  choose: async ({ locals, request }) => {
    const fields = await readFields(request);
    const pasted = fields.text('token');
    if (pasted.trim() === '') return fail(400, outcome({ tokenMissing: true }));
    const token = tokenIn(pasted);
    const reset =
      token === null ? ({ refused: 'unknown' } as const) : await resetPassword(locals.ports, { token, password: fields.text('password') }, locals.address);
    if ('ok' in reset) redirect(303, '/portal/login?note=new-password');
    if (reset.refused === 'invalid') return fail(400, outcome({ pasted, passwordFault: reset.fault as Fault, least: reset.least }));
    return fail(reset.refused === 'limited' ? 429 : 410, outcome({ pasted, refused: reset.refused }));
  },
};
