/** Only the landing page and the public texts are for search engines. */
const RULES = [
  'User-agent: *',
  'Disallow: /j',
  'Disallow: /portal/',
  'Allow: /portal/privacy',
  'Allow: /portal/terms',
  'Allow: /portal/imprint',
  'Allow: /portal/help',
  '',
].join('\n');

export const GET = () => new Response(RULES, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
