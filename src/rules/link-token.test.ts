import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkBody, parseLinkToken, printLinkToken } from './link-token.ts';

test('M4.1 parsing a printed link token gives back what it was made of', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.integer({ min: 0, max: 65_535 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (invitation, version, minutes, mac) => {
        const claim = { invitation, version, toldStart: new Date(minutes * 60_000) };
        const body = linkBody(claim);
        const parsed = parseLinkToken(printLinkToken(body, mac));
        expect(parsed?.claim).toEqual(claim);
        expect(parsed?.body).toEqual(body);
        expect(parsed?.mac).toEqual(mac.slice(0, 16));
      },
    ),
  );
});

test('what has not the shape of a token is refused', () => {
  fc.assert(fc.property(fc.string(), (text) => text.length === 51 || parseLinkToken(text) === null));
});
