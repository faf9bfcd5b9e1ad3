import { fail, redirect } from '@sveltejs/kit';
import { TEXT_KINDS, type TextKind } from '#lib/rules/legal-text.ts';
import { may } from '#lib/rules/authority.ts';
import { acceptTexts, dueTexts, type AcceptFault, type Ticked } from '#lib/server/use/accept.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { readFields } from '../form-fields.server.ts';
import { nextPath } from '../login/next-path.ts';
import { textView } from '../terms/text-views.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { ports, session, language } = locals;
  const due = await dueTexts(ports, session, language);
  if (due.length === 0) redirect(303, nextPath(url.searchParams.get('next')) ?? '/portal');
  const actor = actorOf(session);
  return {
    words: textWords[language],
    texts: due.map((text) => ({ ...textView(text), again: text.again })),
    ways: { export: may(actor, 'practice.export'), end: may(actor, 'contract.end') },
  };
};

type Faults = Partial<Record<TextKind, AcceptFault>>;

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const fields = await readFields(request);
    const ticked: Ticked = Object.fromEntries(TEXT_KINDS.filter((kind) => fields.text(kind) === 'on').map((kind) => [kind, fields.text(`${kind}-version`)]));
    const done = await acceptTexts(locals.ports, locals.session, ticked, locals.language);
    if ('ok' in done) redirect(303, nextPath(url.searchParams.get('next')) ?? '/portal');
    const faults: Faults = done.refused === 'invalid' ? done.fields : {};
    // What is newer than what was agreed to is to be read first.
    const kept = TEXT_KINDS.filter((kind) => ticked[kind] !== undefined && faults[kind] === undefined);
    return fail(done.refused === 'forbidden' ? 403 : 400, { faults, kept });
  },
};
