/** Where to go after signing in: only within the account area, never to another site, never in a circle. */

const NOT_AFTER_SIGNING_IN = ['/portal/login', '/portal/logout', '/portal/setup', '/portal/verify', '/portal/shop/register', '/portal/accept'];
/** Stands in for our own origin: whatever leaves it was an address of somewhere else. */
const HERE = 'http://here.invalid';

/** null: nothing sensible was asked for; the overview is the place then. */
export function nextPath(asked: string | null): string | null {
  // Browsers read a backslash as a slash and skip tabs and line breaks: `/\t/elsewhere` would be another host.
  if (asked === null || !asked.startsWith('/') || /[\\\p{Cc}]/u.test(asked) || !URL.canParse(asked, HERE)) return null;
  const url = new URL(asked, HERE);
  if (url.origin !== HERE || url.pathname.startsWith('//') || !(url.pathname === '/portal' || url.pathname.startsWith('/portal/'))) return null;
  if (NOT_AFTER_SIGNING_IN.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) return null;
  return url.pathname + url.search;
}
