/** The texts as pages show them. */
import { blocksOf, type Block, type TextKind } from '#lib/rules/legal-text.ts';
import type { Language } from '#lib/words/fill.ts';
import { fill } from '#lib/words/fill.ts';
import { textWords } from '#lib/words/texts/index.ts';
import type { LegalText, TextVersion } from '#lib/server/use/ports-texts.ts';

export interface VersionView {
  readonly version: number;
  /** The text and its version. */
  readonly name: string;
  /** Which version, of which day. */
  readonly from: string;
  readonly path: string;
}
export interface TextView extends VersionView {
  readonly kind: TextKind;
  readonly title: string;
  /** Empty: it is the first version. */
  readonly changed: string;
  readonly blocks: readonly Block[];
  /** SHA-256 of the text file, in hexadecimal digits. */
  readonly hash: string;
}

export function versionView({ kind, version, publishedAt }: TextVersion, language: Language): VersionView {
  const words = textWords[language];
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(publishedAt);
  return {
    version,
    name: `${words.kinds[kind]}, ${fill(words.version, { version })}`,
    from: fill(words.from, { version, date }),
    path: `/portal/terms/${kind}/${version}`,
  };
}

export function textView(text: LegalText): TextView {
  return {
    ...versionView(text, text.language),
    kind: text.kind,
    title: textWords[text.language].kinds[text.kind],
    changed: text.changed,
    blocks: blocksOf(text.body),
    hash: Buffer.from(text.hash).toString('hex'),
  };
}
