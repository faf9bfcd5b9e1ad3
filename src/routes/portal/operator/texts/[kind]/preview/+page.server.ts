import { error, fail, redirect } from '@sveltejs/kit';
import { blocksOf, isTextKind, readVersion } from '#lib/rules/legal-text.ts';
import { publishText, textSheet } from '#lib/server/use/write-texts.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { readFields } from '../../../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ports, session, language }, params }) => {
  if (!isTextKind(params.kind)) error(404, 'not-found');
  const sheet = await textSheet(ports, session, params.kind);
  if (sheet === null) error(403, 'forbidden');
  // Without a draft there is nothing to look at: it was published, or discarded.
  if (!sheet.isDraft) redirect(303, '/portal/operator/texts');
  return {
    words: textWords[language],
    kind: params.kind,
    next: sheet.next,
    seal: sheet.seal,
    texts: LANGUAGES.map((each) => ({ language: each, changed: sheet.written[each].changed, blocks: blocksOf(sheet.written[each].body) })),
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    if (!isTextKind(params.kind)) error(404, 'not-found');
    const fields = await readFields(request);
    const published = await publishText(locals.ports, locals.session, params.kind, readVersion(fields.text('version')) ?? 0, fields.text('seal'));
    if ('ok' in published) redirect(303, `/portal/operator/texts?published=${params.kind}`);
    if (published.refused === 'forbidden') error(403, 'forbidden');
    return fail(409, { refused: published.refused });
  },
};
