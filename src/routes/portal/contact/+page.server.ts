import { siteWords } from '#lib/words/site/index.ts';
import { operatorSettings } from '#lib/server/use/operator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  text: siteWords[locals.language].contact,
  unset: siteWords[locals.language].imprint.unset,
  email: (await operatorSettings(locals.ports))['operator-email'] ?? null,
});
