import { fill } from '#lib/words/fill.ts';
import { policyOf } from '#lib/privacy/policy.ts';
import { operatorSettings } from '#lib/server/use/operator.ts';
import { suppliersByRole } from '#lib/server/use/suppliers.ts';
import { endingWords } from '#lib/words/ending/index.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import type { PageServerLoad } from './$types';
import { sectionTexts } from './policy-text.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const words = policyWords[locals.language];
  const { roles, public: supplierWords } = endingWords[locals.language].suppliers;
  const named = await suppliersByRole(locals.ports);
  const regions = new Intl.DisplayNames(locals.language, { type: 'region' });
  const day = new Intl.DateTimeFormat(locals.language, { dateStyle: 'long', timeZone: 'UTC' });
  const { title, lead, contents, controller, calls, cookie, recipientsSection, rights, complaint } = words;
  return {
    policy: { title, lead, contents, controller, calls, cookie, recipients: recipientsSection, rights, complaint },
    held: sectionTexts(policyOf(locals.ports.settings.mode), words, locals.language),
    operator: await operatorSettings(locals.ports),
    suppliers: {
      none: supplierWords.none,
      nobody: supplierWords.nobody,
      // Empty: whoever runs the portal has named nobody at all.
      roles: named.every(({ suppliers }) => suppliers.length === 0)
        ? []
        : named.map(({ role, suppliers }) => ({
            role: roles[role],
            suppliers: suppliers.map(({ name, address, country, since }) => ({
              name,
              address,
              where: fill(supplierWords.where, { country: regions.of(country) ?? country, day: day.format(new Date(since)) }),
            })),
          })),
    },
  };
};
