/** Delegates only: who is asking, in which language, may they come here at all. What they may do is decided by the deeds. */
import { randomBytes } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { requestFacts } from './server/request-facts.ts';
import { factorDuty } from './server/use/factor-duty.ts';
import { COOKIE, openSession } from './server/use/session.ts';
import type { Language, Ports } from './server/use/ports.ts';
import { compressed } from './server/compressed.ts';
import { isOpenWithoutConsent, isPublic } from './server/public-routes.ts';
import { acceptanceDuty } from './server/use/accept.ts';

/** Where a page that brings its own script wants the nonce of this answer. */
const NONCE_PLACE = '%incamera.nonce%';
const GUEST_PAGE = '/j';
const PHOTO_PAGE = '/portal/account/photo';
/** Many times what the longest form of ours has. */
const MAX_FORM_BYTES = 512 * 1024;
/** All that is open to who must set a second factor up first. */
const SECOND_FACTOR = '/portal/account/second-factor';
/** CSP 3, 2.3.1: at least 128 bits. */
const NONCE_BYTES = 16;
const LANGUAGES = ['de', 'en', 'fr'] as const satisfies readonly Language[];

function portsOfThisProcess(): Ports {
  const ports: unknown = Reflect.get(globalThis, Symbol.for('incamera.ports'));
  if (typeof ports !== 'object' || ports === null) throw new Error('The web role was loaded without its ports; start the portal with "npm start".');
  return ports as Ports;
}

/** What the browser prefers among the languages there are; null: none of them. */
function preferred(header: string | null): Language | null {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const wish of wishes) for (const language of LANGUAGES) if (wish.language === language) return language;
  return null;
}

/** A form or a JSON post from elsewhere is refused before anything is read: SameSite=Lax alone lets sibling subdomains in. */
function comesFromElsewhere(event: RequestEvent, ports: Ports): boolean {
  if (event.request.method === 'GET' || event.request.method === 'HEAD') return false;
  return event.request.headers.get('origin') !== ports.settings.publicUrl.origin;
}

/** Only a photo may be large, and only who is signed in sends one; everything else is refused before it is read. Browsers say how long a form is. */
function isTooLarge({ request, route }: RequestEvent): boolean {
  if (route.id === PHOTO_PAGE || request.body === null) return false;
  const length = request.headers.get('content-length');
  return length === null || Number(length) > MAX_FORM_BYTES;
}

/** A page is led to where it goes on; a script or a form learns by the status that it was not done. */
function turnAway(event: RequestEvent, status: 401 | 403, to: string): Response {
  if (event.request.method !== 'GET' || event.request.headers.get('accept')?.includes('application/json')) return new Response(null, { status });
  redirect(303, to);
}

export const handle: Handle = async ({ event, resolve }) => {
  const ports = portsOfThisProcess();
  const facts = event.platform && requestFacts(event.platform.req);
  if (facts) facts.route = event.route.id ?? '[unknown]';
  event.locals.ports = ports;
  event.locals.address = facts?.address ?? '';
  if (comesFromElsewhere(event, ports)) return new Response('Forbidden', { status: 403 });
  if (isTooLarge(event)) return new Response(null, { status: 413 });

  const session = await openSession(ports, event.cookies.get(COOKIE), facts?.browser ?? null);
  event.locals.session = session;
  event.locals.language =
    session?.language ?? session?.account?.language ?? preferred(event.request.headers.get('accept-language')) ?? ports.settings.defaultLanguage;

  if (!isPublic(event.route.id) && !session?.account) {
    return turnAway(event, 401, `/portal/login?next=${encodeURIComponent(event.url.pathname)}`);
  }

  const duty = isPublic(event.route.id) ? { kind: 'none' as const } : await factorDuty(ports, session);
  event.locals.secondFactorDue = duty.kind === 'due' ? duty.at : null;
  if (duty.kind === 'now' && !event.route.id?.startsWith(SECOND_FACTOR)) {
    return turnAway(event, 403, SECOND_FACTOR);
  }

  if (duty.kind !== 'now' && !isOpenWithoutConsent(event.route.id) && (await acceptanceDuty(ports, session)).length > 0) {
    return turnAway(event, 403, `/portal/accept?next=${encodeURIComponent(event.url.pathname)}`);
  }

  // The guest's page brings its own script, of which the framework, that gives its own a nonce, knows nothing.
  const nonce = event.route.id === GUEST_PAGE ? randomBytes(NONCE_BYTES).toString('base64') : null;
  const response = await resolve(event, {
    transformPageChunk({ html }) {
      const told = html.replace('%incamera.language%', event.locals.language);
      return nonce === null ? told : told.replaceAll(NONCE_PLACE, nonce);
    },
  });
  const policy = response.headers.get('content-security-policy');
  if (nonce !== null && policy !== null) response.headers.set('content-security-policy', policy.replace(/(script|style)-src /g, `$1-src 'nonce-${nonce}' `));
  // Pages carry what only this person may see; the back button asks again.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  response.headers.append('vary', 'Cookie, Accept-Language');
  const isAnybodys = isPublic(event.route.id) && !session?.account;
  return isAnybodys ? compressed(response, event.request.headers.get('accept-encoding')) : response;
};

export const handleError: HandleServerError = ({ event, kind, error }) => {
  const facts = event.platform && requestFacts(event.platform.req);
  if (kind === 'unknown') facts?.failed(error instanceof Error ? error : new Error('not an Error'));
};
