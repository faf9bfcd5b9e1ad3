/**
 * The entry code: nine characters that open what a link opens, for those who cannot click it. Read aloud over a telephone, so no
 * character looks or sounds like another one: no I, L, O, U, 0, 1, and no V (W) nor N (M).
 */
export const ENTRY_CODE_ALPHABET = '23456789ABCDEFGHJKMPQRSTWXYZ';
export const ENTRY_CODE_LENGTH = 9;

/** 28^9 is about 10.6 million million codes. Bytes that would favour some characters are passed over; null: not enough bytes. */
export function entryCodeFrom(bytes: Uint8Array): string | null {
  const size = ENTRY_CODE_ALPHABET.length;
  const fair = 256 - (256 % size);
  let code = '';
  for (const byte of bytes) {
    if (byte >= fair) continue;
    code += ENTRY_CODE_ALPHABET.charAt(byte % size);
    if (code.length === ENTRY_CODE_LENGTH) return code;
  }
  return null;
}

/** As people type it: any case, spaces, hyphens, dots. null: cannot be an entry code. */
export function parseEntryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–—._·]/g, '');
  if (code.length !== ENTRY_CODE_LENGTH) return null;
  for (const character of code) if (!ENTRY_CODE_ALPHABET.includes(character)) return null;
  return code;
}

/** As it is printed: `ABC-DEF-GHJ`. */
export function printEntryCode(code: string): string {
  return code.match(/.{1,3}/g)?.join('-') ?? code;
}
