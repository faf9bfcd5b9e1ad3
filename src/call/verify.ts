/**
 * The security code: two people compare 24 bits that nobody between them could have made match, because each side commits to its
 * random number before it learns the other's. H(label, f1, …) = SHA-256(LP("incamera-sas-v1/" + label) || LP(f1) || …), LP being a
 * four-byte big-endian length and the bytes. The smaller participant id is A: A sends `commit`, B answers `nonce`, A sends `reveal`.
 * Without the commitment a collision is found in a third of a second; with it there is one blind try in 2^24.
 */

export const NONCE_BYTES = 32;
const encoder = new TextEncoder();

export interface Identity {
  readonly room: string;
  readonly self: string;
  readonly other: string;
  /** SHA-256 of the certificate that DTLS really uses on each side. */
  readonly ownFingerprint: Uint8Array;
  readonly otherFingerprint: Uint8Array;
}

export async function labelledHash(label: string, fields: readonly (string | Uint8Array)[]): Promise<Uint8Array> {
  const parts = [`incamera-sas-v1/${label}`, ...fields].map((field) => (typeof field === 'string' ? encoder.encode(field) : field));
  const bytes = new Uint8Array(parts.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** From A's point of view whoever computes it. */
function ordered(identity: Identity): readonly (string | Uint8Array)[] {
  const { room, self, other, ownFingerprint, otherFingerprint } = identity;
  return self < other ? [room, self, other, ownFingerprint, otherFingerprint] : [room, other, self, otherFingerprint, ownFingerprint];
}

export function commitment(identity: Identity, nonceOfA: Uint8Array): Promise<Uint8Array> {
  return labelledHash('commit', [...ordered(identity), nonceOfA]);
}

export interface Code {
  readonly pictures: readonly number[];
  readonly digits: string;
}

export async function codeOf(identity: Identity, nonceOfA: Uint8Array, nonceOfB: Uint8Array): Promise<Code> {
  const hash = await labelledHash('sas', [...ordered(identity), nonceOfA, nonceOfB]);
  const bits = ((hash[0] ?? 0) << 16) | ((hash[1] ?? 0) << 8) | (hash[2] ?? 0);
  return { pictures: [18, 12, 6, 0].map((shift) => (bits >> shift) & 63), digits: String(bits).padStart(8, '0') };
}

export type Step = { readonly kind: 'commit'; readonly commitment: string } | { readonly kind: 'nonce' | 'reveal'; readonly nonce: string };

/**
 * One run on one connection, as a state machine that an attacker cannot push off its order: whatever comes twice, early or late fails
 * it for good. `committed`: A waits for B's nonce; `answered`: B waits for the reveal.
 */
type RunState =
  | { readonly is: 'fresh' }
  | { readonly is: 'committed' }
  | { readonly is: 'answered'; readonly commitment: string; readonly nonce: Uint8Array }
  | { readonly is: 'done'; readonly code: Code }
  | { readonly is: 'failed' };

export interface Run {
  /** What A sends first; null: this side is B and waits. */
  begin(): Promise<Step | null>;
  /** Answers what to send back (null: nothing) and the code once it is known; 'failed' for good. */
  receive(step: Step): Promise<{ readonly send: Step | null; readonly code: Code | null } | 'failed'>;
}

export function createRun(identity: Identity, ownNonce: Uint8Array): Run {
  const isA = identity.self < identity.other;
  let state: RunState = { is: 'fresh' };
  let begun = false;
  const fail = () => {
    state = { is: 'failed' };
    return 'failed' as const;
  };
  return {
    async begin() {
      if (begun) throw new Error('a run begins once');
      begun = true;
      if (!isA) return null;
      state = { is: 'committed' };
      return { kind: 'commit', commitment: toHex(await commitment(identity, ownNonce)) };
    },
    async receive(step) {
      const now = state;
      // Until this message is dealt with every other one is out of order.
      state = { is: 'failed' };
      switch (step.kind) {
        case 'commit':
          if (isA || now.is !== 'fresh') return fail();
          state = { is: 'answered', commitment: step.commitment, nonce: ownNonce };
          return { send: { kind: 'nonce', nonce: toHex(ownNonce) }, code: null };
        case 'nonce': {
          if (!isA || now.is !== 'committed') return fail();
          const code = await codeOf(identity, ownNonce, fromHex(step.nonce));
          state = { is: 'done', code };
          return { send: { kind: 'reveal', nonce: toHex(ownNonce) }, code };
        }
        case 'reveal': {
          if (isA || now.is !== 'answered') return fail();
          const nonceOfA = fromHex(step.nonce);
          if (toHex(await commitment(identity, nonceOfA)) !== now.commitment) return fail();
          const code = await codeOf(identity, nonceOfA, ownNonce);
          state = { is: 'done', code };
          return { send: null, code };
        }
        default:
          return step satisfies never;
      }
    },
  };
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/**
 * The one SHA-256 fingerprint that a session description declares for all its media (RFC 8122, section 5), as lower-case hex. null: a medium without
 * one, another hash beside it, two of them, or two media with different ones: browsers may then check another line than the one read here.
 */
export function declaredFingerprint(sdp: string): string | null {
  const [session, ...media] = sdp.split(/^(?=m=)/m);
  const [common, more] = fingerprintLines(session ?? '');
  const declared = media.map((section) => {
    const own = fingerprintLines(section);
    return own.length === 0 ? [common] : own;
  });
  const [first] = declared[0] ?? [];
  if (first === undefined || more !== undefined || (common !== undefined && common !== first)) return null;
  if (!declared.every(([line, surplus]) => line === first && surplus === undefined)) return null;
  const [, hex] = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec(first) ?? [];
  return hex?.replaceAll(':', '') ?? null;
}

/** Attribute, hash and digits are compared without regard to case, as browsers do. */
function fingerprintLines(section: string): readonly string[] {
  return Array.from(section.matchAll(/^a=fingerprint:(.*?)\s*$/gim), (match) => (match[1] ?? '').toLowerCase());
}
