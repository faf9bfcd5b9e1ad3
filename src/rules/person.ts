/** What a person tells of themselves: addresses, names, passwords. */

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where a password is the only factor; at least 64 must be possible; no composition rules. */
export const MIN_PASSWORD = 15;
/** The same, where a second factor stands beside it. */
export const MIN_PASSWORD_WITH_SECOND_FACTOR = 8;
export const MAX_PASSWORD = 256;
export const MAX_NAME = 80;
export const MAX_PRACTICE_NAME = 120;
/** RFC 5321, 4.5.3.1: a path is at most 256 octets with its angle brackets. */
const MAX_ADDRESS = 254;

/** ITU-T E.164 has at most fifteen digits; what people put between them is kept. */
const MAX_TELEPHONE_DIGITS = 15;
export const MAX_TELEPHONE = 40;

export type FieldFault =
  | 'missing'
  | 'too-short'
  | 'not-a-number'
  | 'guessed-first'
  | 'own-name'
  | 'too-long'
  | 'not-an-address'
  | 'not-a-telephone'
  | 'unknown-zone'
  | 'unknown-language'
  | 'control-characters';

/** Trimmed, domain in lower case; null: cannot be delivered to. The local part keeps its case (RFC 5321, 2.4). */
export function parseAddress(text: string): string | null {
  const address = text.trim().normalize('NFC');
  if (address.length > MAX_ADDRESS) return null;
  const match = /^([^\s@<>()[\]\\,;:"]{1,64})@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63})$/u.exec(address);
  const [, local, domain] = match ?? [];

  if (local === undefined || domain === undefined || /[\u0000-\u001f\u007f]/.test(address)) return null;
  return `${local}@${domain.toLowerCase()}`;
}

/** For look-up only: people write their own address in any case. */
export function addressKey(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

/** As a person is called before others: title, first and last name. */
export function fullName(person: { readonly title: string | null; readonly firstName: string; readonly lastName: string }): string {
  return [person.title, person.firstName, person.lastName].filter(Boolean).join(' ');
}

/** What is wrong with an address that has to be there. */
export function addressFault(text: string): Extract<FieldFault, 'missing' | 'not-an-address'> | null {
  return text.trim() === '' ? 'missing' : parseAddress(text) === null ? 'not-an-address' : null;
}

/** Of one line that people read: a name, a label, a title. PostgreSQL keeps no zero byte, and nobody should read what turns text around. */
export function nameFault(name: string, max: number = MAX_NAME): Extract<FieldFault, 'missing' | 'too-long' | 'control-characters'> | null {
  if (name.trim() === '') return 'missing';
  if (name.length > max) return 'too-long';
  return /[\p{Cc}\p{Bidi_Control}]/u.test(name) ? 'control-characters' : null;
}

/** Of a text of several lines: an address, a notice. May be empty. */
export function linesFault(text: string, max: number): Extract<FieldFault, 'too-long' | 'control-characters'> | null {
  if (text.length > max) return 'too-long';
  return /[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/[\t\r\n]/g, '')) ? 'control-characters' : null;
}

/** Of a text of several lines that has to be there. */
export function textFault(text: string, max: number): Extract<FieldFault, 'missing' | 'too-long' | 'control-characters'> | null {
  return text.trim() === '' ? 'missing' : linesFault(text, max);
}

/**
 * As people write it down; null: nothing. One is dialled as it stands here, so the `(0)` after a country's code goes, and a plain hyphen comes
 * for the dashes of word processors.
 */
export function readTelephone(text: string): string | null {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/[\u2010-\u2015]/g, '-')
    .trim();
  return plain === '' ? null : plain.replace(/^(\+\d{1,3}) ?\(0\) ?/, '$1 ');
}

/** Of a number as it was typed; an empty field is none. Short ones are numbers inside a house. */
export function telephoneFault(text: string): Extract<FieldFault, 'too-long' | 'not-a-telephone'> | null {
  const number = readTelephone(text);
  if (number === null) return null;
  if (number.length > MAX_TELEPHONE) return 'too-long';
  const digits = number.replace(/\D/g, '').length;
  return /^\+?[\d ()/.-]+$/.test(number) && digits >= 3 && digits <= MAX_TELEPHONE_DIGITS ? null : 'not-a-telephone';
}

/** Counted in code points, after NFC. Whether it is among those that are guessed first is asked elsewhere: the list is long. */
export function passwordFault(password: string, least: number = MIN_PASSWORD): Extract<FieldFault, 'missing' | 'too-short' | 'too-long'> | null {
  const length = [...password.normalize('NFC')].length;
  if (length === 0) return 'missing';
  if (length < least) return 'too-short';
  return length > MAX_PASSWORD ? 'too-long' : null;
}

/**
 * A password that is hardly more than what everybody knows of its owner: an address, a name, the practice's. Case and what stands between the
 * letters do not count.
 */
export function isOwnName(password: string, known: readonly string[]): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const own = known.flatMap((text) => [text, ...text.split('@')]).map(bare);
  let rest = bare(password);
  // The longest first, so that a name inside the practice's does not break it.
  for (const name of own.filter((each) => each.length >= 3).sort((a, b) => b.length - a.length)) rest = rest.replaceAll(name, '');
  return rest.length < Math.min(4, bare(password).length);
}
