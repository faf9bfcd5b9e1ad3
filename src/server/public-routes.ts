/** Routes that need no account. Everything under `/portal` that is not named here does; a test walks all routes. */
const PUBLIC_PORTAL = [
  '/portal/login',
  '/portal/login/passkey',
  '/portal/logout',
  '/portal/shop/register',
  '/portal/verify',
  '/portal/reset',
  '/portal/new-address',
  '/portal/join-practice',
  '/portal/setup',
  '/portal/privacy',
  '/portal/terms',
  '/portal/imprint',
  // The address is the authority.
  '/portal/feed/[secret].ics',
  '/portal/help',
  '/portal/contact',
  '/portal/accessibility',
];

/** `route`: the pattern; null: no such route, answered with "not found" for everybody. */
export function isPublic(route: string | null): boolean {
  if (route === null || !(route === '/portal' || route.startsWith('/portal/'))) return true;
  return PUBLIC_PORTAL.includes(route);
}
