/** What is different when others are served: nothing of the workshop is there, and browsers are told to come by TLS only. */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadKeyring } from '../src/server/keys/keyring.ts';
import { freePort, runPortal, startPortal } from './portal.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}
/** As the TLS proxy asks. With a form: posts it as the portal's own page does. */
function ask(port: number, path: string, host = 'portal.example', form?: string): Promise<Answer> {
  const posted = { origin: `https://${host}`, 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { host, accept: 'text/html', ...(form === undefined ? {} : posted) };
  return new Promise((resolve, reject) => {
    request({ port, path, method: form === undefined ? 'GET' : 'POST', headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .once('error', reject)
      .end(form);
  });
}

const ROUTES = join(import.meta.dirname, '../src/routes');
/** What each route answers to somebody without a session; placeholders stand for what is not there. */
function everywhere(): readonly string[] {
  const routes = globSync('**/+{page.svelte,server.ts}', { cwd: ROUTES }).map((file) => `/${file.replaceAll('\\', '/').replace(/\/?\+[^/]*$/, '')}`);
  return [...new Set(routes), '/no-such-page', '/healthz', '/readyz', '/favicon.svg'].map((route) => route.replaceAll(/\[\w+\]/g, 'x'));
}

test('M1.5 in production there is no outbox and no demonstration, pages say TLS only, and another host is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incamera-production-'));
  const keyring = join(folder, 'keyring.json');
  loadKeyring(keyring, true);
  const env = {
    INCAMERA_MODE: 'production',
    PUBLIC_URL: 'https://portal.example',
    KEYRING_FILE: keyring,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Portal <portal@portal.example>',
    TRUSTED_PROXIES: '127.0.0.1,::1',
  };
  const portal = await startPortal({ env });
  try {
    const page = await ask(portal.port, '/portal/login');
    expect(page.status).toBe(200);
    expect(everywhere().length).toBeGreaterThan(20);
    for (const path of everywhere()) expect((await ask(portal.port, path)).headers['strict-transport-security'], path).toMatch(/max-age=\d{8}/);
    const spoken = await ask(portal.port, '/language', 'portal.example', 'language=fr');
    expect(spoken.status).toBe(303);
    const cookies = spoken.headers['set-cookie'];
    expect(cookies).toHaveLength(1);
    for (const cookie of cookies ?? []) {
      expect(cookie).toMatch(/^APPSESSION=[\w-]{43};/);
      for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i]) expect(cookie).toMatch(attribute);
      expect(cookie).not.toMatch(/max-age|expires|domain/i);
    }
    for (const path of ['/dev/outbox', '/dev/outbox/x', '/dev/outbox/x/html']) expect((await ask(portal.port, path)).status, path).toBe(404);
    expect((await ask(portal.port, '/portal/login', 'evil.example')).status).toBeGreaterThanOrEqual(400);
    // The set-up link is for the operator's eyes, not for a log.
    expect(portal.output()).not.toMatch(/setup#/);
    expect(portal.output()).toMatch(/set-up link, which works once, is in /);
    expect(portal.output()).not.toMatch(/outbox/);
  } finally {
    await portal.stop();
  }
  const demo = await runPortal({ ...env, PORT: String(await freePort()), DATA_DIR: folder }, ['--demo']);
  expect(demo.code).not.toBe(0);
  expect(demo.output).toMatch(/^--demo: .+\.$/m);
  rmSync(folder, { recursive: true, force: true });
});
