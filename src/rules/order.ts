/** The way to a contract: which steps there are, what each asks for, and which comes next. */
import { PLANS, readPlan } from './plan.ts';

export const STEPS = ['plan', 'person', 'practice', 'bank', 'agreement', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const FORMS_OF_ADDRESS = ['ms', 'mr', 'neutral'] as const;
/** What kinds of practice work here; `other` for all that have no word of their own. */
export const PRACTICE_KINDS = ['doctor', 'psychotherapy', 'therapy', 'midwife', 'care', 'counselling', 'law', 'other'] as const;

/** What is typed at each step, in the order of the page. A password is in none: it is asked for with the order and kept nowhere. */
export const FIELDS = {
  plan: ['plan'],
  person: ['formOfAddress', 'title', 'firstName', 'lastName', 'email'],
  practice: [
    'practiceName',
    'kind',
    'street',
    'postalCode',
    'city',
    'country',
    'telephone',
    'contactName',
    'contactTelephone',
    'contactEmail',
    'language',
    'zone',
  ],
  bank: ['holder', 'iban', 'bic', 'mandate'],
  // The versions are not typed: they say which texts were before the person's eyes.
  agreement: ['terms', 'termsVersion', 'agreement', 'agreementVersion'],
  review: [],
} as const satisfies Record<Step, readonly string[]>;
export type OrderField = (typeof FIELDS)[Step][number];
export const ORDER_FIELDS: readonly OrderField[] = STEPS.flatMap((step): readonly OrderField[] => FIELDS[step]);
/** As it was typed; a box that is ticked says `on`. */
export type OrderValues = Readonly<Record<OrderField, string>>;

export function isStep(text: string): text is Step {
  return (STEPS as readonly string[]).includes(text);
}

/** A trial asks for no bank. */
export function stepsOf(plan: string): readonly Step[] {
  const name = readPlan(plan);
  return name !== null && !PLANS[name].paid ? STEPS.filter((step) => step !== 'bank') : STEPS;
}

/** The last one has none after it and stays. */
export function stepAfter(step: Step, plan: string): Step {
  const steps = stepsOf(plan);
  return steps[steps.indexOf(step) + 1] ?? 'review';
}

/** The first has none before it and stays. */
export function stepBefore(step: Step, plan: string): Step {
  const steps = stepsOf(plan);
  return steps[steps.indexOf(step) - 1] ?? 'plan';
}

export function stepOf(field: OrderField): Step {
  return STEPS.find((step) => (FIELDS[step] as readonly OrderField[]).includes(field)) ?? 'plan';
}

export const EMPTY_ORDER = Object.fromEntries(ORDER_FIELDS.map((field) => [field, ''])) as OrderValues;
