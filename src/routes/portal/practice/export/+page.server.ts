import { error } from '@sveltejs/kit';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { practiceWords } from '#lib/words/practice/index.ts';
import { providerOf } from '../../account-page.server.ts';
import { oneOf } from '../../form-fields.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const { session } = providerOf(locals);
  if (!may(actorOf(session), 'practice.export')) error(403, 'forbidden');
  return { words: practiceWords[locals.language].export, refused: oneOf(['missing', 'wrong', 'limited'], url.searchParams.get('refused') ?? '') };
};
