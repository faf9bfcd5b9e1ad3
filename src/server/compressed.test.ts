import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressed } from './compressed.ts';

const page = () => new Response('<p>Warteraum</p>'.repeat(100), { status: 404, headers: { 'content-type': 'text/html', vary: 'Cookie' } });

test('a page comes smaller to a browser that takes Brotli, with status and headers kept', async () => {
  const answered = await compressed(page(), 'gzip, deflate, br, zstd');
  expect(answered.status).toBe(404);
  expect(answered.headers.get('content-encoding')).toBe('br');
  expect(answered.headers.get('vary')).toBe('Cookie, Accept-Encoding');
  const body = new Uint8Array(await answered.arrayBuffer());
  expect(body.length).toBeLessThan(200);
  expect(brotliDecompressSync(body).toString()).toBe(await page().text());
});

test('others get it as it is, and what is no page stays what it is', async () => {
  expect((await compressed(page(), 'gzip')).headers.has('content-encoding')).toBe(false);
  expect((await compressed(page(), null)).headers.has('content-encoding')).toBe(false);
  expect((await compressed(Response.json({ state: 'open' }), 'br')).headers.has('content-encoding')).toBe(false);
});
