import { preloads, script, styles } from 'virtual:guest-page';
import { callWords } from '#lib/words/call/index.ts';
import { joinWords } from '#lib/words/join/index.ts';
import type { PageServerLoad } from './$types';

/** The page brings its own script (`tools/guest-page.ts`) instead of the framework's. */
export const csr = false;

/** A calm shell: whose link this is stands in the fragment, which never comes here. */
export const load: PageServerLoad = ({ locals }) => {
  const { test: _test, ...words } = joinWords[locals.language];
  return {
    script,
    preloads,
    styles,
    page: { language: locals.language, words, callWords: callWords[locals.language], signalUrl: locals.ports.settings.signalUrl },
  };
};
