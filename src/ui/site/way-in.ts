import { parseEntryCode } from '#lib/rules/entry-code.ts';

/** What belongs behind the `#` of the guest's page for what somebody pasted or typed: a link, its token alone, or an entry code. null: none of these. */
export function wayIn(typed: string): string | null {
  const text = typed.trim();
  const code = parseEntryCode(text);
  if (code !== null) return code;
  const token = /(?:^|#)([A-Za-z0-9_-]{51})[>.,;)\]]*$/.exec(text);
  if (token?.[1] !== undefined) return token[1];
  const inLink = /\/j#(.+)$/.exec(text)?.[1];
  return inLink === undefined ? null : parseEntryCode(inLink);
}
