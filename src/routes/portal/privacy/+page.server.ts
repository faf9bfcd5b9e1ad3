import { policyOf } from '#lib/privacy/policy.ts';
import { operatorSettings } from '#lib/server/use/operator.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import type { PageServerLoad } from './$types';
import { sectionTexts } from './policy-text.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const words = policyWords[locals.language];
  const { title, lead, contents, controller, calls, cookie, recipientsSection, rights, complaint } = words;
  return {
    policy: { title, lead, contents, controller, calls, cookie, recipients: recipientsSection, rights, complaint },
    held: sectionTexts(policyOf(locals.ports.settings.mode), words, locals.language),
    operator: await operatorSettings(locals.ports),
  };
};
