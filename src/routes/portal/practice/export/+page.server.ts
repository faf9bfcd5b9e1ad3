import { error } from '@sveltejs/kit';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { EXPORT_FORMS } from '#lib/server/use/export-practice.ts';
import { practiceWords } from '#lib/words/practice/index.ts';
import { providerOf } from '../../account-page.server.ts';
import { oneOf } from '../../form-fields.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const { session } = providerOf(locals);
  if (!may(actorOf(session), 'practice.export')) error(403, 'forbidden');
  return {
    words: practiceWords[locals.language].export,
    forms: EXPORT_FORMS,
    form: oneOf(EXPORT_FORMS, url.searchParams.get('form') ?? '') ?? 'everything',
    refused: oneOf(['missing', 'wrong', 'limited'], url.searchParams.get('refused') ?? ''),
  };
};
