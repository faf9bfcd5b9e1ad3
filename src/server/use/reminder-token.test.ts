import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newKeyring, openKeyring, rotateKeyring } from '../keys/keyring.ts';
import { readLinkToken } from './links.ts';
import { readReminderToken, reminderLink } from './reminder-token.ts';

const contents = newKeyring();
const keyring = openKeyring(contents);
const settings = { publicUrl: new URL('https://portal.example') } as Parameters<typeof reminderLink>[0]['settings'];
const tokenOf = (invitation: string) => new URL(reminderLink({ keyring, settings }, invitation)).hash.slice(1);

test('M3.9 the link to stop reminders tells its invitation, behind the # alone, and is nothing else', () => {
  fc.assert(
    fc.property(fc.uuid(), (invitation) => {
      const link = reminderLink({ keyring, settings }, invitation);
      expect(link).toMatch(/^https:\/\/portal\.example\/reminders#[A-Za-z0-9_-]{43}$/);
      expect(readReminderToken(keyring, tokenOf(invitation))).toBe(invitation);
      expect(readLinkToken(keyring, tokenOf(invitation))).toBeNull();
    }),
  );
});

test('a link holds when a further key is made, and not under another keyring', () => {
  const invitation = '0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01';
  expect(readReminderToken(openKeyring(rotateKeyring(contents, new Date('2030-01-01'))), tokenOf(invitation))).toBe(invitation);
  expect(readReminderToken(openKeyring(newKeyring()), tokenOf(invitation))).toBeNull();
});

test('whatever is pasted, nothing but a link of ours stops anything', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      ),
      (text) => readReminderToken(keyring, text) === null,
    ),
  );
  const genuine = Buffer.from(tokenOf('0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01'), 'base64url');
  for (let bit = 0; bit < genuine.length * 8; bit++) {
    const changed = Buffer.from(genuine);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readReminderToken(keyring, changed.toString('base64url'))).toBeNull();
  }
});
