import { error, fail } from '@sveltejs/kit';
import { creditorOf } from '#lib/server/use/bank.ts';
import { changeBank, contractPage } from '#lib/server/use/contract.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { providerOf } from '../../account-page.server.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { practice } = providerOf(locals);
  const page = await contractPage(locals.ports, locals.session);
  if (!page) error(403, 'forbidden');
  const day = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'long', timeZone: practice.zone });
  const dayOf = (at: Date | null | undefined) => (at ? day.format(at) : null);
  return {
    words: orderWords[locals.language],
    creditor: await creditorOf(locals.ports),
    plan: page.contract?.plan ?? null,
    state: page.state,
    mandate: page.mandate && { ...page.mandate, consentedAt: dayOf(page.mandate.consentedAt) },
    days: {
      ordered: dayOf(page.contract?.orderedAt),
      confirmed: dayOf(page.contract?.confirmedAt),
      trialEnds: dayOf(page.contract?.trialEndsAt),
      ends: dayOf(page.contract?.endsAt),
    },
  };
};

export const actions: Actions = {
  bank: async ({ locals, request }) => {
    const fields = await readFields(request);
    const typed = { holder: fields.text('holder'), iban: fields.text('iban'), bic: fields.text('bic'), mandate: fields.text('mandate') };
    const input = { ...typed, mandate: typed.mandate === 'on', password: fields.text('password') };
    const changed = await changeBank(locals.ports, locals.session, input, locals.language, locals.address);
    if ('ok' in changed) return { saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    if (changed.refused === 'invalid') return fail(400, { values: typed, faults: changed.fields, refused: null });
    return fail(changed.refused === 'limited' ? 429 : changed.refused === 'wrong' ? 403 : 409, { values: typed, faults: {}, refused: changed.refused });
  },
};
