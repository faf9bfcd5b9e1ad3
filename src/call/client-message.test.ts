import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientMessage, passOn, readPassing } from './client-message.ts';
import { MAX_BODY_LENGTH, MAX_ID_LENGTH, MAX_MESSAGE_BYTES, parseMessage, PARTICIPANT_ID_LENGTH, serverMessage } from './protocol.ts';

const ALPHABET: string = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTERS = [...ALPHABET];
const name = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...LETTERS), minLength, maxLength });
const participant = name(PARTICIPANT_ID_LENGTH, PARTICIPANT_ID_LENGTH);
/** Also half surrogates, control characters, what must be escaped, and bodies about as long as they may be. */
const body = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\ud800', '\udc00', '\u2028', 'ä', '😀', '}', ',', '{') }),
  fc.nat(2).map((more) => 'x'.repeat(MAX_BODY_LENGTH - 1 + more)),
);
const passing = fc.oneof(
  fc.tuple(participant, name(1, MAX_ID_LENGTH), body).map(([to, id, text]) => ({ type: 'relay' as const, to, id, body: text })),
  fc.tuple(participant, name(1, MAX_ID_LENGTH)).map(([to, id]) => ({ type: 'ack' as const, to, id })),
);
const FROM = 'h'.repeat(PARTICIPANT_ID_LENGTH);

/** What the schema makes of it, said on as a message of the server. */
function bySchema(text: string): unknown {
  const message = parseMessage(clientMessage, text);
  if (message?.type === 'relay') return { type: 'relay', from: FROM, id: message.id, body: message.body };
  return message?.type === 'ack' ? { type: 'ack', from: FROM, id: message.id } : null;
}
function passedOn(text: string): unknown {
  const read = readPassing(text);
  return read === null ? null : JSON.parse(passOn(FROM, read));
}

test('what one says to another is read as pages write it, and its receiver reads what the schema would have said on', () => {
  fc.assert(
    fc.property(passing, (message) => {
      const text = JSON.stringify(message);
      expect(readPassing(text)?.to).toBe(parseMessage(clientMessage, text)?.type === undefined ? undefined : message.to);
      expect(passedOn(text)).toEqual(bySchema(text));
      const read = readPassing(text);
      // Escaped it may be too long by the two letters by which `from` is longer than `to`.
      if (read && text.length < MAX_MESSAGE_BYTES - 2) expect(parseMessage(serverMessage, passOn(FROM, read))).toEqual(bySchema(text));
    }),
    { numRuns: 3_000 },
  );
});

test('whatever is written, nothing is read that the schema refuses or understands otherwise', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      ',',
      ' ',
      '"',
      '\\',
      '\n',
      '\u0000',
      '"}',
      '""',
      '\\u0',
      '\\x',
      '\\ud800',
      ',"type":"relay"',
      ',"type":"end"',
      ',"id":"a"',
      ',"body":"b"',
      '"body":',
    ],
    ...[`,"to":"${FROM}"`, ',"from":"x"', ',"__proto__":"x"', ',"body":1', ',"body":{"a":"b"'],
  );
  // Messages that are just right or just not, in the words that pages use.
  const about = (length: number) => fc.constantFrom(0, length - 1, length, length, length + 1).chain((exact) => name(exact, exact));
  const almost = fc
    .record({
      type: fc.constantFrom('relay', 'relay', 'ack', 'ping'),
      to: fc.oneof({ weight: 4, arbitrary: participant }, about(PARTICIPANT_ID_LENGTH), fc.constant(`${FROM.slice(1)}ä`)),
      id: fc.oneof({ weight: 4, arbitrary: name(1, MAX_ID_LENGTH) }, about(MAX_ID_LENGTH), fc.constantFrom('ä', '\\u0061', ' ')),
      body: fc.oneof(
        body.map((text) => JSON.stringify(text)),
        piece,
        body.map((text) => ` ${JSON.stringify(text)}\n`),
        // Escaped they are longer than a message may be, though the body is not.
        fc.constantFrom(JSON.stringify('\u0000'.repeat(6_800)), JSON.stringify('\u0000'.repeat(7_000))),
      ),
    })
    .map(({ type, to, id, body: text }) => `{"type":"${type}","to":"${to}","id":"${id}"${type === 'relay' ? `,"body":${text}` : ''}}`);
  const spoilt = fc.tuple(almost, fc.nat(300), fc.nat(3), piece).map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
  const turned = fc.tuple(passing, fc.nat(3)).map(([message, by]) => {
    const members = Object.entries(message);
    return JSON.stringify(Object.fromEntries([...members.slice(by), ...members.slice(0, by)]));
  });
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(almost, spoilt, turned, fc.json()), (text) => {
      const said = passedOn(text);
      if (said === null) return;
      read++;
      expect(said).toEqual(bySchema(text));
    }),
    { numRuns: 20_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});
