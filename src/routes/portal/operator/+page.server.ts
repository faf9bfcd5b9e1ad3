import { error } from '@sveltejs/kit';
import { waitingLetters } from '#lib/server/use/contact.ts';
import { listPractices } from '#lib/server/use/operate.ts';
import { contactWords } from '#lib/words/contact/index.ts';
import { fill, plural } from '#lib/words/fill.ts';
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
  const letters = await waitingLetters(locals.ports, locals.session);
  return {
    words: operationWords[locals.language],
    plans: orderWords[locals.language].plans,
    search,
    letters: letters && {
      count: letters.count,
      text: fill(plural(locals.language, contactWords[locals.language].waiting, letters.count), { day: day(letters.since) ?? '' }),
    },
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
