import { error } from '@sveltejs/kit';
import { listPractices } from '#lib/server/use/operate.ts';
import { operationWords } from '#lib/words/operation/index.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { dayWords } from './days.server.ts';
import type { PageServerLoad } from './$types';

const MAX_SEARCH = 120;

export const load: PageServerLoad = async ({ locals, url }) => {
  const search = (url.searchParams.get('search') ?? '').slice(0, MAX_SEARCH);
  const found = await listPractices(locals.ports, locals.session, search);
  if (found === null) error(403, 'forbidden');
  const day = dayWords(locals.language);
  return {
    words: operationWords[locals.language],
    plans: orderWords[locals.language].plans,
    search,
    practices: found.map(({ id, name, city, state, members, createdAt, endedAt, contract }) => ({
      id,
      name,
      city,
      state,
      members,
      plan: contract?.plan ?? null,
      since: day(createdAt),
      ended: day(endedAt),
      ends: day(contract?.endsAt ?? contract?.trialEndsAt ?? null),
    })),
  };
};
