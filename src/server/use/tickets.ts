/**
 * Tickets and receipts: what lets a browser into the signalling server. Both are signed with the keyring, opaque to the browser, and
 * stored nowhere. A ticket is short-lived and used once; a receipt proves an admission until the host ends.
 */
import { timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Keyring, Ports } from './ports.ts';

/** Long enough for a slow phone to open its socket, short enough that a ticket that leaked is worthless. */
export const TICKET_LIFE_MS = 30_000;

const uuid = v.pipe(v.string(), v.uuid());
const ticketClaims = v.strictObject({
  participant: v.string(),
  role: v.picklist(['guest', 'host', 'presence']),
  event: v.nullable(uuid),
  invitation: v.nullable(uuid),
  /** Guests and hosts: the event's owner. Presence: the account that watches. */
  account: uuid,
  /** Of a host or a page of the account: the session that asked, by the hash under which the database knows it. A guest's ticket has none. */
  session: v.optional(v.string()),
  practice: uuid,
  /** An assistant sees the queue, admits nobody and gets no TURN credentials. */
  assistant: v.boolean(),
  startsAt: v.number(),
  plannedEnd: v.number(),
  expiresAt: v.number(),
  nonce: v.string(),
});
export type TicketClaims = v.InferOutput<typeof ticketClaims>;

const receiptClaims = v.strictObject({ event: uuid, invitation: uuid, admittedAt: v.number(), waitingSince: v.number() });
export type ReceiptClaims = v.InferOutput<typeof receiptClaims>;

/** `participant`: null draws a new one; a page that reconnects keeps its own. */
export function issueTicket(
  ports: Pick<Ports, 'keyring' | 'now' | 'randomBytes'>,
  claims: Omit<TicketClaims, 'expiresAt' | 'nonce' | 'participant'>,
  participant: string | null,
): string {
  const random = (bytes: number) => Buffer.from(ports.randomBytes(bytes)).toString('base64url');
  return sign(ports.keyring, 'ticket', {
    ...claims,
    participant: participant ?? random(16),
    expiresAt: ports.now().getTime() + TICKET_LIFE_MS,
    nonce: random(12),
  });
}

/** null: not ours, changed, or expired. Whether it was used before is the signalling server's to know. */
export function readTicket(keyring: Keyring, text: string, now: Date): TicketClaims | null {
  const claims = verify(keyring, 'ticket', ticketClaims, text);
  return claims && claims.expiresAt > now.getTime() ? claims : null;
}

export function issueReceipt(keyring: Keyring, claims: ReceiptClaims): string {
  return sign(keyring, 'receipt', claims);
}

/** null: not ours or changed. Whether the host has ended since is decided by `recheck`. */
export function readReceipt(keyring: Keyring, text: string): ReceiptClaims | null {
  return verify(keyring, 'receipt', receiptClaims, text);
}

function sign(keyring: Keyring, purpose: 'ticket' | 'receipt', claims: unknown): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${keyring.currentKeyId}.${Buffer.from(keyring.mac(purpose, null, body)).toString('base64url')}`;
}

function verify<S extends v.GenericSchema>(keyring: Keyring, purpose: 'ticket' | 'receipt', schema: S, text: string): v.InferOutput<S> | null {
  const [body, keyId, mac, surplus] = text.split('.');
  if (body === undefined || keyId === undefined || mac === undefined || surplus !== undefined || !keyring.keyIds.includes(keyId)) return null;
  const expected = Buffer.from(keyring.mac(purpose, keyId, body));
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    const result = v.safeParse(schema, JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
