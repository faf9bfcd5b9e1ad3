import { pictureFor } from '#lib/server/use/photo.ts';
import type { RequestHandler } from './$types';

/** Asked for anew each time, so that a photo that was withdrawn is gone everywhere. The version in the query only parts one picture from the next. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(params.account);
  const size = url.searchParams.get('size') === 'large' ? 'large' : 'small';
  const picture = known ? await pictureFor(locals.ports, locals.session, params.account, size) : null;
  if (picture === null) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/webp', 'cache-control': 'no-store' } });
};
