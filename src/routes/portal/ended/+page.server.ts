import { redirect } from '@sveltejs/kit';
import { TERMS } from '#lib/privacy/terms.ts';
import { endingWords } from '#lib/words/ending/index.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import { lengthText } from '../privacy/policy-text.ts';
import type { PageServerLoad } from './$types';

/** Whoever is signed in has not ended. */
export const load: PageServerLoad = ({ locals }) => {
  if (locals.session?.account) redirect(303, '/portal');
  return { words: endingWords[locals.language].ended, length: lengthText(TERMS['account-ended'].length, policyWords[locals.language], locals.language) };
};
