import { siteWords } from '#lib/words/site/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ words: siteWords[locals.language].landing });
