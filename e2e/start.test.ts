import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { freePort, runPortal, startPortal } from './portal.ts';

/** Processes that work in the data folder or were started by the given process. */
function processesOf(pid: number, dataDir: string): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (stat[0] === 'Z') return false;
      return name === String(pid) || stat[1] === String(pid) || readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(dataDir);
    } catch {
      return false;
    }
  });
}

test('it answers, ends by SIGTERM with code 0, and leaves no process', async () => {
  const portal = await startPortal();
  expect(portal.output()).toMatch(/^ready: http:\/\/localhost:\d+/m);
  expect(portal.setUpLink).toMatch(/^http:\/\/localhost/);
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
  expect(processesOf(portal.pid, portal.dataDir).length).toBeGreaterThan(1);
  expect(await portal.stop()).toBe(0);
  expect(processesOf(portal.pid, portal.dataDir)).toEqual([]);
});

test('after kill -9 no process is left, and the next start in the same folder is ready in under three seconds', async () => {
  const first = await startPortal();
  await first.kill9();
  const began = performance.now();
  const second = await startPortal({ dataDir: first.dataDir, port: first.port });
  expect(performance.now() - began).toBeLessThan(3000);
  expect(processesOf(first.pid, '/nowhere')).toEqual([]);
  await second.stop();
  expect(processesOf(second.pid, second.dataDir)).toEqual([]);
});

test('production refuses to start without its secrets and over plain http, in sentences', async () => {
  const port = String(await freePort());
  const bare = await runPortal({ INCAMERA_MODE: 'production', PORT: port });
  expect(bare.code).not.toBe(0);
  for (const name of ['PUBLIC_URL', 'KEYRING_FILE', 'SMTP_URL', 'MAIL_FROM']) expect(bare.output).toMatch(new RegExp(`^${name} is missing: .+\\.$`, 'm'));
  const plain = await runPortal({ INCAMERA_MODE: 'production', PORT: port, PUBLIC_URL: 'http://portal.example' });
  expect(plain.output).toMatch(/^PUBLIC_URL must begin with https:/m);
  expect(plain.output).not.toMatch(/\n\s+at /);
});
