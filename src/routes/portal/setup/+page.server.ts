import { fail, redirect } from '@sveltejs/kit';
import { MIN_PASSWORD } from '#lib/rules/person.ts';
import { signIn } from '#lib/server/use/accounts.ts';
import { publishFirstTexts } from '#lib/server/use/first-texts.ts';
import { OPERATOR_SETTINGS, setUpOperator, type SetUpFaults } from '#lib/server/use/operator.ts';
import { firstTexts } from '#lib/words/law/index.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { readFields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import { tokenIn } from '../token-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { setup, operator } = accountWords[locals.language];
  return { words: setup, operator, names: OPERATOR_SETTINGS, minPassword: MIN_PASSWORD };
};

const NO_FAULTS: SetUpFaults = {};

export const actions: Actions = {
  default: async (event) => {
    const { ports, session, address, language } = event.locals;
    const fields = await readFields(event.request);
    const pasted = fields.text('token');
    const settings = Object.fromEntries(OPERATOR_SETTINGS.map((name) => [name, fields.text(name)]));
    const values = { firstName: fields.text('firstName'), lastName: fields.text('lastName'), email: fields.text('email'), settings };
    const token = tokenIn(pasted);
    if (token === null) return fail(400, { values, refused: pasted.trim() === '' ? ('missing' as const) : ('unknown' as const), faults: NO_FAULTS });
    const password = fields.text('password');
    const done = await setUpOperator(ports, token, { ...values, password, language });
    if ('refused' in done)
      return fail(done.refused === 'unknown' ? 410 : 400, { values, refused: done.refused, faults: done.refused === 'invalid' ? done.fields : NO_FAULTS });
    // From now on it is known with whom people conclude a contract.
    await publishFirstTexts(ports, firstTexts);
    const signedIn = await signIn(ports, session, { email: values.email, password }, address);
    if (!('cookie' in signedIn)) redirect(303, '/portal/login?note=set-up');
    setSessionCookie(event, signedIn.cookie);
    redirect(303, '/portal');
  },
};
