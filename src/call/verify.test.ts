import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeOf, commitment, createRun, declaredFingerprint, fromHex, toHex, type Code, type Identity, type Run, type Step } from './verify.ts';

const bytes = (length: number) => new Uint8Array(randomBytes(length));
const fingerprint = { a: bytes(32), b: bytes(32), mallory: bytes(32), malloryToo: bytes(32) };
const A = 'A'.repeat(22);
const B = 'B'.repeat(22);
const identity = (self: string, other: string, own: Uint8Array, theirs: Uint8Array): Identity => ({
  room: 'room',
  self,
  other,
  ownFingerprint: own,
  otherFingerprint: theirs,
});

/** Written from the definition, with another library: an independent implementation. */
function reference(label: string, fields: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const field of [`incamera-sas-v1/${label}`, ...fields]) {
    const data = Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    hash.update(length).update(data);
  }
  return hash.digest();
}

test('M7.8 commitment and code are the hashes the protocol says', async () => {
  const [na, nb] = [bytes(32), bytes(32)];
  const sorted = ['room', A, B, fingerprint.a, fingerprint.b] as const;
  expect(toHex(await commitment(identity(A, B, fingerprint.a, fingerprint.b), na))).toBe(reference('commit', [...sorted, na]).toString('hex'));
  const bits = reference('sas', [...sorted, na, nb]).readUIntBE(0, 3);
  for (const side of [identity(A, B, fingerprint.a, fingerprint.b), identity(B, A, fingerprint.b, fingerprint.a)]) {
    const code = await codeOf(side, na, nb);
    expect(code.digits).toBe(String(bits).padStart(8, '0'));
    expect(code.pictures.reduce((sum, picture) => sum * 64 + picture, 0)).toBe(bits);
  }
});

async function exchange(
  a: Run,
  b: Run,
  between: (step: Step, to: 'a' | 'b') => Step | null = (step) => step,
): Promise<{ a: Code | null; b: Code | null; failed: boolean }> {
  const codes: { a: Code | null; b: Code | null } = { a: null, b: null };
  let step = await a.begin();
  expect(await b.begin()).toBeNull();
  let to: 'a' | 'b' = 'b';
  let failed = false;
  while (step !== null) {
    const passed: Step | null = between(step, to);
    if (passed === null) break;
    const answer = await (to === 'a' ? a : b).receive(passed);
    if (answer === 'failed') {
      failed = true;
      break;
    }
    if (answer.code) codes[to] = answer.code;
    step = answer.send;
    to = to === 'a' ? 'b' : 'a';
  }
  return { ...codes, failed };
}

test('M7.8 an honest run ends with the same code on both sides', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), async (na, nb) => {
      const ended = await exchange(createRun(identity(A, B, fingerprint.a, fingerprint.b), na), createRun(identity(B, A, fingerprint.b, fingerprint.a), nb));
      expect(ended.failed).toBe(false);
      expect(ended.a).not.toBeNull();
      expect(ended.a).toEqual(ended.b);
    }),
  );
});

test('M7.8 B3 a man in the middle who relays the messages is caught by the commitment', async () => {
  for (let i = 0; i < 50; i++) {
    const ended = await exchange(
      createRun(identity(A, B, fingerprint.a, fingerprint.mallory), bytes(32)),
      createRun(identity(B, A, fingerprint.b, fingerprint.malloryToo), bytes(32)),
    );
    expect(ended.failed).toBe(true);
    expect(ended.b).toBeNull();
  }
});

test('M7.8 B3 a man in the middle who speaks the protocol on each leg gets different codes', async () => {
  for (let i = 0; i < 50; i++) {
    const left = await exchange(
      createRun(identity(A, B, fingerprint.a, fingerprint.mallory), bytes(32)),
      createRun(identity(B, A, fingerprint.mallory, fingerprint.a), bytes(32)),
    );
    const right = await exchange(
      createRun(identity(A, B, fingerprint.malloryToo, fingerprint.b), bytes(32)),
      createRun(identity(B, A, fingerprint.b, fingerprint.malloryToo), bytes(32)),
    );
    expect(left.failed || right.failed).toBe(false);
    expect(left.a?.digits).not.toBe(right.b?.digits);
  }
});

test('M7.8 whatever is repeated, early or late fails the run for good', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('commit' as const), commitment: fc.constant(toHex(bytes(32))) }),
    fc.record({ kind: fc.constantFrom('nonce' as const, 'reveal' as const), nonce: fc.constant(toHex(bytes(32))) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 8 }), async (asA, steps) => {
      const run = asA ? createRun(identity(A, B, fingerprint.a, fingerprint.b), bytes(32)) : createRun(identity(B, A, fingerprint.b, fingerprint.a), bytes(32));
      await run.begin();
      const allowed = asA ? ['nonce'] : ['commit', 'reveal'];
      let failed = false;
      for (const [at, each] of steps.entries()) {
        const answer = await run.receive(each);
        if (failed) expect(answer).toBe('failed');
        if (each.kind !== allowed[at]) expect(answer).toBe('failed');
        // A random reveal never opens the commitment.
        if (each.kind === 'reveal') expect(answer).toBe('failed');
        failed ||= answer === 'failed';
      }
    }),
  );
});

test('M7.8 two messages at once do not both count', async () => {
  const run = createRun(identity(A, B, fingerprint.a, fingerprint.b), bytes(32));
  await run.begin();
  const nonce = { kind: 'nonce', nonce: toHex(bytes(32)) } as const;
  const answers = await Promise.all([run.receive(nonce), run.receive(nonce)]);
  expect(answers.filter((answer) => answer === 'failed')).toHaveLength(1);
});

const print = (first: number) => Array.from({ length: 32 }, (_, at) => ((first + at) % 256).toString(16).padStart(2, '0').toUpperCase()).join(':');
const hexOf = (text: string) => text.replaceAll(':', '').toLowerCase();
const line = (text: string, hash = 'sha-256') => `a=fingerprint:${hash} ${text}\r\n`;
const [right, wrong] = [print(0), print(7)];

test('M7.8 the one fingerprint of a description is read wherever browsers write it', () => {
  expect(declaredFingerprint(`v=0\r\nm=audio 9\r\n${line(right)}m=video 9\r\n${line(right)}`)).toBe(hexOf(right));
  // Firefox writes it once, for the whole session.
  expect(declaredFingerprint(`v=0\r\n${line(right)}m=audio 9\r\nm=video 9\r\n`)).toBe(hexOf(right));
  expect(declaredFingerprint(`v=0\n${line(right.toLowerCase(), 'SHA-256')}m=audio 9\n${line(right)}`)).toBe(hexOf(right));
  expect(toHex(fromHex('00ff10'))).toBe('00ff10');
});

test.each([
  ['no medium', `v=0\r\n${line(right)}`],
  ['a medium without one', `v=0\r\nm=audio 9\r\n${line(right)}m=video 9\r\n`],
  ['two media with different ones', `v=0\r\nm=audio 9\r\n${line(right)}m=video 9\r\n${line(wrong)}`],
  ['two in one medium', `v=0\r\nm=audio 9\r\n${line(right)}${line(wrong)}`],
  ['the same one twice', `v=0\r\nm=audio 9\r\n${line(right)}${line(right)}`],
  ['another one for the session', `v=0\r\n${line(wrong)}m=audio 9\r\n${line(right)}`],
  ['two for the session', `v=0\r\n${line(right)}${line(wrong)}m=audio 9\r\n${line(right)}`],
  ['a true SHA-512 beside a false SHA-256', `v=0\r\nm=audio 9\r\n${line(wrong)}${line(`${right}:${right}`, 'sha-512')}`],
  ['a true SHA-512 for the session', `v=0\r\n${line(`${right}:${right}`, 'sha-512')}m=audio 9\r\n${line(wrong)}`],
  ['another hash alone', `v=0\r\nm=audio 9\r\n${line(right, 'sha-1')}`],
  ['one that is too short', `v=0\r\nm=audio 9\r\n${line(right.slice(3))}`],
  ['what another reader could take for one', `v=0\r\nm=audio 9\r\n${line(right)}A=FINGERPRINT:sha-512 ${right}:${right}\r\n`],
])('M7.8 B3 a description with %s has no fingerprint', (_, sdp) => {
  expect(declaredFingerprint(sdp)).toBeNull();
});

test('M7.8 B3 whatever lines a description has: one is answered only when every medium has it and nothing else is declared', () => {
  const lines = fc.array(fc.constantFrom(line(right), line(wrong), line(right, 'sha-512'), 'a=setup:actpass\r\n'), { maxLength: 3 });
  fc.assert(
    fc.property(lines, fc.array(lines, { maxLength: 3 }), (session, media) => {
      const sdp = ['v=0\r\n', ...session, ...media.flatMap((each) => ['m=audio 9\r\n', ...each])].join('');
      const declared = (of: readonly string[]) => of.filter((each) => each.startsWith('a=fingerprint'));
      const all = [...session, ...media.flat()].flatMap((each) => declared([each]));
      const one = new Set(all).size === 1 && !sdp.includes('sha-512');
      const each = media.length > 0 && declared(session).length <= 1 && media.every((own) => (declared(own).length || declared(session).length) === 1);
      expect(declaredFingerprint(sdp)).toBe(one && each ? hexOf(all[0]?.slice('a=fingerprint:sha-256 '.length).trim() ?? '') : null);
    }),
    { numRuns: 2_000 },
  );
});
