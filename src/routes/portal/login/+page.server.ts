import { fail, redirect } from '@sveltejs/kit';
import { resendVerification } from '#lib/server/use/resend-verification.ts';
import { signIn } from '#lib/server/use/accounts.ts';
import { stepToken, takeSecondStep } from '#lib/server/use/second-step.ts';
import { factorWords } from '#lib/words/factors/index.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { signInWords } from '#lib/words/sign-in/index.ts';
import { oneOf, readFields, type Fields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import { tokenIn } from '../token-in.ts';
import { nextPath } from './next-path.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTES = ['signed-out', 'set-up', 'new-password'] as const;

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextPath(url.searchParams.get('next'));
  if (locals.session?.account) redirect(303, next ?? '/portal');
  const note = oneOf(NOTES, url.searchParams.get('note') ?? '') ?? (url.searchParams.has('next') ? ('needs-sign-in' as const) : null);
  return {
    words: accountWords[locals.language].login,
    factors: factorWords[locals.language],
    forgotten: signInWords[locals.language].forgotten,
    note,
    next,
  };
};

interface Outcome {
  readonly email: string;
  readonly missing: { readonly email: boolean; readonly password: boolean };
  readonly refused: 'wrong' | 'limited' | 'unverified' | null;
  readonly sentAgain: boolean;
  /** Of the second step: what says that the password was right. null: the first step. */
  readonly step: string | null;
  readonly codeFault: 'missing' | 'wrong' | 'limited' | null;
  readonly isOver: boolean;
}
const NOTHING: Outcome = { email: '', missing: { email: false, password: false }, refused: null, sentAgain: false, step: null, codeFault: null, isOver: false };
const outcome = (part: Partial<Outcome>): Outcome => ({ ...NOTHING, ...part });

function missingIn(fields: Fields): Outcome['missing'] | null {
  const missing = { email: fields.text('email').trim() === '', password: fields.text('password') === '' };
  return missing.email || missing.password ? missing : null;
}

export const actions: Actions = {
  enter: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const email = fields.text('email');
    const missing = missingIn(fields);
    if (missing) return fail(400, outcome({ email, missing }));
    const signedIn = await signIn(ports, session, { email, password: fields.text('password') }, address);
    if ('refused' in signedIn) return fail(signedIn.refused === 'limited' ? 429 : 400, outcome({ email, refused: signedIn.refused }));
    if ('second' in signedIn) return outcome({ step: await stepToken(ports, signedIn.second) });
    setSessionCookie(event, signedIn.cookie);
    redirect(303, nextPath(event.url.searchParams.get('next')) ?? '/portal');
  },
  second: async (event) => {
    const { ports, session, address } = event.locals;
    const fields = await readFields(event.request);
    const step = tokenIn(fields.text('step'));
    if (step === null) return fail(410, outcome({ isOver: true }));
    const code = fields.text('code');
    if (code.trim() === '') return fail(400, outcome({ step, codeFault: 'missing' }));
    const taken = await takeSecondStep(ports, session, { step, code }, address);
    if ('refused' in taken) {
      if (taken.refused === 'over') return fail(410, outcome({ isOver: true }));
      return fail(taken.refused === 'limited' ? 429 : 400, outcome({ step, codeFault: taken.refused }));
    }
    setSessionCookie(event, taken.cookie);
    redirect(303, nextPath(event.url.searchParams.get('next')) ?? '/portal');
  },
  /** Only for who knows the password, so that nobody else learns that the address is known. */
  again: async (event) => {
    const { ports, address } = event.locals;
    const fields = await readFields(event.request);
    const email = fields.text('email');
    const missing = missingIn(fields);
    if (missing) return fail(400, outcome({ email, missing }));
    const sent = await resendVerification(ports, { email, password: fields.text('password') }, address);
    if ('refused' in sent) return fail(sent.refused === 'limited' ? 429 : 400, outcome({ email, refused: sent.refused }));
    return outcome({ email, sentAgain: true });
  },
};
