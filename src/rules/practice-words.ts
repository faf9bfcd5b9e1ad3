/** What a practice tells its clients in words of its own: texts of plain paragraphs, or a link to where they stand. */

/** Read on a telephone while one waits. */
export const MAX_WAITING_TEXT = 1_000;
/** A privacy notice by Art. 13 GDPR has two to three pages; five are this long. */
export const MAX_NOTICE_TEXT = 20_000;
export const MAX_NOTICE_LINK = 500;

export const NOTICE_KINDS = ['privacy', 'imprint'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type PracticeNotice = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly link: string };

/** As it is kept: lines end as in Unix, nothing around it. null: nothing. */
export function readText(typed: string): string | null {
  const text = typed
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
  return text === '' ? null : text;
}

/**
 * The address of a page as it was typed; without a scheme, `https` is meant. null: it is none that a client may be sent to – not encrypted, with a
 * name and password in it, or of a machine without a domain.
 */
export function readLink(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || text.length > MAX_NOTICE_LINK || /[\s\p{Cc}\p{Bidi_Control}]/u.test(text)) return null;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return /^(?:[^.]+\.)+[^.\d][^.]*\.?$/.test(url.hostname) && url.href.length <= MAX_NOTICE_LINK ? url.href : null;
}

/** What stands between empty lines, in order; none of them is empty. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

export interface Spoken<Language extends string> {
  readonly language: Language;
  readonly text: string;
}

/** In the reader's language, else in the practice's, else in the first there is. null: the practice says nothing. */
export function inLanguage<Language extends string>(
  texts: Readonly<Record<Language, string | null>>,
  wanted: Language,
  practice: Language,
): Spoken<Language> | null {
  for (const language of [wanted, practice, ...(Object.keys(texts) as Language[])]) {
    const text = texts[language];
    if (text !== null) return { language, text };
  }
  return null;
}
