import { fail, redirect } from '@sveltejs/kit';
import { MIN_PASSWORD } from '#lib/rules/person.ts';
import { joinAsNew, joinAsSelf, type JoinFaults, type JoinRefusal } from '#lib/server/use/join-practice.ts';
import { membersWords } from '#lib/words/members/index.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { readFields } from '../form-fields.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import { tokenIn } from '../token-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { session, language, ports } }) => ({
  texts: textWords[language],
  termsVersion: String((await ports.store.texts.current())['terms-practice'] ?? ''),
  words: membersWords[language].join,
  minPassword: MIN_PASSWORD,
  self: session?.account ? { name: `${session.account.firstName} ${session.account.lastName}`, hasPractice: session.membership !== null } : null,
});

interface Outcome {
  readonly pasted: string;
  readonly tokenMissing: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly terms: string;
  /** null: the one that the page shows. */
  readonly termsVersion: string | null;
  readonly faults: JoinFaults;
  readonly refused: JoinRefusal | null;
}
const STATUS = { unknown: 410, 'sign-in': 409, elsewhere: 409, 'not-yours': 403, full: 409 } as const;

/** Opening the page changes nothing; mail scanners open links and run scripts. */
export const actions: Actions = {
  default: async (event) => {
    const { ports, session, language } = event.locals;
    const fields = await readFields(event.request);
    const typed = { firstName: fields.text('firstName'), lastName: fields.text('lastName') };
    const terms = { terms: fields.text('terms') === 'on', termsVersion: fields.text('termsVersion') };
    const pasted = fields.text('token');
    const outcome = (part: Partial<Outcome>): Outcome => ({
      pasted,
      tokenMissing: false,
      ...typed,
      terms: terms.terms ? 'on' : '',
      termsVersion: null,
      faults: {},
      refused: null,
      ...part,
    });
    if (pasted.trim() === '') return fail(400, outcome({ tokenMissing: true }));
    const token = tokenIn(pasted);
    const joined =
      token === null
        ? ({ refused: 'unknown' } as const)
        : session?.account
          ? await joinAsSelf(ports, session, token, terms, language)
          : await joinAsNew(ports, session, token, { ...typed, ...terms, password: fields.text('password') }, language);
    if ('refused' in joined) {
      if (joined.refused === 'invalid') {
        const newest = String((await ports.store.texts.current())['terms-practice'] ?? '');
        // What was agreed to is another version by now: the new one is shown, and asked for again.
        return fail(400, outcome({ faults: joined.fields, termsVersion: newest, ...(joined.fields.terms === 'newer-text' && { terms: '' }) }));
      }
      return fail(STATUS[joined.refused], outcome({ refused: joined.refused }));
    }
    setSessionCookie(event, joined.cookie);
    redirect(303, '/portal');
  },
};
