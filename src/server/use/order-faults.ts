/** What is wrong with an order, field by field. */
import { isCountry, isPostalCode } from '../../rules/country.ts';
import { PRACTICE_KINDS, stepOf, stepsOf, type OrderField, type OrderValues } from '../../rules/order.ts';
import { addressFault, nameFault, telephoneFault } from '../../rules/person.ts';
import { readPlan } from '../../rules/plan.ts';
import { isZone } from '../../rules/zoned-time.ts';
import { bankFaults, type BankFault } from './bank.ts';
import { practiceFaults } from './practice.ts';
import { profileFaults } from './profile.ts';

export type OrderFault = BankFault | 'unknown-choice' | 'not-a-postal-code';
export type OrderFaults = Partial<Record<OrderField | 'password', OrderFault>>;

const MAX_LINE = 120;

const choiceFault = (allowed: readonly string[], text: string): OrderFault | null =>
  text === '' ? 'missing' : allowed.includes(text) ? null : 'unknown-choice';
const acceptFault = (text: string): OrderFault | null => (text === 'on' ? null : 'not-accepted');

/** Of everything but the password, also of what a plan does not ask for. */
function allFaults(input: OrderValues): Readonly<Record<OrderField, OrderFault | null>> {
  const person = profileFaults(input);
  const practice = practiceFaults({ name: input.practiceName, telephone: input.telephone });
  const bank = bankFaults({ holder: input.holder, iban: input.iban, bic: input.bic, mandate: input.mandate === 'on' });
  const postalCode = input.postalCode.trim();
  return {
    plan: readPlan(input.plan) === null ? 'missing' : null,
    formOfAddress: person.formOfAddress ?? null,
    title: person.title ?? null,
    firstName: person.firstName ?? null,
    lastName: person.lastName ?? null,
    email: addressFault(input.email),
    practiceName: practice.name ?? null,
    telephone: practice.telephone ?? null,
    kind: choiceFault(PRACTICE_KINDS, input.kind),
    street: nameFault(input.street, MAX_LINE),
    postalCode: postalCode === '' ? 'missing' : isPostalCode(input.country, postalCode) ? null : 'not-a-postal-code',
    city: nameFault(input.city),
    country: isCountry(input.country) ? null : 'unknown-choice',
    contactName: nameFault(input.contactName, MAX_LINE),
    contactTelephone: input.contactTelephone.trim() === '' ? 'missing' : telephoneFault(input.contactTelephone),
    contactEmail: addressFault(input.contactEmail),
    language: person.language ?? null,
    zone: isZone(input.zone) ? null : 'unknown-zone',
    holder: bank.holder ?? null,
    iban: bank.iban ?? null,
    bic: bank.bic ?? null,
    mandate: bank.mandate ?? null,
    terms: acceptFault(input.terms),
    agreement: acceptFault(input.agreement),
  };
}

/** Of the steps that its plan has. */
export function orderFaults(input: OrderValues): OrderFaults {
  const steps = stepsOf(input.plan);
  return Object.fromEntries(
    (Object.entries(allFaults(input)) as [OrderField, OrderFault | null][]).filter(([field, fault]) => fault !== null && steps.includes(stepOf(field))),
  );
}
