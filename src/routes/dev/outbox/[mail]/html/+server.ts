import { mailOfPage } from '../../outbox.server.ts';
import type { RequestHandler } from './$types';

/** As a mail program shows it: nothing runs, nothing is fetched, no origin; a click opens a page of its own. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
].join('; ');

export const GET: RequestHandler = async ({ locals, params }) => {
  const { html } = await mailOfPage(locals.ports, params.mail);
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY } });
};
