/** Whom the operator lets work for it, and with what. Where they process is inside the European Economic Area, or they cannot be named at all. */
import { isInEea } from './country.ts';
import { linesFault, nameFault, type FieldFault } from './person.ts';

/** In the order in which the policy lists them. */
export const SUPPLIER_ROLES = ['hosting', 'signalling', 'proxy', 'mail', 'bank', 'collection', 'audit'] as const;
export type SupplierRole = (typeof SUPPLIER_ROLES)[number];

export const MAX_SUPPLIER_NAME = 120;
export const MAX_SUPPLIER_ADDRESS = 400;

/** As a form sends it. */
export interface SupplierInput {
  readonly role: string;
  readonly name: string;
  readonly address: string;
  /** Where the data are processed: ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `YYYY-MM-DD` */
  readonly since: string;
}
export interface SupplierDetails {
  readonly role: SupplierRole;
  readonly name: string;
  readonly address: string;
  readonly country: string;
  readonly since: string;
}
export type SupplierFault = Extract<FieldFault, 'missing' | 'too-long' | 'control-characters'> | 'not-a-role' | 'outside-eea' | 'not-a-day';
export type SupplierFaults = Partial<Record<keyof SupplierInput, SupplierFault>>;

/** Of the calendar, and in years that people mean. */
export function isDay(text: string): boolean {
  const at = /^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Trimmed; or what is wrong at which field. */
export function readSupplier(input: SupplierInput): { readonly ok: SupplierDetails } | { readonly refused: SupplierFaults } {
  const faults: SupplierFaults = {};
  const put = (field: keyof SupplierInput, fault: SupplierFault | null) => {
    if (fault !== null) faults[field] = fault;
  };
  const role = SUPPLIER_ROLES.find((each) => each === input.role);
  put('role', role === undefined ? 'not-a-role' : null);
  put('name', nameFault(input.name, MAX_SUPPLIER_NAME));
  put('address', input.address.trim() === '' ? 'missing' : linesFault(input.address, MAX_SUPPLIER_ADDRESS));
  put('country', input.country === '' ? 'missing' : isInEea(input.country) ? null : 'outside-eea');
  put('since', input.since === '' ? 'missing' : isDay(input.since) ? null : 'not-a-day');
  if (role === undefined || Object.keys(faults).length > 0) return { refused: faults };
  const address = input.address.replace(/\r\n?/g, '\n').trim();
  return { ok: { role, name: input.name.trim(), address, country: input.country, since: input.since } };
}
