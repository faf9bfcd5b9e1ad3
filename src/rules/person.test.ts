import { expect, test } from 'vitest';
import { addressKey, linesFault, nameFault, parseAddress, isOwnName, passwordFault, readTelephone, telephoneFault } from './person.ts';

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

test('M3.9 telephone numbers are kept as people write them, and can be dialled as they stand', () => {
  for (const [typed, kept] of [
    ['030 1234567', '030 1234567'],
    [' (030)\u00a0123 45-67 ', '(030) 123 45-67'],
    ['+49 (0)30 1234567', '+49 30 1234567'],
    ['+49(0) 30/1234567', '+49 30/1234567'],
    ['+33 1.23.45.67.89', '+33 1.23.45.67.89'],
    ['030 1234567 – 12', '030 1234567 - 12'],
    ['112', '112'],
  ] as const) {
    expect(telephoneFault(typed)).toBeNull();
    expect(readTelephone(typed)).toBe(kept);
  }
  for (const empty of ['', '  \n']) expect([telephoneFault(empty), readTelephone(empty)]).toEqual([null, null]);
});

test('what is no telephone number is refused', () => {
  for (const typed of ['call me', '12', '030 1234567 ext. 5', '030+123', '1234567890123456', '030 123\u202e4567', '<b>0301234567</b>', '+', '---'])
    expect(telephoneFault(typed)).toBe('not-a-telephone');
  expect(telephoneFault(`030 ${'-'.repeat(40)}123`)).toBe('too-long');
});

test('M2.6 a password is not the owner’s own name or address, however it is written', () => {
  const known = ['jana.krueger@praxis-am-see.example', 'Jana', 'Krueger', 'Praxis am See'];
  for (const password of ['Jana.Krueger@Praxis-am-See.example', 'janakrueger123', 'Praxis am See 1!', 'KRUEGER-Jana-2!'])
    expect([password, isOwnName(password, known)]).toEqual([password, true]);
  for (const password of ['mein Hund heißt Jana', 'vier Wörter für Krueger', 'ein langer Schlüssel'])
    expect([password, isOwnName(password, known)]).toEqual([password, false]);
});
