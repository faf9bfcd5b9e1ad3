/** What is different when others are served: nothing of the workshop is there, and browsers are told to come by TLS only. */
import { mkdtempSync, rmSync } from 'node:fs';
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
/** As the TLS proxy asks. */
function ask(port: number, path: string, host = 'portal.example'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers: { host, accept: 'text/html' } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .once('error', reject)
      .end();
  });
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
  };
  const portal = await startPortal({ env });
  try {
    const page = await ask(portal.port, '/portal/login');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
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
