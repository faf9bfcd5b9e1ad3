import { error, fail } from '@sveltejs/kit';
import { parseAddress } from '#lib/rules/person.ts';
import { askEmailChange } from '#lib/server/use/email-change.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const account = await locals.ports.store.accounts.byId(ownAccount(locals).account.id);
  return { words: signInWords[locals.language].email, present: account?.email ?? '' };
};

interface Outcome {
  readonly email: string;
  readonly sentTo: string | null;
  readonly emailFault: 'missing' | 'not-an-address' | 'same' | null;
  readonly passwordFault: 'missing' | 'wrong' | 'limited' | null;
}
const outcome = (part: Partial<Outcome>): Outcome => ({ email: '', sentTo: null, emailFault: null, passwordFault: null, ...part });

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const [email, password] = [fields.text('email'), fields.text('password')];
    const emptyEmail = email.trim() === '';
    if (emptyEmail || password === '')
      return fail(400, outcome({ email, emailFault: emptyEmail ? 'missing' : null, passwordFault: password === '' ? 'missing' : null }));
    const asked = await askEmailChange(locals.ports, locals.session, { email, password }, locals.address);
    if ('ok' in asked) return outcome({ sentTo: parseAddress(email) ?? email });
    switch (asked.refused) {
      case 'forbidden':
        error(403, 'forbidden');
      case 'not-an-address':
      case 'same':
        return fail(400, outcome({ email, emailFault: asked.refused }));
      case 'wrong':
        return fail(400, outcome({ email, passwordFault: 'wrong' }));
      case 'limited':
        return fail(429, outcome({ email, passwordFault: 'limited' }));
    }
  },
};
