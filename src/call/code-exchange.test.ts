import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCodeExchange, type CodeExchange } from './code-exchange.ts';
import type { ControlMessage } from './control.ts';
import { enterWindow, leaveWindow, pass } from './testing.ts';
import { toHex } from './verify.ts';

beforeEach(enterWindow);
afterEach(leaveWindow);

type Step = Extract<ControlMessage, { kind: 'commit' | 'nonce' | 'reveal' }>;
type Side = 0 | 1;
const SIDES = [0, 1] as const;
const IDS = ['A'.repeat(22), 'B'.repeat(22)] as const;
const other = (side: Side): Side => (side === 0 ? 1 : 0);

const certificate = (seed: number) => Uint8Array.from({ length: 64 }, (_, at) => (seed * 31 + at) % 256);
const printOf = (der: Uint8Array) =>
  createHash('sha256')
    .update(der)
    .digest('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');
const sdpOf = (der: Uint8Array) => ({ sdp: `v=0\r\na=fingerprint:sha-256 ${printOf(der)}\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n` });
/** `real`: what DTLS really used on the other side. */
const connectionOf = (own: Uint8Array, declared: Uint8Array, real: Uint8Array | null = declared) =>
  ({
    currentLocalDescription: sdpOf(own),
    currentRemoteDescription: sdpOf(declared),
    sctp: { transport: { getRemoteCertificates: () => (real ? [real.buffer] : []) } },
  }) as unknown as RTCPeerConnection;

/** The two ends of a link, and the connection that carries what they say; it can be replaced at any moment. */
class Link {
  readonly ends: [CodeExchange, CodeExchange];
  readonly alarms: Side[] = [];
  readonly certificates: [Uint8Array, Uint8Array] = [certificate(1), certificate(2)];
  ways: [ControlMessage[], ControlMessage[]] = [[], []];
  #connections = 0;

  constructor() {
    this.ends = [this.#make(0), this.#make(1)];
  }
  #make(side: Side): CodeExchange {
    return createCodeExchange({
      room: 'room',
      self: IDS[side],
      other: IDS[other(side)],
      say: (message) => this.ways[side].push(message),
      changed: () => undefined,
      alarmed: () => this.alarms.push(side),
    });
  }
  /** This side's page dropped the link and makes it anew. */
  forget(side: Side): void {
    this.ends[side].close();
    this.ends[side] = this.#make(side);
  }
  /** A new connection under the same certificates, which both sides see up one after the other. */
  async connect(first: Side = 0): Promise<void> {
    const connection = ++this.#connections;
    this.ways = [[], []];
    for (const end of this.ends) end.renewed();
    for (const side of [first, other(first)] as const) {
      this.ends[side].begin(connectionOf(this.certificates[side], this.certificates[other(side)]), () => connection === this.#connections);
      await pass(0);
    }
  }
  /** The next message from this side arrives. */
  async deliver(from: Side): Promise<boolean> {
    const message = this.ways[from].shift();
    if (!message) return false;
    const to = this.ends[other(from)];
    if (message.kind === 'compared') to.compared(message.same);
    else if (message.kind !== 'name' && message.kind !== 'media') to.receive(message);
    await pass(0);
    return true;
  }
  async deliverAll(): Promise<void> {
    while ((await this.deliver(0)) || (await this.deliver(1)));
  }
  get states() {
    return this.ends.map((end) => end.state.state);
  }
  get codes() {
    return this.ends.map(({ state }) => ('digits' in state ? state.digits : null));
  }
}

const side = fc.constantFrom<Side>(0, 1);
const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('commit' as const), commitment: hex }),
  fc.record({ kind: fc.constantFrom('nonce' as const, 'reveal' as const), nonce: hex }),
);
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('deliver' as const), side }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('connect' as const, 'compare' as const), side }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('forget' as const), side }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

async function live(all: readonly Happening[]): Promise<void> {
  const link = new Link();
  const compared: [boolean, boolean] = [false, false];
  await link.connect();
  for (const each of all) {
    if (each.what === 'deliver') await link.deliver(each.side);
    else if (each.what === 'connect') await link.connect(each.side);
    else if (each.what === 'forget') {
      link.forget(each.side);
      compared[each.side] = false;
      await link.connect(each.side);
    } else if (link.codes[each.side] !== null) {
      link.ends[each.side].compare(true);
      compared[each.side] = true;
    }
    for (const at of SIDES) if (link.states[at] === 'verified') expect(compared[at]).toBe(true);
  }
  await link.connect();
  await link.deliverAll();
  expect(link.alarms).toEqual([]);
  expect(link.codes[0]).not.toBeNull();
  expect(link.codes[0]).toBe(link.codes[1]);
  // A side whose page began afresh may still be taken at its word by the other one.
  for (const at of SIDES) if (compared[0] && compared[1]) expect(link.states[at]).toBe('verified');
  for (const at of SIDES) if (!compared[at]) expect(link.states[at]).not.toBe('verified');
}

test('M7.8 between honest browsers no alarm ever sounds, both show the same code in the end, and it is verified when both people have compared', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), (all) => live(all)),
    { numRuns: 150 },
  );
});

test('M7.8 a message more than the three, at any moment and to either side, is an alarm there', async () => {
  await fc.assert(
    fc.asyncProperty(step, side, fc.nat(4), fc.boolean(), async (more, to, at, early) => {
      const link = new Link();
      if (early) link.ends[to].receive(more);
      if (early) link.ways = [[], []];
      const connection = (of: Side) => connectionOf(link.certificates[of], link.certificates[other(of)]);
      for (const of of SIDES) link.ends[of].begin(connection(of), () => true);
      await pass(0);
      for (let count = 0; count < at; count++) if (!(await link.deliver(0))) await link.deliver(1);
      if (!early) link.ends[to].receive(more);
      await pass(0);
      await link.deliverAll();
      expect(link.ends[to].state).toEqual({ state: 'alarm', cause: 'disturbed' });
      expect(link.alarms).toContain(to);
    }),
    { numRuns: 150 },
  );
});

test('M7.8 an alarm cannot be left, whatever comes after it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(happening, step), { maxLength: 10 }), side, async (all, at) => {
      const link = new Link();
      await link.connect();
      await link.deliverAll();
      link.ends[at].compare(false);
      for (const each of all) {
        if ('kind' in each) link.ends[at].receive(each);
        else if (each.what === 'connect') await link.connect();
        else if (each.what === 'compare') link.ends[at].compare(true);
        else await link.deliver(each.side);
        link.ends[at].compared(true);
        await pass(0);
      }
      expect(link.ends[at].state).toEqual({ state: 'alarm', cause: 'differs-here' });
    }),
    { numRuns: 100 },
  );
});

test('M7.8 one person’s word is not two: both compare, or it is not verified', async () => {
  const link = new Link();
  await link.connect();
  await link.deliverAll();
  expect(link.states).toEqual(['ready', 'ready']);
  link.ends[1].compare(true);
  await link.deliverAll();
  expect(link.states).toEqual(['confirmed-there', 'confirmed-here']);
  link.ends[0].compare(true);
  await link.deliverAll();
  expect(link.states).toEqual(['verified', 'verified']);
});

test('M7.8 a code that differs for one is an alarm for both', async () => {
  const link = new Link();
  await link.connect();
  await link.deliverAll();
  link.ends[0].compare(true);
  link.ends[1].compare(false);
  await link.deliverAll();
  expect(link.ends.map((end) => end.state)).toEqual([
    { state: 'alarm', cause: 'differs-there' },
    { state: 'alarm', cause: 'differs-here' },
  ]);
});

test('M7.8 an alarm that sounds while the last message is worked on is not silenced by its code', async () => {
  const link = new Link();
  await link.connect();
  await link.deliver(0);
  await link.deliver(1);
  const [reveal] = link.ways[0];
  if (reveal?.kind !== 'reveal') throw new Error('this is the last message');
  link.ends[1].receive(reveal);
  link.ends[1].compared(false);
  await pass(0);
  expect(link.ends[1].state).toEqual({ state: 'alarm', cause: 'differs-there' });
});

test('M7.8 the same two certificates stay verified over a new connection, and another one is an alarm before anything is said', async () => {
  const link = new Link();
  await link.connect();
  await link.deliverAll();
  for (const end of link.ends) end.compare(true);
  await link.deliverAll();
  await link.connect(1);
  expect(link.states).toEqual(['verified', 'verified']);
  await link.deliverAll();
  expect(link.states).toEqual(['verified', 'verified']);
  link.certificates[1] = certificate(3);
  await link.connect();
  expect(link.ends[0].state).toEqual({ state: 'alarm', cause: 'changed' });
  expect(link.ways[0]).toEqual([]);
});

test('M7.8 B3 a certificate that is not the one that was announced is an alarm', async () => {
  const { ends, alarms } = new Link();
  ends[0].begin(connectionOf(certificate(1), certificate(2), certificate(3)), () => true);
  await pass(0);
  expect(ends[0].state).toEqual({ state: 'alarm', cause: 'disturbed' });
  expect(alarms).toEqual([0]);
});

test('before the certificate is known nothing runs, and it runs once it is', async () => {
  const { ends, ways } = new Link();
  ends[0].begin(connectionOf(certificate(1), certificate(2), null), () => true);
  await pass(0);
  expect(ways[0]).toEqual([]);
  ends[0].begin(connectionOf(certificate(1), certificate(2)), () => false);
  await pass(0);
  expect(ways[0]).toEqual([]);
  for (let twice = 0; twice < 2; twice++) ends[0].begin(connectionOf(certificate(1), certificate(2)), () => true);
  await pass(0);
  expect(ways[0].map(({ kind }) => kind)).toEqual(['commit']);
});

test('M7.8 what a lost connection still held does not reach the exchange of the next', async () => {
  const link = new Link();
  link.ends[0].begin(connectionOf(link.certificates[0], link.certificates[1]), () => true);
  await pass(0);
  // B has not looked at its certificates when the connection goes.
  await link.deliver(0);
  await link.connect();
  await link.deliverAll();
  expect(link.states).toEqual(['ready', 'ready']);
  expect(link.codes[0]).toBe(link.codes[1]);
});

test('M7.8 both have a code although the last message of the first run was lost', async () => {
  const link = new Link();
  await link.connect();
  await link.deliver(0);
  await link.deliver(1);
  expect(link.states).toEqual(['ready', 'running']);
  await link.connect();
  await link.deliverAll();
  expect(link.states).toEqual(['ready', 'ready']);
  expect(link.codes[0]).toBe(link.codes[1]);
});

test('M7.8 the word of a person who compared arrives although the line broke while they said it', async () => {
  const link = new Link();
  await link.connect();
  await link.deliverAll();
  for (const end of link.ends) end.compare(true);
  await link.deliver(0);
  expect(link.states).toEqual(['confirmed-here', 'verified']);
  await link.connect();
  await link.deliverAll();
  expect(link.states).toEqual(['verified', 'verified']);
});
