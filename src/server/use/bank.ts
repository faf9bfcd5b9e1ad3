/** Bank details: what is wrong with them, and the mandate they stand in. */
import { ValidationErrorsIBAN, isSEPACountry, isValidBIC, validateIBAN } from 'ibantools';
import { needsBic } from '../../rules/country.ts';
import { plainIban } from '../../rules/iban.ts';
import { nameFault, type FieldFault } from '../../rules/person.ts';
import type { Language, Ports } from './ports.ts';
import type { Bank, Mandate } from './ports-contracts.ts';

export type BankFault = FieldFault | 'iban-length' | 'iban-form' | 'iban-checksum' | 'iban-country' | 'not-a-bic' | 'not-accepted';
export type BankFaults = Partial<Record<'holder' | 'iban' | 'bic' | 'mandate', BankFault>>;

export interface BankInput {
  readonly holder: string;
  readonly iban: string;
  /** Empty: none. */
  readonly bic: string;
  /** Consent to the mandate. */
  readonly mandate: boolean;
}

/** Raised with each change of the mandate's words; kept with each consent. */
export const MANDATE_TEXT_VERSION = 1;
/** EPC rulebook for direct debits, AT-02: at most seventy characters. */
const MAX_HOLDER = 70;

export function ibanFault(text: string): BankFault | null {
  const iban = plainIban(text);
  if (iban === '') return 'missing';
  const { errorCodes } = validateIBAN(iban);
  const has = (...codes: readonly ValidationErrorsIBAN[]) => codes.some((code) => errorCodes.includes(code));
  if (has(ValidationErrorsIBAN.NoIBANCountry, ValidationErrorsIBAN.NoIBANProvided) || !isSEPACountry(iban.slice(0, 2))) return 'iban-country';
  if (has(ValidationErrorsIBAN.WrongBBANLength)) return 'iban-length';
  if (has(ValidationErrorsIBAN.WrongBBANFormat, ValidationErrorsIBAN.ChecksumNotNumber)) return 'iban-form';
  return errorCodes.length > 0 ? 'iban-checksum' : null;
}

function bicFault(bic: string, iban: string): BankFault | null {
  if (bic === '') return needsBic(iban.slice(0, 2)) && ibanFault(iban) === null ? 'missing' : null;
  return isValidBIC(bic) ? null : 'not-a-bic';
}

export function bankFaults(input: BankInput): BankFaults {
  const holder = nameFault(input.holder, MAX_HOLDER);
  const iban = ibanFault(input.iban);
  const bic = bicFault(plainIban(input.bic), plainIban(input.iban));
  return { ...(holder && { holder }), ...(iban && { iban }), ...(bic && { bic }), ...(!input.mandate && { mandate: 'not-accepted' }) };
}

/** Of bank details without fault. The reference is drawn: nobody learns from it who or how many there are. */
export function newMandate(ports: Pick<Ports, 'randomBytes' | 'now'>, practice: string, input: BankInput, language: Language): Mandate {
  const bank: Bank = { holder: input.holder.trim(), iban: plainIban(input.iban), bic: plainIban(input.bic) || null };
  const reference = `INC-${Buffer.from(ports.randomBytes(8)).toString('hex').toUpperCase()}`;
  return { ...bank, practice, reference, textVersion: MANDATE_TEXT_VERSION, language, consentedAt: ports.now() };
}

export interface Creditor {
  readonly name: string;
  readonly id: string;
}

/** Whom a mandate is given to. null: the operator has not said so yet, and nobody can order what is paid for. */
export async function creditorOf(ports: Pick<Ports, 'store'>): Promise<Creditor | null> {
  const settings = await ports.store.settings.all();
  const [name, id] = [settings['creditor-name'] ?? settings['operator-name'], settings['creditor-id']];
  return name !== undefined && name.trim() !== '' && id !== undefined && id.trim() !== '' ? { name: name.trim(), id: id.trim() } : null;
}
