import { fail } from '@sveltejs/kit';
import { EMPTY_ORDER, isStep, ORDER_FIELDS, stepAfter, stepBefore, stepOf, stepsOf, type OrderField, type OrderValues, type Step } from '#lib/rules/order.ts';
import { MIN_PASSWORD, parseAddress } from '#lib/rules/person.ts';
import { PLANS, readPlan, TRIAL_DAYS } from '#lib/rules/plan.ts';
import { creditorOf } from '#lib/server/use/bank.ts';
import { orderFaults, type OrderFaults } from '#lib/server/use/order-faults.ts';
import { registerProvider } from '#lib/server/use/register-provider.ts';
import { drawToken } from '#lib/server/use/session.ts';
import { countries } from '#lib/ui/portal/countries.ts';
import { zones } from '#lib/ui/portal/zones.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Until the browser tells its own. */
const ZONE_OF = { de: 'Europe/Berlin', en: 'Europe/London', fr: 'Europe/Paris' } as const;
const COUNTRY_OF = { de: 'DE', en: 'GB', fr: 'FR' } as const;

export const load: PageServerLoad = async ({ locals }) => {
  const { language, session, ports } = locals;
  const { register, languages } = accountWords[language];
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  return {
    words: register,
    order: orderWords[language],
    languages,
    creditor: await creditorOf(ports),
    days: TRIAL_DAYS,
    prices: { trial: '', solo: price.format(PLANS.solo.monthlyCents / 100), practice: price.format(PLANS.practice.monthlyCents / 100) },
    start: { ...EMPTY_ORDER, language, zone: ZONE_OF[language], country: COUNTRY_OF[language] },
    orderKey: drawToken(ports),
    countries: countries(language),
    zones: zones(ZONE_OF[language]),
    minPassword: MIN_PASSWORD,
    signedIn: session !== null && session.account !== null,
  };
};

const NO_FAULTS: OrderFaults = {};
type Refused = 'limited' | 'unpayable' | null;

function answer(step: Step, values: OrderValues, orderKey: string, faults: OrderFaults = NO_FAULTS, refused: Refused = null) {
  return { step, values, orderKey, faults, refused };
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
    const values = { ...typed, language: typed.language || language };
    const [at, go, orderKey] = [fields.text('at'), fields.text('go'), fields.text('orderKey')];
    const step = isStep(at) && stepsOf(values.plan).includes(at) ? at : 'plan';
    if (go === 'back') return answer(stepBefore(step, values.plan), values, orderKey);
    if (isStep(go) && stepsOf(values.plan).includes(go)) return answer(go, values, orderKey);

    if (go !== 'order') {
      const plan = readPlan(values.plan);
      if (step === 'plan' && plan !== null && PLANS[plan].paid && !(await creditorOf(ports))) {
        return fail(409, answer('plan', values, orderKey, NO_FAULTS, 'unpayable'));
      }
      const here = Object.entries(orderFaults(values)).filter(([field]) => stepOf(field as OrderField) === step);
      if (here.length > 0) return fail(400, answer(step, values, orderKey, Object.fromEntries(here)));
      return answer(stepAfter(step, values.plan), withGuesses(step, values), orderKey);
    }
    // A form without a key can be sent once only as well: each such post is an order of its own.
    const registered = await registerProvider(ports, { ...values, password: fields.text('password'), orderKey: orderKey || drawToken(ports) }, address);
    if (!('refused' in registered)) return { sentTo: parseAddress(values.email) ?? values.email };
    if (registered.refused !== 'invalid') {
      return fail(registered.refused === 'limited' ? 429 : 409, answer('review', values, orderKey, NO_FAULTS, registered.refused));
    }
    const first = stepsOf(values.plan).find((each) =>
      Object.keys(registered.fields).some((field) => field !== 'password' && stepOf(field as OrderField) === each),
    );
    return fail(400, answer(first ?? 'review', values, orderKey, registered.fields));
  },
};
