import { error, fail } from '@sveltejs/kit';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { changePractice, type PracticeFaults } from '#lib/server/use/practice.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { providerOf } from '../account-page.server.ts';
import { readFields } from '../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { session, practice } = providerOf(locals);
  if (!may(actorOf(session), 'practice.change')) error(403, 'forbidden');
  return { words: accountWords[locals.language].practice, values: { name: practice.name, telephone: practice.telephone ?? '' } };
};

const NO_FAULTS: PracticeFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = { name: fields.text('name'), telephone: fields.text('telephone') };
    const changed = await changePractice(locals.ports, locals.session, values);
    if ('ok' in changed) return { values: { ...changed.shown, telephone: changed.shown.telephone ?? '' }, faults: NO_FAULTS, saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { values, faults: changed.fields, saved: false });
  },
};
