import { error, fail } from '@sveltejs/kit';
import { TERMS } from '#lib/privacy/terms.ts';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { endByNotice, restoreAccount, type EndedByNotice, type Restored } from '#lib/server/use/operate-accounts.ts';
import { endingWords } from '#lib/words/ending/index.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { lengthText } from '../../privacy/policy-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (!may(actorOf(locals.session), 'operator.terminate')) error(403, 'forbidden');
  return { words: endingWords[locals.language].desk, length: lengthText(TERMS['account-ended'].length, policyWords[locals.language], locals.language) };
};

type Refusal = Exclude<Extract<EndedByNotice | Restored, { readonly refused: string }>['refused'], 'forbidden'>;
interface Outcome {
  readonly part: 'end' | 'restore';
  readonly email: string;
  readonly sure: string;
  readonly done: boolean;
  readonly notSure: boolean;
  readonly fault: Refusal | null;
}
const outcome = (part: Outcome['part'], rest: Partial<Outcome> = {}): Outcome => ({
  part,
  email: '',
  sure: '',
  done: false,
  notSure: false,
  fault: null,
  ...rest,
});

const STATUS = {
  missing: 400,
  'not-an-address': 400,
  unknown: 409,
  gone: 409,
  'not-ended': 409,
  'last-owner': 409,
  'events-ahead': 409,
} as const satisfies Record<Refusal, number>;

function answered(part: Outcome['part'], typed: Pick<Outcome, 'email' | 'sure'>, answer: EndedByNotice | Restored) {
  if ('ok' in answer) return outcome(part, { done: true });
  if (answer.refused === 'forbidden') error(403, 'forbidden');
  return fail(STATUS[answer.refused], outcome(part, { ...typed, fault: answer.refused }));
}

export const actions: Actions = {
  end: async ({ locals, request }) => {
    const fields = await readFields(request);
    const typed = { email: fields.text('email'), sure: fields.text('sure') };
    if (typed.sure !== 'on') return fail(400, outcome('end', { ...typed, notSure: true, fault: typed.email.trim() === '' ? 'missing' : null }));
    return answered('end', typed, await endByNotice(locals.ports, locals.session, typed.email));
  },
  restore: async ({ locals, request }) => {
    const email = (await readFields(request)).text('email');
    return answered('restore', { email, sure: '' }, await restoreAccount(locals.ports, locals.session, email));
  },
};
