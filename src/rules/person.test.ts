import { expect, test } from 'vitest';
import { addressKey, linesFault, nameFault, parseAddress, passwordFault } from './person.ts';

test('M2.3 addresses people have are accepted as they write them', () => {
  expect(parseAddress(' Jana.Krueger+termine@Praxis-Am-See.DE ')).toBe('Jana.Krueger+termine@praxis-am-see.de');
  expect(parseAddress('jörg@müller.example')).toBe('jörg@müller.example');
  expect(addressKey('Jana@Praxis.de')).toBe('jana@praxis.de');
});

test('what cannot be delivered to, or would break a mail header, is refused', () => {
  for (const text of ['', 'jana', 'jana@', '@x.de', 'a b@x.de', 'a@x', 'a@x.de\r\nBcc: b@x.de', '<a@x.de>', 'a@x.de,b@x.de', `${'a'.repeat(65)}@x.de`])
    expect(parseAddress(text)).toBeNull();
});

test('M2.4 names: needed, bounded, and without characters that turn text around', () => {
  expect(nameFault('Müller-Lüdenscheidt')).toBeNull();
  expect(nameFault('  ')).toBe('missing');
  expect(nameFault('x'.repeat(81))).toBe('too-long');
  expect(nameFault('a\u202eb')).toBe('control-characters');
  expect(nameFault('a\nb')).toBe('control-characters');
});

test('lines of text may be empty and break, and hold no other control characters', () => {
  expect(linesFault('', 10)).toBeNull();
  expect(linesFault('Weg 1\r\n\t10115 Berlin', 30)).toBeNull();
  expect(linesFault('x'.repeat(11), 10)).toBe('too-long');
  for (const text of ['a\0b', 'a\u202eb', '\u001b[31m']) expect(linesFault(text, 10)).toBe('control-characters');
});

test('a password is long, not complicated', () => {
  expect(passwordFault('')).toBe('missing');
  expect(passwordFault('14 characters!')).toBe('too-short');
  expect(passwordFault('fünfzehn zeichn')).toBeNull();
  expect(passwordFault('x'.repeat(64))).toBeNull();
  expect(passwordFault('x'.repeat(257))).toBe('too-long');
});
