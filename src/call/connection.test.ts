import { expect, test } from 'vitest';
import { fingerprintsOf } from './connection.ts';
import { toHex } from './verify.ts';

const certificate = new Uint8Array([1, 2, 3]).buffer;
const real = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', certificate)));
const own = '11'.repeat(32);
const colons = (hex: string) => (hex.match(/../g) ?? []).join(':');
const described = (...lines: readonly string[]) => ({ sdp: ['v=0', 'm=audio 9', ...lines.map((each) => `a=fingerprint:${each}`), ''].join('\r\n') });
const sha256 = (hex: string) => `sha-256 ${colons(hex)}`;

/** A connection as far as its certificates go. `seen`: what the transport shows; null: this browser shows nothing. */
function connection(remote: { readonly sdp: string } | null, seen: readonly ArrayBuffer[] | null): RTCPeerConnection {
  const transport = seen === null ? {} : { getRemoteCertificates: () => seen };
  return { currentLocalDescription: described(sha256(own)), currentRemoteDescription: remote, sctp: { transport } } as unknown as RTCPeerConnection;
}
async function seenIn(pc: RTCPeerConnection) {
  const found = await fingerprintsOf(pc);
  return found === null || found === 'mismatch' ? found : [toHex(found.own), toHex(found.other)];
}

test('M7.8 the certificate that DTLS uses has to be the declared one', async () => {
  expect(await seenIn(connection(described(sha256(real)), [certificate]))).toEqual([own, real]);
  expect(await seenIn(connection(described(sha256('22'.repeat(32))), [certificate]))).toBe('mismatch');
  expect(await seenIn(connection(described(sha256(real)), []))).toBeNull();
  expect(await seenIn(connection(null, []))).toBeNull();
});

test('M7.8 B3 where a browser shows no certificate, a description that it could read otherwise is a mismatch', async () => {
  expect(await seenIn(connection(described(sha256(real)), null))).toEqual([own, real]);
  expect(await seenIn(connection(described(sha256(real), `sha-512 ${colons(real + real)}`), null))).toBe('mismatch');
  expect(await seenIn(connection(described(`sha-512 ${colons(real + real)}`), null))).toBe('mismatch');
  expect(await seenIn(connection(described(), null))).toBe('mismatch');
});
