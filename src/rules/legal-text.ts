/** The texts that people agree to: which there are, who agrees to which, and the small markup they are written in. Nothing in it is ever HTML. */
import { linesFault } from './person.ts';

export const TEXT_KINDS = ['terms-client', 'terms-practice', 'agreement'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];
/** Characters. Longer than any terms people could be asked to read. */
export const MAX_TEXT = 60_000;
export const MAX_CHANGED = 500;

/** Which text, and which version of it was before somebody's eyes. */
export type Versions = Readonly<Partial<Record<TextKind, number>>>;

/** Everything that somebody of this kind has to have accepted. `role`: in their practice; null: they are in none. */
export function neededTexts(kind: 'provider' | 'client' | 'operator', role: 'owner' | 'provider' | 'assistant' | null): readonly TextKind[] {
  if (kind === 'client') return ['terms-client'];
  if (kind === 'operator' || role === null) return [];
  return role === 'owner' ? ['terms-practice', 'agreement'] : ['terms-practice'];
}

export function isTextKind(text: string): text is TextKind {
  return (TEXT_KINDS as readonly string[]).includes(text);
}

/** As it stands in an address or a form; null: not the number of a version. */
export function readVersion(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

export type Block =
  { readonly kind: 'heading' | 'subheading' | 'paragraph'; readonly text: string } | { readonly kind: 'list'; readonly items: readonly string[] };

/** As it is kept: browsers send CR LF, and nobody sees spaces at the end of a line. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `# ` begins a heading, `## ` one below it, `- ` an item of a list; an empty line ends a paragraph. All else is plain text. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: 'paragraph' | 'list' | null = null;
  for (const line of tidyText(text).split('\n')) {
    const [, sign, rest = ''] = /^(##?|-) +(.*)$/.exec(line) ?? [];
    const last = blocks.at(-1);
    if (line === '') open = null;
    else if (sign === '-') {
      if (open === 'list' && last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, rest] };
      else blocks.push({ kind: 'list', items: [rest] });
      open = 'list';
    } else if (sign !== undefined) {
      blocks.push({ kind: sign === '#' ? 'heading' : 'subheading', text: rest });
      open = null;
    } else if (open === 'list' && last?.kind === 'list') {
      blocks[blocks.length - 1] = { kind: 'list', items: [...last.items.slice(0, -1), `${last.items.at(-1) ?? ''} ${line}`] };
    } else if (open === 'paragraph' && last?.kind === 'paragraph') {
      blocks[blocks.length - 1] = { kind: 'paragraph', text: `${last.text} ${line}` };
    } else {
      blocks.push({ kind: 'paragraph', text: line });
      open = 'paragraph';
    }
  }
  return blocks;
}

export type TextFault = 'missing' | 'too-long' | 'control-characters' | 'no-heading';

/** Of a whole text. One without a heading cannot be found one's way in, by eye or by ear. */
export function textFault(text: string): TextFault | null {
  const tidy = tidyText(text);
  if (tidy === '') return 'missing';
  return linesFault(tidy, MAX_TEXT) ?? (blocksOf(tidy)[0]?.kind === 'heading' ? null : 'no-heading');
}

/** Of the sentence that says what is new. */
export function changedFault(text: string): Exclude<TextFault, 'no-heading'> | null {
  return text.trim() === '' ? 'missing' : linesFault(text, MAX_CHANGED);
}
