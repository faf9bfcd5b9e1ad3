/**
 * What an invitation link carries in its fragment: invitation id (16 bytes), version (2), start of the event in minutes since the
 * epoch as told in that mail (4), and the first 16 bytes of an HMAC over them. Nothing of it is stored.
 */
const BODY_BYTES = 22;
const MAC_BYTES = 16;

export interface LinkClaim {
  readonly invitation: string;
  readonly version: number;
  /** Start as it was when the link was made, so that a page can say "moved". */
  readonly toldStart: Date;
}

export function linkBody(claim: LinkClaim): Uint8Array {
  const body = new Uint8Array(BODY_BYTES);
  body.set(Uint8Array.from(claim.invitation.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
  const view = new DataView(body.buffer);
  view.setUint16(16, claim.version);
  view.setUint32(18, Math.floor(claim.toldStart.getTime() / 60_000));
  return body;
}

export function printLinkToken(body: Uint8Array, mac: Uint8Array): string {
  return Buffer.concat([body, mac.subarray(0, MAC_BYTES)]).toString('base64url');
}

/** null: has not the shape of a token. The MAC is still to be checked. */
export function parseLinkToken(text: string): { readonly claim: LinkClaim; readonly body: Uint8Array; readonly mac: Uint8Array } | null {
  if (!/^[A-Za-z0-9_-]{51}$/.test(text)) return null;
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  if (bytes.length !== BODY_BYTES + MAC_BYTES || Buffer.from(bytes).toString('base64url') !== text) return null;
  const body = bytes.slice(0, BODY_BYTES);
  const view = new DataView(body.buffer);
  const hex = Buffer.from(body.subarray(0, 16)).toString('hex');
  const invitation = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { claim: { invitation, version: view.getUint16(16), toldStart: new Date(view.getUint32(18) * 60_000) }, body, mac: bytes.slice(BODY_BYTES) };
}
