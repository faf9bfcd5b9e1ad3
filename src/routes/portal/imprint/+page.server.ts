import { siteWords } from '#lib/words/site/index.ts';
import { operatorSettings } from '#lib/server/use/operator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ text: siteWords[locals.language].imprint, operator: await operatorSettings(locals.ports) });
