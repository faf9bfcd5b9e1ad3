import { callWords } from '#lib/words/call/index.ts';
import { joinWords } from '#lib/words/join/index.ts';
import type { PageServerLoad } from './$types';

/** A calm shell: whose link this is stands in the fragment, which never comes here. */
export const load: PageServerLoad = ({ locals }) => {
  const { test: _test, ...words } = joinWords[locals.language];
  return { language: locals.language, words, callWords: callWords[locals.language] };
};
