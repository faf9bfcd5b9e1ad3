import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

describe('M1.5 after signing in one returns to where one wanted to go', () => {
  test('a page of the account area', () => {
    expect(nextPath('/portal/events/0190a0c4-1111-7000-8000-000000000001')).toBe('/portal/events/0190a0c4-1111-7000-8000-000000000001');
    expect(nextPath('/portal/events?past=1')).toBe('/portal/events?past=1');
    expect(nextPath('/portal')).toBe('/portal');
  });

  test.each([
    null,
    '',
    'portal',
    'https://elsewhere.example/portal',
    '//elsewhere.example/portal',
    '/\\elsewhere.example/portal',
    '/\t/elsewhere.example',
    '/portal/../j',
    '/j',
    'javascript:alert(1)',
    '/portal/login',
    '/portal/logout',
    '/portalesque',
  ])('and nowhere else: %j', (asked) => expect(nextPath(asked)).toBeNull());

  test('whatever is asked, the answer stays on this site', () => {
    const nasty = fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', 'portal', 'x', '\t', '\n', '%2f', '#', '?', ' ') });
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((tail) => `/portal/${tail}`),
        ),
        (asked) => {
          const path = nextPath(asked);
          if (path === null) return;
          const landed = new URL(path, 'https://portal.example/portal/login');
          expect(landed.origin).toBe('https://portal.example');
          expect(landed.pathname).toMatch(/^\/portal(\/|$)/);
        },
      ),
    );
  });
});
