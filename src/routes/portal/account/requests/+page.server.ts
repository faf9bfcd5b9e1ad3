import { error, fail } from '@sveltejs/kit';
import { DATA, REQUEST_KINDS } from '#lib/rules/data-request.ts';
import { askRequest, ownRequests, type RequestFaults } from '#lib/server/use/data-requests.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { readFields } from '../../form-fields.server.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { account, membership } = ownAccount(locals);
  const date = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'long', timeZone: membership?.practice.zone ?? 'UTC' });
  const found = (await ownRequests(locals.ports, locals.session)) ?? [];
  return {
    words: profileWords[locals.language].requests,
    kinds: REQUEST_KINDS,
    names: DATA,
    isClient: account.kind === 'client',
    requests: found.map(({ id, kind, datum, text, state, receivedAt, answeredAt, answer, due }) => ({
      id,
      kind,
      datum,
      text,
      state,
      received: date.format(receivedAt),
      due: date.format(due),
      answered: answeredAt && date.format(answeredAt),
      answer,
    })),
  };
};

const EMPTY = { kind: '', datum: '', text: '' };
const NO_FAULTS: RequestFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = { kind: fields.text('kind'), datum: fields.text('datum'), text: fields.text('text') };
    const asked = await askRequest(locals.ports, locals.session, values);
    if ('ok' in asked) return { values: EMPTY, faults: NO_FAULTS, asked: true, tooMany: false };
    if (asked.refused === 'forbidden') error(403, 'forbidden');
    if (asked.refused === 'too-many') return fail(409, { values, faults: NO_FAULTS, asked: false, tooMany: true });
    return fail(400, { values, faults: asked.fields, asked: false, tooMany: false });
  },
};
