import { error, fail } from '@sveltejs/kit';
import type { FieldFault } from '#lib/rules/person.ts';
import { hasSecondFactor } from '#lib/server/use/factor-duty.ts';
import { changePassword } from '#lib/server/use/password.ts';
import { leastPassword } from '#lib/server/use/password-strength.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { setSessionCookie } from '../../session-cookie.server.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  words: signInWords[locals.language].password,
  minPassword: leastPassword(await hasSecondFactor(locals.ports, ownAccount(locals).account.id)),
});

interface Outcome {
  readonly saved: boolean;
  readonly presentFault: 'missing' | 'wrong' | 'limited' | null;
  readonly passwordFault: FieldFault | null;
}
const outcome = (part: Partial<Outcome>): Outcome => ({ saved: false, presentFault: null, passwordFault: null, ...part });

export const actions: Actions = {
  default: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const [present, password] = [fields.text('present'), fields.text('password')];
    if (present === '' || password === '')
      return fail(400, outcome({ presentFault: present === '' ? 'missing' : null, passwordFault: password === '' ? 'missing' : null }));
    const changed = await changePassword(ports, session, { present, password }, address);
    if ('ok' in changed) {
      setSessionCookie(event, changed.cookie);
      return outcome({ saved: true });
    }
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    if (changed.refused === 'invalid') return fail(400, outcome({ passwordFault: changed.fault }));
    return fail(changed.refused === 'limited' ? 429 : 400, outcome({ presentFault: changed.refused }));
  },
};
