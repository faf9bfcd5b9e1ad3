import { ask, script, style } from 'virtual:guest-page';
import { callWords } from '#lib/words/call/index.ts';
import { joinWords } from '#lib/words/join/index.ts';
import { siteWords } from '#lib/words/site/index.ts';
import type { PageServerLoad } from './$types';

/** The page brings its own script (`tools/guest-page.ts`) instead of the framework's. */
export const csr = false;

/** A calm shell: whose link this is stands in the fragment, which never comes here. */
export const load: PageServerLoad = ({ locals }) => {
  const { language, ports } = locals;
  const { test: _test, ...words } = joinWords[language];
  const { footer, privacy, imprint, accessibility, language: choose } = siteWords[language].frame;
  const page = {
    language,
    words,
    callWords: callWords[language],
    footWords: { footer, privacy, imprint, accessibility, language: choose },
    signalUrl: ports.settings.signalUrl,
  };
  return { ask, script, style, page };
};
