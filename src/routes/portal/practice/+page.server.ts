import { error, fail } from '@sveltejs/kit';
import { DETAIL_FIELDS, type DetailValues } from '#lib/rules/practice-details.ts';
import { changePractice, practicePage, type PracticeFaults } from '#lib/server/use/practice.ts';
import { countries } from '#lib/ui/portal/countries.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { providerOf } from '../account-page.server.ts';
import { readFields } from '../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { session } = providerOf(locals);
  const values = await practicePage(locals.ports, session);
  if (!values) error(403, 'forbidden');
  return { words: accountWords[locals.language].practice, order: orderWords[locals.language], countries: countries(locals.language), values };
};

const NO_FAULTS: PracticeFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const details = Object.fromEntries(DETAIL_FIELDS.map((name) => [name, fields.text(name)])) as DetailValues;
    const values = { name: fields.text('name'), telephone: fields.text('telephone'), ...details };
    const changed = await changePractice(locals.ports, locals.session, values);
    if ('ok' in changed) return { values: changed.values, faults: NO_FAULTS, saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { values, faults: changed.fields, saved: false });
  },
};
