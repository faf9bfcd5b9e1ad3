import { error, fail } from '@sveltejs/kit';
import { endContract, ownEnd } from '#lib/server/use/end-contract.ts';
import { contractPage } from '#lib/server/use/contract.ts';
import { operationWords } from '#lib/words/operation/index.ts';
import { providerOf } from '../../../account-page.server.ts';
import { readFields } from '../../../form-fields.server.ts';
import { dayWords } from '../../../operator/days.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { session } = providerOf(locals);
  const page = await contractPage(locals.ports, session);
  if (page === null) error(403, 'forbidden');
  const day = dayWords(locals.language);
  return {
    words: operationWords[locals.language].end,
    wouldEnd: day(await ownEnd(locals.ports, session)),
    ends: day(page.contract?.endsAt ?? null),
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const password = (await readFields(request)).text('password');
    if (password === '') return fail(400, { fault: 'missing' as const, done: false });
    const ended = await endContract(locals.ports, locals.session, password, locals.address);
    if ('ok' in ended) return { fault: null, done: true };
    if (ended.refused === 'forbidden') error(403, 'forbidden');
    return fail(ended.refused === 'limited' ? 429 : ended.refused === 'unknown' ? 409 : 400, { fault: ended.refused, done: false });
  },
};
