import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newKeyring, openKeyring, parseKeyring } from './keyring.ts';

const contents = newKeyring();
const keyring = openKeyring(contents);

test('B7 what was sealed opens again, and only with the same field, practice and row', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), fc.uuid(), fc.uuid(), (text, practice, other, row) => {
      const sealed = keyring.seal('event.title', practice, row, text);
      expect(keyring.open('event.title', practice, row, sealed)).toBe(text);
      expect(() => keyring.open('invitation.label', practice, row, sealed)).toThrow();
      if (other !== practice) expect(() => keyring.open('event.title', other, row, sealed)).toThrow();
      if (other !== row) expect(() => keyring.open('event.title', practice, other, sealed)).toThrow();
    }),
  );
});

test('B7 a changed bit anywhere in a seal is noticed', () => {
  const sealed = keyring.seal('event.title', 'p', 'r', 'Ms B., Tuesday');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => keyring.open('event.title', 'p', 'r', changed)).toThrow();
  }
});

test('B7 after a rotation old seals still open and new ones carry the new key', () => {
  const rotated = openKeyring({ ...contents, current: 'k-new', keys: { ...contents.keys, 'k-new': Buffer.alloc(32, 7).toString('base64') } });
  expect(rotated.open('f', 'p', 'r', keyring.seal('f', 'p', 'r', 'text'))).toBe('text');
  const fresh = rotated.seal('f', 'p', 'r', 'text');
  expect(Buffer.from(fresh).includes('k-new')).toBe(true);
  expect(() => keyring.open('f', 'p', 'r', fresh)).toThrow();
  expect(rotated.blindIndex('e', 'p', 'a')).toEqual(keyring.blindIndex('e', 'p', 'a'));
});

test('purposes never share a code', () => {
  const purposes = ['link', 'entry-code', 'ticket', 'receipt', 'reminders'] as const;
  const codes = purposes.map((purpose) => Buffer.from(keyring.mac(purpose, null, 'same')).toString('hex'));
  expect(new Set(codes).size).toBe(purposes.length);
});

test('a file that is no keyring is refused', () => {
  for (const text of ['', '{}', '{"current":"a","index":"AA==","keys":{}}', JSON.stringify({ ...contents, current: 'missing' })])
    expect(parseKeyring(text)).toBeNull();
  expect(parseKeyring(JSON.stringify(contents))).toEqual(contents);
});
