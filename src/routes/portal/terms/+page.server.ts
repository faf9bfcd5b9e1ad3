import { TEXT_KINDS } from '#lib/rules/legal-text.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { textView, versionView } from './text-views.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ports, language } }) => {
  const { texts } = ports.store;
  const [versions, current] = await Promise.all([texts.versions(), texts.current()]);
  const newest = await Promise.all(TEXT_KINDS.map((kind) => texts.get(kind, current[kind] ?? 0, language)));
  return {
    words: textWords[language],
    texts: newest.flatMap((text) =>
      text ? [{ ...textView(text), versions: versions.filter(({ kind }) => kind === text.kind).map((each) => versionView(each, language)) }] : [],
    ),
  };
};
