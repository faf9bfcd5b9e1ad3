import { error, fail } from '@sveltejs/kit';
import { REQUEST_ANSWERS } from '#lib/rules/data-request.ts';
import { answerRequest, requestDesk } from '#lib/server/use/data-requests.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 24 * 3_600_000;

export const load: PageServerLoad = async ({ locals }) => {
  const found = await requestDesk(locals.ports, locals.session);
  if (found === null) error(403, 'forbidden');
  const date = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'long', timeZone: 'UTC' });
  const now = locals.ports.now().getTime();
  const { desk, requests } = profileWords[locals.language];
  return {
    words: desk,
    shared: { kinds: requests.kinds, data: requests.data, received: requests.received, due: requests.due, choose: requests.choose },
    outcomes: REQUEST_ANSWERS,
    requests: found.map(({ id, kind, datum, text, receivedAt, due, overdue, person }) => ({
      id,
      kind,
      datum,
      text,
      person,
      overdue,
      received: date.format(receivedAt),
      due: date.format(due),
      daysLeft: Math.max(0, Math.floor((due.getTime() - now) / DAY_MS)),
    })),
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = { id: fields.text('id'), state: fields.text('state'), text: fields.text('text') };
    const answered = await answerRequest(locals.ports, locals.session, values);
    const outcome = { ...values, stateFault: false, textFault: null, gone: false, answered: false };
    if ('ok' in answered) return { ...outcome, answered: true };
    if (answered.refused === 'forbidden') error(403, 'forbidden');
    if (answered.refused === 'gone') return fail(409, { ...outcome, gone: true });
    return fail(400, { ...outcome, stateFault: !REQUEST_ANSWERS.some((each) => each === values.state), textFault: answered.text });
  },
};
