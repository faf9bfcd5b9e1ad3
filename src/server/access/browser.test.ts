import fc from 'fast-check';
import { expect, test } from 'vitest';
import { browserOf } from './browser.ts';

test('M1.1 family and major version, nothing else', () => {
  expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0')).toBe('Firefox 153');
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0')).toBe(
    'Edge 156',
  );
  expect(browserOf('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36')).toBe('Chrome 156');
  expect(
    browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'),
  ).toBe('Safari 19');
  expect(browserOf(undefined)).toBe('other');
});

test('M1.1 whatever a user agent holds, the record stays within the closed list', () => {
  fc.assert(fc.property(fc.string(), (text) => /^(other|(Edge|Opera|Samsung Internet|Firefox|Chrome|Safari) \d{1,3})$/.test(browserOf(text))));
});
