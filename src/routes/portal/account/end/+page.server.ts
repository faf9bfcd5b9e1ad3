import { error, fail, redirect } from '@sveltejs/kit';
import { endingOf } from '#lib/privacy/ending.ts';
import { TERMS } from '#lib/privacy/terms.ts';
import { fullName } from '#lib/rules/person.ts';
import { endAccount, endPage } from '#lib/server/use/end-account.ts';
import { cancelAhead, handOverAhead } from '#lib/server/use/give-up-events.ts';
import { endingWords } from '#lib/words/ending/index.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { lengthText, termText } from '../../privacy/policy-text.ts';
import { dropSessionCookie } from '../../session-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { language } = locals;
  const page = await endPage(locals.ports, locals.session);
  if (page === null) error(403, 'forbidden');
  const policy = policyWords[language];
  return {
    words: endingWords[language].end,
    ...page,
    heirs: page.heirs.map((each) => ({ value: each.account, text: fullName(each) })),
    length: lengthText(TERMS['account-ended'].length, policy, language),
    parts: endingOf(page.kind).map(({ fate, entries }) => ({
      fate,
      entries: entries.map((entry) => ({
        id: entry.id,
        name: policy.entries[entry.id].name,
        terms: entry.terms.map((term) => termText(term, policy, language)),
        bases: entry.bases.map((basis) => policy.bases[basis]),
      })),
    })),
  };
};

interface Outcome {
  readonly part: 'end' | 'hand-over' | 'cancel';
  /** How many appointments; null: it was not done. */
  readonly done: number | null;
  readonly sure: string;
  readonly notSure: boolean;
  readonly passwordFault: 'missing' | 'wrong' | 'limited' | null;
  readonly heirFault: boolean;
  readonly gone: boolean;
}
const outcome = (part: Outcome['part'], rest: Partial<Outcome> = {}): Outcome => ({
  part,
  done: null,
  sure: '',
  notSure: false,
  passwordFault: null,
  heirFault: false,
  gone: false,
  ...rest,
});

export const actions: Actions = {
  end: async (event) => {
    const { locals, request } = event;
    const fields = await readFields(request);
    const [sure, password] = [fields.text('sure'), fields.text('password')];
    const notSure = sure !== 'on';
    if (notSure || password === '') return fail(400, outcome('end', { sure, notSure, passwordFault: password === '' ? 'missing' : null }));
    const ended = await endAccount(locals.ports, locals.session, password, locals.address);
    if ('ok' in ended) {
      dropSessionCookie(event);
      redirect(303, '/portal/ended');
    }
    switch (ended.refused) {
      case 'forbidden':
        error(403, 'forbidden');
      case 'wrong':
        return fail(400, outcome('end', { sure, passwordFault: 'wrong' }));
      case 'limited':
        return fail(429, outcome('end', { sure, passwordFault: 'limited' }));
      // What holds it up stands on the page that is loaded with this answer.
      case 'last-owner':
      case 'events-ahead':
        return fail(409, outcome('end', { sure }));
      case 'gone':
        return fail(409, outcome('end', { sure, gone: true }));
    }
  },
  handOver: async ({ locals, request }) => {
    const handed = await handOverAhead(locals.ports, locals.session, (await readFields(request)).text('heir'));
    if ('ok' in handed) return outcome('hand-over', { done: handed.moved });
    if (handed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, outcome('hand-over', { heirFault: true }));
  },
  cancel: async ({ locals }) => {
    const cancelled = await cancelAhead(locals.ports, locals.session);
    if ('refused' in cancelled) error(403, 'forbidden');
    return outcome('cancel', { done: cancelled.cancelled });
  },
};
