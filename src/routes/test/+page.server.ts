import { helpLink } from '../portal/help/help-link.server.ts';
import { joinWords } from '#lib/words/join/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { test, check } = joinWords[locals.language];
  return { words: { test, check }, help: helpLink(locals.language, 'devices') };
};
