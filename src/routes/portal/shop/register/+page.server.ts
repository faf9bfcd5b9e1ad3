import { fail } from '@sveltejs/kit';
import { EMPTY_ORDER, isStep, ORDER_FIELDS, stepAfter, stepBefore, stepOf, stepsOf, type OrderField, type OrderValues, type Step } from '#lib/rules/order.ts';
import type { Versions } from '#lib/rules/legal-text.ts';
import { MIN_PASSWORD, parseAddress } from '#lib/rules/person.ts';
import { PLANS, readPlan, TRIAL_DAYS } from '#lib/rules/plan.ts';
import { creditorOf } from '#lib/server/use/bank.ts';
import { orderFaults, type OrderFaults } from '#lib/server/use/order-faults.ts';
import { registerProvider } from '#lib/server/use/register-provider.ts';
import { drawToken } from '#lib/server/use/session.ts';
import { countries } from '#lib/ui/portal/countries.ts';
import { zones } from '#lib/ui/portal/zones.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { textWords } from '#lib/words/texts/index.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Until the browser tells its own. */
const ZONE_OF = { de: 'Europe/Berlin', en: 'Europe/London', fr: 'Europe/Paris' } as const;
const COUNTRY_OF = { de: 'DE', en: 'GB', fr: 'FR' } as const;

const NO_FAULTS: OrderFaults = {};

export const load: PageServerLoad = async ({ locals }) => {
  const { language, session, ports } = locals;
  const { register, languages } = accountWords[language];
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  return {
    words: register,
    order: orderWords[language],
    texts: textWords[language],
    languages,
    creditor: await creditorOf(ports),
    days: TRIAL_DAYS,
    prices: { trial: '', solo: price.format(PLANS.solo.monthlyCents / 100), practice: price.format(PLANS.practice.monthlyCents / 100) },
    start: withNewest({ ...EMPTY_ORDER, language, zone: ZONE_OF[language], country: COUNTRY_OF[language] }, await ports.store.texts.current()),
    orderKey: drawToken(ports),
    countries: countries(language),
    zones: zones(ZONE_OF[language]),
    minPassword: MIN_PASSWORD,
    signedIn: session !== null && session.account !== null,
  };
};

type Refused = 'limited' | 'unpayable' | null;

function answer(step: Step, values: OrderValues, orderKey: string, faults: OrderFaults = NO_FAULTS, refused: Refused = null) {
  return { step, values, orderKey, faults, refused };
}

/** What is not agreed to yet is shown in its newest version, and what was agreed to in another one is asked for again. */
function withNewest(values: OrderValues, current: Versions, faults: OrderFaults = NO_FAULTS): OrderValues {
  const terms = faults.terms === 'newer-text' ? '' : values.terms;
  const agreement = faults.agreement === 'newer-text' ? '' : values.agreement;
  return {
    ...values,
    terms,
    termsVersion: terms === '' ? String(current['terms-practice'] ?? '') : values.termsVersion,
    agreement,
    agreementVersion: agreement === '' ? String(current.agreement ?? '') : values.agreementVersion,
  };
}

/** What most people would type again. */
function withGuesses(at: Step, values: OrderValues): OrderValues {
  const name = `${values.firstName.trim()} ${values.lastName.trim()}`;
  if (at === 'person') return { ...values, contactName: values.contactName || name, contactEmail: values.contactEmail || values.email };
  return at === 'practice' ? { ...values, holder: values.holder || name } : values;
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const { ports, address, language } = locals;
    const fields = await readFields(request);
    const typed = Object.fromEntries(ORDER_FIELDS.map((field) => [field, fields.text(field)])) as OrderValues;
    const current = await ports.store.texts.current();
    const values = withNewest({ ...typed, language: typed.language || language }, current);
    const [at, go, orderKey] = [fields.text('at'), fields.text('go'), fields.text('orderKey')];
    const step = isStep(at) && stepsOf(values.plan).includes(at) ? at : 'plan';
    if (go === 'back') return answer(stepBefore(step, values.plan), values, orderKey);
    if (isStep(go) && stepsOf(values.plan).includes(go)) return answer(go, values, orderKey);

    if (go !== 'order') {
      const plan = readPlan(values.plan);
      if (step === 'plan' && plan !== null && PLANS[plan].paid && !(await creditorOf(ports))) {
        return fail(409, answer('plan', values, orderKey, NO_FAULTS, 'unpayable'));
      }
      const here: OrderFaults = Object.fromEntries(Object.entries(orderFaults(values, current)).filter(([field]) => stepOf(field as OrderField) === step));
      if (Object.keys(here).length > 0) return fail(400, answer(step, withNewest(values, current, here), orderKey, here));
      return answer(stepAfter(step, values.plan), withGuesses(step, values), orderKey);
    }
    // A form without a key can be sent once only as well: each such post is an order of its own.
    const registered = await registerProvider(
      ports,
      { ...values, password: fields.text('password'), orderKey: orderKey || drawToken(ports), shownIn: language },
      address,
    );
    if (!('refused' in registered)) return { sentTo: parseAddress(values.email) ?? values.email };
    if (registered.refused !== 'invalid') {
      return fail(registered.refused === 'limited' ? 429 : 409, answer('review', values, orderKey, NO_FAULTS, registered.refused));
    }
    const first = stepsOf(values.plan).find((each) =>
      Object.keys(registered.fields).some((field) => field !== 'password' && stepOf(field as OrderField) === each),
    );
    return fail(400, answer(first ?? 'review', withNewest(values, current, registered.fields), orderKey, registered.fields));
  },
};
