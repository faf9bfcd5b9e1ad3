/** Invitation links and entry codes: derived from the keyring, stored nowhere, dead as soon as the invitation's version is raised. */
import { timingSafeEqual } from 'node:crypto';
import { entryCodeFrom, parseEntryCode } from '../../rules/entry-code.ts';
import { linkBody, parseLinkToken, printLinkToken, type LinkClaim } from '../../rules/link-token.ts';
import type { Keyring, Ports } from './ports.ts';

const MAC_BYTES = 16;

export function linkToken(keyring: Keyring, claim: LinkClaim): string {
  const body = linkBody(claim);
  return printLinkToken(body, keyring.mac('link', null, Buffer.from(body).toString('base64url')));
}

/** On the portal's own pages. */
export function pathOf(ports: Pick<Ports, 'keyring'>, claim: LinkClaim): string {
  return `/j#${linkToken(ports.keyring, claim)}`;
}

export function linkOf(ports: Pick<Ports, 'keyring' | 'settings'>, claim: LinkClaim): string {
  return new URL(pathOf(ports, claim), ports.settings.publicUrl).href;
}

/** null: not one of ours. Links made under an older key of the keyring hold. */
export function readLinkToken(keyring: Keyring, text: string): LinkClaim | null {
  const parsed = parseLinkToken(text);
  if (!parsed) return null;
  const data = Buffer.from(parsed.body).toString('base64url');
  const genuine = keyring.keyIds.some((id) => timingSafeEqual(Buffer.from(keyring.mac('link', id, data)).subarray(0, MAC_BYTES), Buffer.from(parsed.mac)));
  return genuine ? parsed.claim : null;
}

/**
 * Derived from the index key, not from the present master key: its keyed hash lies in the row, and a rotation must not part the two.
 * One derivation in about 10^40 has too few fair bytes; the next block is taken then.
 */
export function entryCodeOf(keyring: Keyring, invitation: string, version: number): string {
  let bytes = Buffer.alloc(0);
  for (let block = 0; ; block++) {
    bytes = Buffer.concat([bytes, Buffer.from(keyring.blindIndex('entry-code-derivation', 'portal', `${invitation}\n${version}\n${block}`))]);
    const code = entryCodeFrom(bytes);
    if (code !== null) return code;
  }
}

export function entryCodeIndex(keyring: Keyring, code: string): Uint8Array {
  return keyring.blindIndex('invitation.code', 'portal', code);
}

/** null: what was typed cannot be an entry code. */
export function typedCodeIndex(keyring: Keyring, typed: string): Uint8Array | null {
  const code = parseEntryCode(typed);
  return code === null ? null : entryCodeIndex(keyring, code);
}
