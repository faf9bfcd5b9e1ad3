import { fail } from '@sveltejs/kit';
import { MAX_MESSAGE, TOPICS, type ContactFaults } from '#lib/rules/contact.ts';
import { parseAddress } from '#lib/rules/person.ts';
import { knownWriter, writeToOperator } from '#lib/server/use/contact.ts';
import { operatorSettings } from '#lib/server/use/operator.ts';
import { contactWords } from '#lib/words/contact/index.ts';
import { portalWords } from '#lib/words/portal/index.ts';
import { readFields } from '../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  words: contactWords[locals.language],
  shell: portalWords[locals.language].shell,
  topics: TOPICS,
  most: MAX_MESSAGE,
  operatorEmail: (await operatorSettings(locals.ports))['operator-email'] ?? null,
  start: { id: locals.ports.newId(), topic: '', text: '', ...(await knownWriter(locals.ports, locals.session)) },
});

const NO_FAULTS: ContactFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = {
      id: fields.text('id'),
      topic: fields.text('topic'),
      name: fields.text('name'),
      email: fields.text('email'),
      text: fields.text('text'),
    };
    const answer = (faults: ContactFaults, limited: boolean, sentFrom: string | null) => ({ values, faults, limited, sentFrom });
    const written = await writeToOperator(locals.ports, { ...values, trap: fields.text('website') }, locals.language, locals.address);
    if ('ok' in written) return answer(NO_FAULTS, false, parseAddress(values.email) ?? values.email);
    return written.refused === 'limited' ? fail(429, answer(NO_FAULTS, true, null)) : fail(400, answer(written.fields, false, null));
  },
};
