/** What a person tells of themselves: addresses, names, passwords. */

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where a password is the only factor; at least 64 must be possible; no composition rules. */
export const MIN_PASSWORD = 15;
export const MAX_PASSWORD = 256;
export const MAX_NAME = 80;
export const MAX_PRACTICE_NAME = 120;
/** RFC 5321, 4.5.3.1: a path is at most 256 octets with its angle brackets. */
const MAX_ADDRESS = 254;

export type FieldFault = 'missing' | 'too-short' | 'too-long' | 'not-an-address' | 'unknown-zone' | 'unknown-language' | 'control-characters';

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

/** Counted in code points, after NFC. */
export function passwordFault(password: string): FieldFault | null {
  const length = [...password.normalize('NFC')].length;
  if (length === 0) return 'missing';
  if (length < MIN_PASSWORD) return 'too-short';
  return length > MAX_PASSWORD ? 'too-long' : null;
}
