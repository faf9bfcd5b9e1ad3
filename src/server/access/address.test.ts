import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymised, lineOf } from './address.ts';

test('M1.2 the last two octets go; IPv6 keeps 32 bits; IPv4 inside IPv6 is IPv4', () => {
  expect(anonymised('203.0.113.9')).toBe('203.0.0.0');
  expect(anonymised('::ffff:203.0.113.9')).toBe('203.0.0.0');
  expect(anonymised('::ffff:cb00:7109')).toBe('203.0.0.0');
  expect(anonymised('64:ff9b::203.0.113.9')).toBe('203.0.0.0');
  expect(anonymised('2001:db8:85a3::8a2e:370:7334')).toBe('2001:db8::');
  expect(anonymised('fe80::1%eth0')).toBe('fe80:0::');
  expect(anonymised('::1')).toBe('0:0::');
  expect(anonymised('not an address')).toBe('unknown');
});

test('M1.2 whatever the last 96 bits are, they leave no trace', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const short = anonymised(address);
      expect(short).toMatch(/^[0-9a-f]{1,4}:[0-9a-f]{1,4}::$|^\d+\.\d+\.0\.0$/);
    }),
  );
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(255), fc.nat(255), (address, third, fourth) => {
      const [first, second] = address.split('.');
      expect(anonymised(`${first}.${second}.${third}.${fourth}`)).toBe(`${first}.${second}.0.0`);
    }),
  );
});

test('M1.4 one line of IPv6 is one, whatever it has behind its 64 bits; another line is another, and IPv4 stays whole', () => {
  expect(lineOf('2001:db8:1:2::1')).toBe(lineOf('2001:db8:1:2:ffff:ffff:ffff:ffff'));
  expect(lineOf('2001:db8:1:2::1')).not.toBe(lineOf('2001:db8:1:3::1'));
  expect(lineOf('fe80::1%eth0')).toBe(lineOf('fe80::2'));
  for (const same of ['203.0.113.9', '::ffff:203.0.113.9', '::ffff:cb00:7109', '64:ff9b::203.0.113.9']) expect(lineOf(same)).toBe('203.0.113.9');
  expect(lineOf('203.0.113.9')).not.toBe(lineOf('203.0.113.10'));
  expect(lineOf('demo')).toBe('demo');
});
