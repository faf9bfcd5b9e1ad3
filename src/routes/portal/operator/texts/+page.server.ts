import { error } from '@sveltejs/kit';
import { TEXT_KINDS } from '#lib/rules/legal-text.ts';
import { textList } from '#lib/server/use/write-texts.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { oneOf } from '../../form-fields.server.ts';
import { versionView } from '../../terms/text-views.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ports, session, language }, url }) => {
  const list = await textList(ports, session);
  if (list === null) error(403, 'forbidden');
  return {
    words: textWords[language],
    published: oneOf(TEXT_KINDS, url.searchParams.get('published') ?? ''),
    texts: TEXT_KINDS.map((kind) => {
      const versions = list.filter((each) => each.kind === kind);
      return {
        kind,
        next: (versions[0]?.version ?? 0) + 1,
        isBegun: versions.some(({ isBegun }) => isBegun),
        versions: versions.map((each) => versionView(each, language)),
      };
    }),
  };
};
