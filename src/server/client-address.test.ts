import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressReader } from './client-address.ts';

const ask = (proxies: readonly string[], remoteAddress: string, forwarded?: string) =>
  addressReader(proxies)({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage);

test('M1.4 without trusted proxies the header is only a claim', () => {
  expect(ask([], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  expect(ask(['10.0.0.0/8'], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
});

test('M1.4 behind trusted proxies the nearest hop that none of them vouches for is the person', () => {
  expect(ask(['10.0.0.0/8'], '10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
  expect(ask(['10.0.0.0/8'], '::ffff:10.1.2.3', '192.0.2.66, 198.51.100.1, 10.9.9.9')).toBe('198.51.100.1');
  expect(ask(['fd00::/8'], 'fd00::1', '2001:db8::5')).toBe('2001:db8::5');
});

test('M1.4 nonsense in the header never becomes an address', () => {
  expect(ask(['10.0.0.1'], '10.0.0.1', 'unknown')).toBe('10.0.0.1');
  expect(ask(['10.0.0.1'], '10.0.0.1')).toBe('10.0.0.1');
});
