import { error, fail, redirect } from '@sveltejs/kit';
import { isTextKind, MAX_CHANGED, MAX_TEXT } from '#lib/rules/legal-text.ts';
import type { WrittenInAll } from '#lib/server/use/ports-texts.ts';
import { dropDraft, saveDraft, textSheet, type WrittenFaults } from '#lib/server/use/write-texts.ts';
import type { Language } from '#lib/words/fill.ts';
import { textWords } from '#lib/words/texts/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ports, session, language }, params }) => {
  if (!isTextKind(params.kind)) error(404, 'not-found');
  const sheet = await textSheet(ports, session, params.kind);
  if (sheet === null) error(403, 'forbidden');
  return { words: textWords[language], kind: params.kind, sheet, most: { body: MAX_TEXT, changed: MAX_CHANGED } };
};

/** A longer text than may be published, so that "too long" is told and what was typed is still there. */
const MOST = MAX_TEXT * 2;

async function readTexts(request: Request): Promise<WrittenInAll> {
  const form = await request.formData().catch(() => new FormData());
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, MOST) : '';
  };
  const of = (language: Language) => ({ body: text(`body-${language}`), changed: text(`changed-${language}`) });
  return { de: of('de'), en: of('en'), fr: of('fr') };
}

const NO_FAULTS: WrittenFaults = {};

export const actions: Actions = {
  save: async ({ locals, params, request }) => {
    if (!isTextKind(params.kind)) error(404, 'not-found');
    const typed = await readTexts(request);
    const saved = await saveDraft(locals.ports, locals.session, params.kind, typed);
    if ('ok' in saved) redirect(303, `/portal/operator/texts/${params.kind}/preview`);
    if (saved.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { typed, faults: saved.fields, dropped: false });
  },
  drop: async ({ locals, params }) => {
    if (!isTextKind(params.kind)) error(404, 'not-found');
    const dropped = await dropDraft(locals.ports, locals.session, params.kind);
    if ('refused' in dropped) error(403, 'forbidden');
    return { typed: null, faults: NO_FAULTS, dropped: true };
  },
};
