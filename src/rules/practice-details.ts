/** What a practice tells of itself as a party to a contract: its kind, where it sits, whom one reaches there. */
import { isCountry, isPostalCode } from './country.ts';
import { PRACTICE_KINDS } from './order.ts';
import { addressFault, nameFault, parseAddress, readTelephone, telephoneFault, type FieldFault } from './person.ts';

/** Of a street, and of a contact person's whole name. */
export const MAX_LINE = 120;

/** In the order of the page. */
export const DETAIL_FIELDS = ['kind', 'street', 'postalCode', 'city', 'country', 'contactName', 'contactTelephone', 'contactEmail'] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];
/** As typed. */
export type DetailValues = Readonly<Record<DetailField, string>>;
export type DetailFault = FieldFault | 'unknown-choice' | 'not-a-postal-code';
export type DetailFaults = Partial<Record<DetailField, DetailFault>>;

/** All of them have to be there. */
export function detailFaults(values: DetailValues): DetailFaults {
  const postalCode = values.postalCode.trim();
  const faults: Readonly<Record<DetailField, DetailFault | null>> = {
    kind: values.kind === '' ? 'missing' : (PRACTICE_KINDS as readonly string[]).includes(values.kind) ? null : 'unknown-choice',
    street: nameFault(values.street, MAX_LINE),
    postalCode: postalCode === '' ? 'missing' : isPostalCode(values.country, postalCode) ? null : 'not-a-postal-code',
    city: nameFault(values.city),
    country: isCountry(values.country) ? null : 'unknown-choice',
    contactName: nameFault(values.contactName, MAX_LINE),
    contactTelephone: values.contactTelephone.trim() === '' ? 'missing' : telephoneFault(values.contactTelephone),
    contactEmail: addressFault(values.contactEmail),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));
}

/** As they are kept; of values without fault. */
export function readDetails(values: DetailValues) {
  return {
    kind: values.kind,
    street: values.street.trim(),
    postalCode: values.postalCode.trim(),
    city: values.city.trim(),
    country: values.country,
    contactName: values.contactName.trim(),
    contactTelephone: readTelephone(values.contactTelephone),
    contactEmail: parseAddress(values.contactEmail),
  };
}
