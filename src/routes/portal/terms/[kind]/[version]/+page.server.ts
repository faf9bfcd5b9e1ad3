import { error } from '@sveltejs/kit';
import { isTextKind, readVersion } from '#lib/rules/legal-text.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { textView } from '../../text-views.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ports, language }, params }) => {
  const version = readVersion(params.version);
  const text = isTextKind(params.kind) && version !== null ? await ports.store.texts.get(params.kind, version, language) : null;
  if (!text) error(404, 'not-found');
  const newest = (await ports.store.texts.current())[text.kind] ?? text.version;
  return { words: textWords[language], text: textView(text), newestPath: newest === text.version ? null : `/portal/terms/${text.kind}/${newest}` };
};
