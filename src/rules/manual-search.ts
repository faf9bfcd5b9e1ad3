/** Finding words in texts and showing where: accents and case do not matter, every word must occur. */

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** More would be a text, and no search. */
const MOST_WORDS = 8;
const MOST_CHARACTERS = 100;

/** Empty: nothing is looked for. */
export function wantedWords(query: string): readonly string[] {
  return [...new Set(plain(query.slice(0, MOST_CHARACTERS)).split(/\s+/).filter(Boolean))].slice(0, MOST_WORDS);
}

export function holdsAll(texts: readonly string[], words: readonly string[]): boolean {
  const all = plain(texts.join('\n'));
  return words.every((word) => all.includes(word));
}

/** How many of the words occur: what speaks of more of them comes first. */
export function hitsIn(text: string, words: readonly string[]): number {
  const here = plain(text);
  return words.filter((word) => here.includes(word)).length;
}

/** The text in its order, cut where a word begins and ends. Put together it is the text again. */
export function marked(text: string, words: readonly string[]): readonly Piece[] {
  const { flat, origins } = mapped(text);
  const hit = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = flat.indexOf(word); word !== '' && at >= 0; at = flat.indexOf(word, at + 1)) {
      const from = origins[at] ?? 0;
      const to = origins[at + word.length] ?? text.length;
      hit.fill(true, from, to);
    }
  }
  const pieces: { text: string; hit: boolean }[] = [];
  for (const [at, isHit] of hit.entries()) {
    const last = pieces.at(-1);
    if (last?.hit === isHit) last.text += text[at] ?? '';
    else pieces.push({ text: text[at] ?? '', hit: isHit });
  }
  return pieces;
}

function plain(text: string): string {
  return mapped(text).flat;
}

/** Without accents and in small letters; `origins`: where each of its characters comes from. */
function mapped(text: string): { readonly flat: string; readonly origins: readonly number[] } {
  let flat = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const small = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (let each = 0; each < small.length; each++) origins.push(at);
    flat += small;
    at += character.length;
  }
  return { flat, origins };
}
