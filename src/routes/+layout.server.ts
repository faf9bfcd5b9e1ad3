import { siteWords } from '#lib/words/site/index.ts';
import type { LayoutServerLoad } from './$types';

/** Pages that fill the screen with one thing: the way in, the call, and their like. */
const BARE = new Set(['/j', '/portal/room/[id]']);

export const load: LayoutServerLoad = ({ locals, route }) => ({
  frame: siteWords[locals.language].frame,
  language: locals.language,
  bare: BARE.has(route.id ?? ''),
});
