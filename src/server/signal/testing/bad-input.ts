/** What fast-check makes of the protocol for the server to refuse: messages, almost-messages and broken frames, as bytes of RFC 6455. */
import fc from 'fast-check';
import { PRESETS, PROTOCOL_VERSION, TURN_AWAY_REASONS } from '../../../call/protocol.ts';

/** What is real in the place that is attacked, so that a message comes as far as it can. */
export interface Known {
  readonly participants: readonly string[];
  readonly events: readonly string[];
  /** Worthless by now: used, or of a participant that is somebody else's. */
  readonly tickets: readonly string[];
}

export interface Attack {
  /** Says a good hello first: from inside the room, as a guest. */
  readonly inside: boolean;
  readonly frames: readonly Buffer[];
}

const ODD = [
  '',
  '\0',
  '\u202e',
  '😀',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '../..',
  '9'.repeat(400),
  'A'.repeat(5_000),
  'null',
  '-1',
  '1e999',
] as const;

/** One connection's worth. Most connections end at the first message that is none. */
export function attacks(known: Known): fc.Arbitrary<Attack> {
  const odd: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom<unknown>(...ODD),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.jsonValue({ maxDepth: 2 }),
    fc.double(),
    fc.constant({ __proto__: null, toString: 'relay' }),
  );
  const person = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known.participants) },
    { weight: 1, arbitrary: fc.string({ minLength: 22, maxLength: 22 }) },
  );
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
  const body = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.json(),
    fc.constantFrom('{"kind":"offer"}', '{"kind":"candidate","generation":-1,"candidate":{}}', 'v=0\r\na=fingerprint:sha-256 00', 'x'.repeat(19_000)),
  );
  const hostile = fc.oneof(
    fc.record({ type: fc.constant('relay'), to: person, id, body }),
    fc.record({ type: fc.constant('ack'), to: person, id }),
    fc.record({ type: fc.constantFrom('admit', 'remove'), participant: person }),
    fc.record({ type: fc.constant('turn-away'), participant: person, reason: fc.constantFrom(...TURN_AWAY_REASONS) }),
    fc.record({ type: fc.constant('preset'), event: fc.constantFrom(...known.events), preset: fc.constantFrom(...PRESETS) }),
    fc.record({ type: fc.constantFrom('end', 'take-over') }),
    fc.record({ type: fc.constant('ping'), id }),
    fc.record({ type: fc.constant('hello'), version: fc.constantFrom(PROTOCOL_VERSION, 0, 2, 1e9), ticket: fc.constantFrom(...known.tickets) }),
  );
  /** Right but for one member: missing, of another kind, or beside one that nobody knows. */
  const almost = fc.tuple(hostile, fc.nat(), odd, fc.constantFrom('replaced', 'missing', 'surplus', 'renamed')).map(([message, at, value, how]) => {
    const members = Object.entries(message);
    const [name = '', old] = members[at % members.length] ?? [];
    const others = members.filter(([each]) => each !== name);
    const changed = {
      replaced: [[name, value]],
      missing: [],
      surplus: [
        [name, old],
        [inText(value), value],
      ],
      renamed: [[`${name} `, old]],
    }[how];
    return JSON.stringify(Object.fromEntries([...others, ...changed] as [string, unknown][]));
  });
  const cut = fc.tuple(hostile, fc.nat(), odd).map(([message, at, value]) => {
    const whole = JSON.stringify(message);
    const where = at % whole.length;
    return whole.slice(0, where) + (at % 2 === 0 ? inText(value) + whole.slice(where) : '');
  });
  const deep = fc.integer({ min: 10, max: 3_000 }).map((depth) => '['.repeat(depth) + (depth % 2 === 0 ? ']'.repeat(depth) : ''));
  const text = (content: string) => frame(0x1, Buffer.from(content));
  const refused = fc.oneof(
    { weight: 6, arbitrary: almost.map(text) },
    { weight: 4, arbitrary: cut.map(text) },
    { weight: 2, arbitrary: fc.json().map(text) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map(text) },
    { weight: 1, arbitrary: deep.map(text) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => frame(0x2, Buffer.from(bytes))) },
    // Not UTF-8, an opcode that is none, a control frame that is too long, a length without its bytes, whatever comes.
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => frame(0x1, Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]))) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.integer({ min: 3, max: 15 }), fc.uint8Array({ maxLength: 200 })).map(([code, bytes]) => frame(code, Buffer.from(bytes))),
    },
    { weight: 1, arbitrary: fc.constant(Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 2, maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
  );
  const strangers = fc.record({ inside: fc.constant(false), frames: fc.array(refused, { minLength: 1, maxLength: 2 }) });
  /** What parses is declined and keeps the line; what does not ends it. */
  const insiders = fc
    .tuple(fc.array(hostile, { minLength: 4, maxLength: 60 }), fc.array(refused, { minLength: 1, maxLength: 3 }))
    .map(([said, broken]) => ({ inside: true, frames: [...said.map((message) => text(JSON.stringify(message))), ...broken] }));
  return fc.oneof({ weight: 5, arbitrary: strangers }, { weight: 4, arbitrary: insiders });
}

function inText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}

/** RFC 6455, 5.2: final, and masked with zeros as clients may choose. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}
