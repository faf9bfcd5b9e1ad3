import { fail } from '@sveltejs/kit';
import { MIN_PASSWORD, parseAddress } from '#lib/rules/person.ts';
import { registerClient, type ClientFaults } from '#lib/server/use/register-client.ts';
import { accountWords, portalWords } from '#lib/words/portal/index.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import type { Ports } from '#lib/server/use/ports.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { readFields } from '../portal/form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  words: profileWords[locals.language].register,
  texts: textWords[locals.language],
  fields: profileWords[locals.language].fields,
  languages: accountWords[locals.language].languages,
  portal: portalWords[locals.language],
  minPassword: MIN_PASSWORD,
  signedIn: locals.session !== null && locals.session.account !== null,
  start: {
    formOfAddress: '',
    title: '',
    firstName: '',
    lastName: '',
    language: locals.language as string,
    email: '',
    terms: '',
    termsVersion: await newest(locals.ports),
  },
});

/** Empty: none was published. */
async function newest(ports: Ports): Promise<string> {
  return String((await ports.store.texts.current())['terms-client'] ?? '');
}

const NO_FAULTS: ClientFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = {
      formOfAddress: fields.text('formOfAddress'),
      title: fields.text('title'),
      firstName: fields.text('firstName'),
      lastName: fields.text('lastName'),
      language: fields.text('language'),
      email: fields.text('email'),
      terms: fields.text('terms'),
      termsVersion: fields.text('termsVersion'),
    };
    const answer = (faults: ClientFaults, limited: boolean, sentTo: string | null) => ({ values, faults, limited, sentTo });
    const input = { ...values, password: fields.text('password'), terms: values.terms === 'on', shownIn: locals.language };
    const registered = await registerClient(locals.ports, input, locals.address);
    if ('ok' in registered) return answer(NO_FAULTS, false, parseAddress(values.email) ?? values.email);
    if (registered.refused === 'limited') return fail(429, answer(NO_FAULTS, true, null));
    // What was agreed to is another version by now: the new one is shown, and asked for again.
    const again = registered.fields.terms === 'newer-text' ? { terms: '', termsVersion: await newest(locals.ports) } : {};
    return fail(400, { ...answer(registered.fields, false, null), values: { ...values, ...again } });
  },
};
