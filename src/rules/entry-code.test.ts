import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENTRY_CODE_ALPHABET, entryCodeFrom, parseEntryCode, printEntryCode } from './entry-code.ts';

test('M4.1 an entry code survives printing and being typed in any manner', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.boolean(), (bytes, lower) => {
      const code = entryCodeFrom(bytes);
      if (code === null) return;
      const printed = printEntryCode(code);
      expect(printed).toMatch(/^.{3}-.{3}-.{3}$/);
      const typed = ` ${lower ? printed.toLowerCase() : printed.replaceAll('-', ' ')} `;
      expect(parseEntryCode(typed)).toBe(code);
    }),
  );
});

test('no character of the alphabet can be taken for another', () => {
  expect(new Set(ENTRY_CODE_ALPHABET).size).toBe(28);
  for (const confusing of '01ILOUVN') expect(ENTRY_CODE_ALPHABET).not.toContain(confusing);
});

test('too few fair bytes give no code, never a short one', () => {
  expect(entryCodeFrom(new Uint8Array(8))).toBeNull();
  expect(entryCodeFrom(new Uint8Array(64).fill(255))).toBeNull();
  expect(entryCodeFrom(new Uint8Array(9))).toBe('222222222');
});

test('what is no entry code is refused', () => {
  for (const typed of ['', 'ABC', 'ABCDEFGHI', 'ABCDEFGH0', 'ABCDEFGHJK']) expect(parseEntryCode(typed)).toBeNull();
});
