import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hitsIn, holdsAll, marked, wantedWords } from './manual-search.ts';

test('M3.4 words are found whatever their accents and case, and marked where they stand', () => {
  expect(marked('Le Cabinet et le réseau', wantedWords('RESEAU cabinet'))).toEqual([
    { text: 'Le ', hit: false },
    { text: 'Cabinet', hit: true },
    { text: ' et le ', hit: false },
    { text: 'réseau', hit: true },
  ]);
  expect(holdsAll(['Über', 'alles'], wantedWords('uber alles'))).toBe(true);
  expect(holdsAll(['Über', 'alles'], wantedWords('uber nichts'))).toBe(false);
  expect(hitsIn('Kamera und Mikrofon', wantedWords('mikrofon tinte'))).toBe(1);
  expect(wantedWords('  ')).toEqual([]);
});

test('M3.4 marking changes no text, and every mark is one of the words', () => {
  const aText = fc.string({ unit: 'grapheme', maxLength: 80 });
  fc.assert(
    fc.property(aText, aText, (text, query) => {
      const pieces = marked(text, wantedWords(query));
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      if (!holdsAll([text], wantedWords(query)) && wantedWords(query).length === 1) expect(pieces.every((piece) => !piece.hit)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zé ]{0,30}$/), fc.stringMatching(/^[a-zé]{1,6}$/), (text, word) => {
      const whole = text + word;
      expect(marked(whole, wantedWords(word)).some((piece) => piece.hit)).toBe(true);
    }),
  );
});
