import { isTextKind, readVersion } from '#lib/rules/legal-text.ts';
import { PDF_FORM, pdfOf } from '#lib/server/use/text-pdf.ts';
import { fill, LANGUAGES } from '#lib/words/fill.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { oneOf } from '../../../../form-fields.server.ts';
import { textView } from '../../../text-views.server.ts';
import type { RequestHandler } from './$types';

/** The stored text itself, byte for byte, or a PDF of it. Published texts never change; a day later a browser asks whether the form of the PDF has. */
const FRESH_SECONDS = 86_400;

export const GET: RequestHandler = async ({ locals: { ports }, params, request }) => {
  const [, code = '', ending = ''] = /^(de|en|fr)\.(txt|pdf)$/.exec(params.file) ?? [];
  const [language, version] = [oneOf(LANGUAGES, code), readVersion(params.version)];
  const text = isTextKind(params.kind) && version !== null && language !== null ? await ports.store.texts.get(params.kind, version, language) : null;
  if (!text) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  const view = textView(text);
  const headers = {
    etag: `"${ending}${ending === 'pdf' ? PDF_FORM : ''}-${view.hash}"`,
    'cache-control': `public, max-age=${FRESH_SECONDS}`,
    'content-language': text.language,
    'content-disposition': `attachment; filename="incamera-${text.kind}-${text.version}-${text.language}.${ending}"`,
  };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(headers.etag)) return new Response(null, { status: 304, headers });
  if (ending === 'txt') return new Response(text.body, { headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
  const words = textWords[text.language];
  const made = await pdfOf({
    title: view.title,
    facts: [view.from, `${words.page.hash}: ${view.hash}`],
    blocks: view.blocks,
    language: text.language,
    publishedAt: text.publishedAt,
    foot: (page, pages) => `${fill(words.version, { version: text.version })} · ${fill(words.page.number, { page, pages })}`,
  });
  return new Response(new Uint8Array(made), { headers: { ...headers, 'content-type': 'application/pdf' } });
};
