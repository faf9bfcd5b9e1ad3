/** Routes that need no account. Everything under `/portal` that is not named here does; a test walks all routes. */
const PUBLIC_PORTAL = [
  '/portal/login',
  '/portal/login/passkey',
  '/portal/logout',
  '/portal/ended',
  '/portal/shop/register',
  '/portal/verify',
  '/portal/reset',
  '/portal/new-address',
  '/portal/join-practice',
  '/portal/setup',
  '/portal/privacy',
  '/portal/terms',
  '/portal/terms/[kind]/[version]',
  '/portal/terms/[kind]/[version]/[file]',
  '/portal/imprint',
  // The address is the authority.
  '/portal/feed/[secret].ics',
  '/portal/help',
  '/portal/help/[topic]',
  '/portal/contact',
  '/portal/accessibility',
];

/** `route`: the pattern; null: no such route, answered with "not found" for everybody. */
export function isPublic(route: string | null): boolean {
  if (route === null || !(route === '/portal' || route.startsWith('/portal/'))) return true;
  return PUBLIC_PORTAL.includes(route);
}

/**
 * What stays open to who has not accepted the present texts: whoever does not agree can see what is held, take it along and leave. A consultation that
 * already runs is not broken off.
 */
const OPEN_WITHOUT_CONSENT = [
  '/portal/accept',
  '/portal/account/requests',
  '/portal/account/end',
  '/portal/practice/export',
  '/portal/practice/export/file',
  '/portal/practice/contract/end',
  '/portal/ticket',
  '/portal/waiting',
  '/portal/waiting/extend',
];

export function isOpenWithoutConsent(route: string | null): boolean {
  return isPublic(route) || OPEN_WITHOUT_CONSENT.includes(route ?? '');
}
