import fc from 'fast-check';
fc.configureGlobal({ numRuns: 20000 });
import { expect, test } from 'vitest';
import { CHAT_LENGTH, cleanName, NAME_LENGTH, parseChat, parseControl } from './control.ts';

test.each([
  ['Maria Huber', 'Maria Huber'],
  ['  Maria \n\t Huber ', 'Maria Huber'],
  ['', null],
  [' \u200b\u00ad\u2060 ', null],
  // Turned around it would read "moc.live"; hidden it would read like somebody else's.
  ['evil\u202emoc.', 'evil moc.'],
  ['Ma\u200dria', 'Ma ria'],
  ['\u2066Maria\u2069', 'Maria'],
  ['Zeile\u2028zwei\u0085drei', 'Zeile zwei drei'],
  ['e\u0301', '\u00e9'],
  ['مريم', 'مريم'],
  ['x'.repeat(NAME_LENGTH + 1), 'x'.repeat(NAME_LENGTH)],
  // Counted in characters, so that none is cut in two.
  ['😀'.repeat(NAME_LENGTH + 1), '😀'.repeat(NAME_LENGTH)],
  [`${'x'.repeat(NAME_LENGTH - 1)} y`, 'x'.repeat(NAME_LENGTH - 1)],
])('M5.1 the name %j is shown as %j', (typed, shown) => {
  expect(cleanName(typed)).toBe(shown);
});

test('M5.1 no name turns text around, hides in it, breaks the line or is longer than a name', () => {
  const hidden = fc.constantFrom('\u202e', '\u2066', '\u200f', '\u061c', '\u200b', '\ufeff', '\u0000', '\n', '\u2029', ' ');
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), hidden), { maxLength: 12 }), (parts) => {
      const name = cleanName(parts.join(''));
      if (name === null) return;
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Bidi_Control}\u2028\u2029]|^\s|\s$|\s\s/u);
      expect([...name].length).toBeLessThanOrEqual(NAME_LENGTH);
      expect(cleanName(name)).toBe(name);
    }),
  );
});

const print = 'a'.repeat(64);
test.each([
  [parseControl, { kind: 'name', name: 'Maria' }],
  [parseControl, { kind: 'media', muted: true, cameraOff: false }],
  [parseControl, { kind: 'commit', commitment: print }],
  [parseControl, { kind: 'nonce', nonce: print }],
  [parseControl, { kind: 'reveal', nonce: print }],
  [parseControl, { kind: 'compared', same: true }],
  [parseChat, { kind: 'text', id: 'a', text: 'x'.repeat(CHAT_LENGTH) }],
  [parseChat, { kind: 'got', id: 'a' }],
] as const)('%o takes %o, and not with a member more, less or of another kind', (parse, message) => {
  expect(parse(JSON.stringify(message))).toEqual(message);
  expect(parse(JSON.stringify({ ...message, more: 1 }))).toBeNull();
  for (const member of Object.keys(message)) {
    expect(parse(JSON.stringify({ ...message, [member]: undefined }))).toBeNull();
    expect(parse(JSON.stringify({ ...message, [member]: 1 }))).toBeNull();
  }
});

test.each([
  [parseControl, { kind: 'name', name: 'x'.repeat(NAME_LENGTH * 4 + 1) }],
  [parseControl, { kind: 'commit', commitment: 'A'.repeat(64) }],
  [parseControl, { kind: 'nonce', nonce: 'a'.repeat(62) }],
  [parseChat, { kind: 'text', id: 'a', text: '' }],
  [parseChat, { kind: 'text', id: 'a', text: 'x'.repeat(CHAT_LENGTH + 1) }],
  [parseChat, { kind: 'text', id: 'a b', text: 'x' }],
] as const)('%o refuses %o', (parse, message) => {
  expect(parse(JSON.stringify(message))).toBeNull();
});

test('whatever else comes over a channel is ignored', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (data) => {
      expect(parseControl(data)).toBeNull();
      expect(parseChat(data)).toBeNull();
    }),
  );
  expect(parseControl(`{"kind":"name","name":"Maria"${' '.repeat(30_000)}}`)).toBeNull();
});
