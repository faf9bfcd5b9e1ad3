/** What is wrong with an order, field by field. */
import { stepOf, stepsOf, type OrderField, type OrderValues } from '../../rules/order.ts';
import { addressFault } from '../../rules/person.ts';
import { detailFaults } from '../../rules/practice-details.ts';
import { readPlan } from '../../rules/plan.ts';
import { isZone } from '../../rules/zoned-time.ts';
import type { Versions } from '../../rules/legal-text.ts';
import { acceptFault, type AcceptFault } from './accept.ts';
import { bankFaults, type BankFault } from './bank.ts';
import { practiceFaults } from './practice.ts';
import { profileFaults } from './profile.ts';

export type OrderFault = BankFault | Exclude<AcceptFault, 'not-accepted'> | 'unknown-choice' | 'not-a-postal-code';
export type OrderFaults = Partial<Record<OrderField | 'password', OrderFault>>;

/** Of everything but the password, also of what a plan does not ask for. */
function allFaults(input: OrderValues, current: Versions): Readonly<Record<OrderField, OrderFault | null>> {
  const person = profileFaults(input);
  const practice = practiceFaults({ name: input.practiceName, telephone: input.telephone });
  const bank = bankFaults({ holder: input.holder, iban: input.iban, bic: input.bic, mandate: input.mandate === 'on' });
  const details = detailFaults(input);
  return {
    plan: readPlan(input.plan) === null ? 'missing' : null,
    formOfAddress: person.formOfAddress ?? null,
    title: person.title ?? null,
    firstName: person.firstName ?? null,
    lastName: person.lastName ?? null,
    email: addressFault(input.email),
    practiceName: practice.name ?? null,
    telephone: practice.telephone ?? null,
    kind: details.kind ?? null,
    street: details.street ?? null,
    postalCode: details.postalCode ?? null,
    city: details.city ?? null,
    country: details.country ?? null,
    contactName: details.contactName ?? null,
    contactTelephone: details.contactTelephone ?? null,
    contactEmail: details.contactEmail ?? null,
    language: person.language ?? null,
    zone: isZone(input.zone) ? null : 'unknown-zone',
    holder: bank.holder ?? null,
    iban: bank.iban ?? null,
    bic: bank.bic ?? null,
    mandate: bank.mandate ?? null,
    // That there is something new to read comes before that it was not agreed to.
    terms: acceptFault(current, 'terms-practice', input.termsVersion) ?? (input.terms === 'on' ? null : 'not-accepted'),
    agreement: acceptFault(current, 'agreement', input.agreementVersion) ?? (input.agreement === 'on' ? null : 'not-accepted'),
    termsVersion: null,
    agreementVersion: null,
  };
}

/** Of the steps that its plan has. `current`: the versions that are to be agreed to now. */
export function orderFaults(input: OrderValues, current: Versions): OrderFaults {
  const steps = stepsOf(input.plan);
  return Object.fromEntries(
    (Object.entries(allFaults(input, current)) as [OrderField, OrderFault | null][]).filter(
      ([field, fault]) => fault !== null && steps.includes(stepOf(field)),
    ),
  );
}
