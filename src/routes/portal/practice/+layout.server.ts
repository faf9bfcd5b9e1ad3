import { PRACTICE_PAGES } from '#lib/rules/area.ts';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { areaWords } from '#lib/words/area/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
  const { title, pages } = areaWords[locals.language].practice;
  const actor = actorOf(locals.session);
  return { part: { title, pages: PRACTICE_PAGES.filter(({ deed }) => may(actor, deed)).map(({ name, path }) => ({ path, word: pages[name] })) } };
};
