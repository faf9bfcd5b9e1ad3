/** What a hundred thousand broken messages do to the server, and to a call that is going on beside them: nothing. */
import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { CloseCode, PROTOCOL_VERSION, type ClientMessage } from '../../call/protocol.ts';
import { createTestHub, guestClaims, hostClaims, newFacts, settle, type TestHub, type TestPage } from './testing.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** mulberry32: the same messages in every run; a failure names its number. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const ODD: readonly string[] = [
  '', ' ', 'null', 'true', '0', '-1', '1e999', '""', '[]', '{}', '[[[[[[', '{"type":', '\u0000', '\ud800', '\u202e', '😀', 'NaN', 'undefined', '"__proto__"', '{"__proto__":{"admitted":true}}', '"constructor"',
  '{"type":"hello"}', '{"type":["hello"]}', '{"type":{"toString":"hello"}}', '9007199254740993', '"' + 'A'.repeat(5_000) + '"', '['.repeat(2_000) + ']'.repeat(2_000), '{"a":'.repeat(500) + '1' + '}'.repeat(500),
]; // prettier-ignore

function mutated(valid: readonly string[], next: (below: number) => number): string {
  const pick = <T>(list: readonly T[], otherwise: T): T => list[next(list.length)] ?? otherwise;
  let text = pick(valid, '');
  for (let times = 1 + next(3); times > 0; times--) {
    const at = next(text.length + 1);
    switch (next(8)) {
      case 0:
        text = text.slice(0, at);
        break;
      case 1:
        text = text.slice(0, at) + String.fromCharCode(next(0x10000)) + text.slice(at + 1);
        break;
      case 2:
        text = text.slice(0, at) + pick(ODD, '') + text.slice(at);
        break;
      case 3:
        text = text.replace(/"[^"]*"(?=[,}])/, pick(ODD, ''));
        break;
      case 4:
        text = text.replace('{', `{${pick(['"extra":1', '"type":"end"', '"__proto__":{}', '"from":"x"', '"to":null', '"role":"host"'], '')},`);
        break;
      case 5:
        text = text.replace(/"(type|to|id|body|participant|ticket|version|reason|event|preset)"/, pick(['"typ"', '"type"', '"to"', '""', '"constructor"'], ''));
        break;
      case 6:
        text = pick(ODD, '');
        break;
      default:
        text = text.slice(at) + text.slice(0, at);
    }
  }
  return text;
}

interface Call {
  readonly host: TestPage;
  readonly guest: TestPage;
}
async function call(hub: TestHub): Promise<Call> {
  const facts = hub.add(newFacts());
  const host = await hub.page(hostClaims(facts));
  const guest = await hub.page(guestClaims(facts));
  host.say({ type: 'admit', participant: guest.self });
  return { host, guest };
}

test('M7.6 M6.2 100,000 broken messages: no crash, no memory, and a call beside them hears nothing and goes on', { timeout: 60_000 }, async () => {
  const hub = createTestHub();
  const beside = await call(hub);
  const sizes = [beside.host.heard.length, beside.guest.heard.length];
  const next = chance(24_11_2026);
  const target = hub.add(newFacts());
  const codes = new Map<number | null, number>();
  const claims = guestClaims(target);
  let stranger = await hub.page(claims);
  const messages: ClientMessage[] = [
    { type: 'hello', version: PROTOCOL_VERSION, ticket: 'eyJ0.k.mac' },
    { type: 'relay', to: beside.host.self, id: 'x', body: '{"kind":"offer"}' },
    { type: 'relay', to: beside.guest.self, id: 'x', body: '{"kind":"offer"}' },
    { type: 'ack', to: beside.guest.self, id: 'm1' },
    { type: 'admit', participant: stranger.self },
    { type: 'remove', participant: beside.guest.self },
    { type: 'turn-away', participant: beside.guest.self, reason: 'not-now' },
    { type: 'preset', event: target.event, preset: 'soon' },
    { type: 'end' },
    { type: 'take-over' },
    { type: 'ping', id: 'x' },
  ];
  const valid = messages.map((message) => JSON.stringify(message));
  let delivered = 0;
  let baseline = 0;
  for (let count = 0; count < 100_000; count++) {
    const text = mutated(valid, next);
    // Every second one is said by somebody unknown, the others from inside a room.
    const page = count % 2 === 0 ? hub.line() : stranger;
    page.events.message(text);
    codes.set(page.closed, (codes.get(page.closed) ?? 0) + 1);
    if (page !== stranger) page.drop();
    if (stranger.closed !== null || stranger.heard.length > 200) {
      stranger.drop();
      stranger = await hub.page(claims, { participant: stranger.self });
    }
    if (count % 1_000 === 0) {
      hub.now += 60_000;
      target.plannedEnd = hub.now + 600_000;
      hub.hub.tick();
      await settle();
      beside.guest.say({ type: 'relay', to: beside.host.self, id: `m${++delivered}`, body: `message ${delivered}` });
    }
    if (count === 20_000 || count === 99_999) {
      collectGarbage();
      if (baseline === 0) baseline = process.memoryUsage().heapUsed;
    }
  }
  const grown = process.memoryUsage().heapUsed - baseline;
  const heard = beside.host.heard.slice(sizes[0]).filter((message) => message.type !== 'roster');
  expect(heard).toEqual(
    Array.from({ length: delivered }, (_, index) => ({ type: 'relay', from: beside.guest.self, id: `m${index + 1}`, body: `message ${index + 1}` })),
  );
  expect(beside.guest.heard.slice(sizes[1])).toEqual([]);
  expect([beside.host.closed, beside.guest.closed]).toEqual([null, null]);
  stranger.drop();
  expect(hub.hub.inspect()).toMatchObject({ sockets: 2 });
  expect(hub.failures).toEqual([]);
  // 80,000 messages that left 40 bytes each would show.
  expect(grown).toBeLessThan(3_000_000);
  // Most were broken; some were still messages, and were answered or declined.
  expect(codes.get(CloseCode.malformed) ?? 0).toBeGreaterThan(60_000);
  expect(codes.get(null) ?? 0).toBeGreaterThan(1_000);
});

test('whatever is said before hello, the line is closed and nothing is answered', async () => {
  const hub = createTestHub();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const page = hub.line();
      page.events.message(text);
      expect([page.closed, page.heard]).toEqual([CloseCode.malformed, []]);
    }),
    { numRuns: 2_000 },
  );
  expect(hub.hub.inspect()).toEqual({ rooms: 0, sockets: 0, nonces: 0 });
});
