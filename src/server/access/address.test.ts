import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymised } from './address.ts';

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
