import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { REGISTER } from '../src/privacy/register.ts';
import { openPerson, planEvent, signIn } from './people.ts';
import { freePort, runPortal, startPortal } from './portal.ts';

interface Process {
  readonly pid: string;
  readonly parent: string;
  /** Clock ticks since the machine started: a number that was given to another process later is not the same process. */
  readonly startedAt: string;
}

function running(): Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      // The name in parentheses may hold anything, a parenthesis too.
      const [state, parent = '', ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return state === 'Z' ? [] : [{ pid, parent, startedAt: rest[17] ?? '' }];
    } catch {
      return [];
    }
  });
}

/** The process and everything it started, as long as it lives. */
function familyOf(pid: number): Process[] {
  const all = running();
  const family = all.filter((each) => each.pid === String(pid));
  for (const each of family) family.push(...all.filter((other) => other.parent === each.pid));
  return family;
}

function survivors(family: readonly Process[]): Process[] {
  const now = new Set(running().map((each) => `${each.pid} ${each.startedAt}`));
  return family.filter((each) => now.has(`${each.pid} ${each.startedAt}`));
}

test('it answers, ends by SIGTERM with code 0, and leaves no process', async () => {
  const portal = await startPortal();
  expect(portal.output()).toMatch(/^ready: http:\/\/localhost:\d+/m);
  expect(portal.setUpLink).toMatch(/^http:\/\/localhost/);
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
  const family = familyOf(portal.pid);
  expect(family.length).toBeGreaterThan(2);
  expect(survivors(family)).toEqual(family);
  expect(await portal.stop()).toBe(0);
  expect(survivors(family)).toEqual([]);
});

test('it ends at once also while pages are connected', async () => {
  const portal = await startPortal({ demo: true });
  const person = await openPerson();
  await signIn(person.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
  await expect(person.page.locator('section.strip[data-state=watching]')).toBeVisible();
  const began = performance.now();
  expect(await portal.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(5_000);
  await expect(person.page.locator('section.strip[data-state=lost]')).toBeVisible();
  await person.close();
});

test('M1.1 the data folder holds nothing that the register does not name', async () => {
  const places = Object.values(REGISTER).flatMap(({ where }) => [...where]);
  const named = places.flatMap((place) => (place.kind === 'file' && place.mode !== 'production' ? [place.path] : []));
  const portal = await startPortal({ demo: true });
  const person = await openPerson();
  try {
    await signIn(person.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    await planEvent(person.page, portal.url, { title: 'Termin', email: 'c@mail.example', label: 'C.' });
    await portal.outbox.newestTo('c@mail.example');
    expect(named).toEqual(expect.arrayContaining(readdirSync(portal.dataDir)));
    expect(readdirSync(portal.dataDir)).toEqual(expect.arrayContaining(['keyring.json', 'outbox', 'postgres']));
  } finally {
    await person.close();
    await portal.stop();
  }
});

test('after kill -9 no process is left, and the next start in the same folder is ready in under three seconds', async () => {
  const first = await startPortal();
  const family = familyOf(first.pid);
  expect(family.length).toBeGreaterThan(2);
  await first.kill9();
  const began = performance.now();
  const second = await startPortal({ dataDir: first.dataDir, port: first.port });
  expect(performance.now() - began).toBeLessThan(3000);
  await expect.poll(() => survivors(family)).toEqual([]);
  await second.stop();
});

test('production refuses to start without its secrets and over plain http, in sentences', async () => {
  const port = String(await freePort());
  const bare = await runPortal({ INCAMERA_MODE: 'production', PORT: port });
  expect(bare.code).not.toBe(0);
  for (const name of ['PUBLIC_URL', 'TRUSTED_PROXIES', 'KEYRING_FILE', 'SMTP_URL', 'MAIL_FROM'])
    expect(bare.output).toMatch(new RegExp(`^${name} is missing: .+\\.$`, 'm'));
  const plain = await runPortal({ INCAMERA_MODE: 'production', PORT: port, PUBLIC_URL: 'http://portal.example' });
  expect(plain.output).toMatch(/^PUBLIC_URL must begin with https:/m);
  expect(plain.output).not.toMatch(/\n\s+at /);
});
