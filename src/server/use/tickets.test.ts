import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newKeyring, openKeyring } from '../keys/keyring.ts';
import { issueReceipt, issueTicket, readReceipt, readTicket, TICKET_LIFE_MS } from './tickets.ts';

const keyring = openKeyring(newKeyring());
const NOW = new Date('2026-11-24T10:00:00Z');
const ports = { keyring, now: () => NOW, randomBytes: (length: number) => new Uint8Array(randomBytes(length)) };
const ID = '0193b0a0-0000-7000-8000-000000000001';
const claims = { role: 'guest', event: ID, invitation: ID, account: ID, practice: ID, assistant: false, startsAt: 1, plannedEnd: 2 } as const;

test('M5.1 a ticket is read back until it expires', () => {
  const ticket = issueTicket(ports, claims, null);
  expect(readTicket(keyring, ticket, NOW)).toMatchObject(claims);
  expect(readTicket(keyring, ticket, new Date(NOW.getTime() + TICKET_LIFE_MS - 1))).not.toBeNull();
  expect(readTicket(keyring, ticket, new Date(NOW.getTime() + TICKET_LIFE_MS))).toBeNull();
});

test('a changed ticket, a receipt as ticket, and noise are refused', () => {
  const ticket = issueTicket(ports, claims, null);
  fc.assert(
    fc.property(fc.nat(ticket.length - 1), fc.constantFrom('A', 'b', '-', '.'), (at, character) => {
      const changed = ticket.slice(0, at) + character + ticket.slice(at + 1);
      if (changed === ticket) return;
      const read = readTicket(keyring, changed, NOW);
      // The last character of base64url can carry unused bits; then the bytes, and so the claims, are the same.
      if (read !== null) expect(read).toEqual(readTicket(keyring, ticket, NOW));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => readTicket(keyring, text, NOW) === null && readReceipt(keyring, text) === null));
  const receipt = issueReceipt(keyring, { event: ID, invitation: ID, admittedAt: 1, waitingSince: 0 });
  expect(readReceipt(keyring, receipt)).toEqual({ event: ID, invitation: ID, admittedAt: 1, waitingSince: 0 });
  expect(readTicket(keyring, receipt, NOW)).toBeNull();
});

test('every visit draws its own participant id', () => {
  const read = () => readTicket(keyring, issueTicket(ports, claims, null), NOW)?.participant;
  expect(read()).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(read()).not.toBe(read());
  expect(readTicket(keyring, issueTicket(ports, claims, 'A'.repeat(22)), NOW)?.participant).toBe('A'.repeat(22));
});
