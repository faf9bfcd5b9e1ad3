/** Countries a practice can sit in and banks can be debited from: those of the single euro payments area (European Payments Council, EPC409-09). */

/** European Economic Area: inside it an IBAN is enough (Regulation (EU) No 260/2012, article 5). */
const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');
const BEYOND = 'AD AL CH GB MC MD ME MK RS SM VA'.split(' ');
export const EEA_COUNTRIES: readonly string[] = EEA;
export const COUNTRIES: readonly string[] = [...EEA, ...BEYOND].sort();

export function isCountry(code: string): boolean {
  return COUNTRIES.includes(code);
}

/** Where the General Data Protection Regulation holds by itself. */
export function isInEea(code: string): boolean {
  return EEA.includes(code);
}

/** Of an account there, the debtor's bank has to be named too. */
export function needsBic(country: string): boolean {
  return !EEA.includes(country);
}

const DIGITS: Readonly<Record<string, RegExp>> = { DE: /^\d{5}$/, FR: /^\d{5}$/, IT: /^\d{5}$/, ES: /^\d{5}$/, AT: /^\d{4}$/, CH: /^\d{4}$/, LI: /^\d{4}$/ };

/** Of a postal code without the spaces around it; where the country's form is not known here, whatever looks like one. */
export function isPostalCode(country: string, text: string): boolean {
  return (DIGITS[country] ?? /^[A-Z\d][A-Z\d -]{1,10}$/i).test(text);
}
