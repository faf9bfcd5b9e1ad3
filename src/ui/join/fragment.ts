/**
 * What stands behind the `#` of the guest's page. It never leaves the browser by itself: the page posts it.
 * Until check-in it is the link's token or an entry code; after it only the invitation's id, which opens nothing without the cookie
 * but lets a reload find its way.
 */
import { ENTRY_CODE_LENGTH, parseEntryCode } from '#lib/rules/entry-code.ts';

export type Key = { readonly token: string } | { readonly code: string } | { readonly invitation: string };

const CHECKED_IN = 'i-';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** null: there is nothing, the link lost it on its way. */
export function readFragment(hash: string): Key | null {
  const text = decoded(hash.replace(/^#/, '')).trim();
  if (text === '') return null;
  if (text.startsWith(CHECKED_IN) && UUID.test(text.slice(CHECKED_IN.length))) return { invitation: text.slice(CHECKED_IN.length) };
  // A token is several times longer than a code, however the code is spaced.
  const code = text.length <= 2 * ENTRY_CODE_LENGTH ? parseEntryCode(text) : null;
  return code === null ? { token: text.slice(0, 256) } : { code };
}

export function sameKey(one: Key, other: Key): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function checkedInFragment(invitation: string): string {
  return `#${CHECKED_IN}${invitation}`;
}

/** Mail programs append what followed the link in the text, and encode what needs no encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/[>.,;)\]]+$/, '');
  } catch {
    return text;
  }
}
