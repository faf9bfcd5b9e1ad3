/** What every answer carries, over all routes there are; and that no page asks anybody else for anything. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startPortal, type Portal } from './portal.ts';
import { openPerson, planEvent, signIn, type Person } from './people.ts';
import { query } from './database.ts';

const ROUTES = join(import.meta.dirname, '../src/routes');

let portal: Portal;
let provider: Person;
let paths: readonly string[];
/** The pattern of each path. */
const routes = new Map<string, string>();

test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
  provider = await openPerson();
  await signIn(provider.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
  const event = await planEvent(provider.page, portal.url, { title: 'Termin', email: 'c@mail.example', label: 'C.' });
  const [invitation] = await query(portal, 'select id from invitation where event_id = $1', [event]);
  const [account] = await query(portal, 'select owner_id as id from event where id = $1', [event]);
  const [mail = ''] = (await (await fetch(`${portal.url}/dev/outbox`)).text()).match(/\/dev\/outbox\/([\w.-]+)/g) ?? [];
  const values: Readonly<Record<string, string>> = {
    '[id]': event,
    '[invitation]': String(invitation?.['id']),
    '[mail]': mail.replace('/dev/outbox/', ''),
    '[account]': String(account?.['id']),
    '[secret]': 'not-a-secret',
    '[topic]': 'take-part',
    '[kind]': 'agreement',
    '[version]': '1',
    '[file]': 'de.txt',
  };
  for (const file of globSync('**/+{page.svelte,server.ts}', { cwd: ROUTES })) {
    const route = `/${file.replaceAll('\\', '/').replace(/\/?\+[^/]*$/, '')}`;
    routes.set(
      route.replaceAll(/\[\w+\]/g, (name) => values[name] ?? name),
      route,
    );
  }
  paths = [...routes.keys()];
});
test.afterAll(async () => {
  await provider.close();
  await portal.stop();
});

/** All routes, signed in; a path that no route knows; the health answers; a file of the build. */
function everywhere(): readonly string[] {
  return [...paths, '/no-such-page', '/portal/no-such-page', '/healthz', '/readyz', '/favicon.svg', '/j/look'];
}

test('there are routes to look at, and each placeholder was filled', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => path.includes('['))).toEqual([]);
});

test('M1.5 every answer of every route carries the security headers', async () => {
  for (const path of everywhere()) {
    for (const method of ['get', 'post'] as const) {
      const answer = await provider.page.request[method](`${portal.url}${path}`, { maxRedirects: 0, ...(method === 'post' ? { data: {} } : {}) });
      const headers = answer.headers();
      const where = `${method} ${path} ${answer.status()}`;
      expect(answer.status(), where).toBeLessThan(500);
      expect(headers['content-security-policy'], where).toMatch(/default-src 'none'/);
      expect(headers['content-security-policy'], where).toMatch(/frame-ancestors '(none|self)'/);
      // A mail's own styles, in a sandbox without script; in production there is no such page.
      if (path.endsWith('/html') && answer.ok()) expect(headers['content-security-policy'], where).toContain('sandbox');
      else expect(headers['content-security-policy'], where).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
      expect(headers['cross-origin-opener-policy'], where).toBe('same-origin');
      expect(headers['permissions-policy'], where).toContain('camera=(self)');
      expect(headers['permissions-policy'], where).toContain('geolocation=()');
      expect(headers['referrer-policy'], where).toBe('same-origin');
      expect(headers['x-content-type-options'], where).toBe('nosniff');
      expect(headers['strict-transport-security'], where).toBeUndefined();
      for (const { value } of answer.headersArray().filter((header) => header.name.toLowerCase() === 'set-cookie')) {
        expect(value, where).toMatch(/^APPSESSION=/);
        expect(value, where).toMatch(/HttpOnly/i);
        expect(value, where).not.toMatch(/expires=(?!Thu, 01 Jan 1970)|max-age=(?!0)/i);
      }
    }
  }
});

test('the language form leads back to the page it stands on, and nowhere else', async () => {
  const asks = (referer: string) =>
    fetch(`${portal.url}/language`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: portal.url, referer },
      body: new URLSearchParams({ language: 'fr' }),
    });
  for (const [referer, to] of [
    [`${portal.url}/portal/terms`, '/portal/terms'],
    [`${portal.url}//other.example/x`, '/'],
    ['https://other.example/portal/terms', '/'],
    ['nonsense', '/'],
  ] as const) {
    const answer = await asks(referer);
    expect({ referer, status: answer.status, to: answer.headers.get('location') }).toEqual({ referer, status: 303, to });
  }
});

test('M1.5 every page has a nonce of its own and Trusted Types, and names no other host', async () => {
  const nonces = new Set<string>();
  let pages = 0;
  for (const path of paths) {
    const answer = await provider.page.request.get(`${portal.url}${path}`, { headers: { accept: 'text/html' }, maxRedirects: 0 });
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html') || answer.status() >= 300 || path.endsWith('/html')) continue;
    pages++;
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("require-trusted-types-for 'script'");
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce.length, path).toBeGreaterThan(15);
    nonces.add(nonce);
    const html = await answer.text();
    expect(html, path).toContain(`nonce="${nonce}"`);
    expect(foreign(html), path).toEqual([]);
    expect(html, path).toMatch(/<html lang="(de|en|fr)"/);
  }
  expect(pages).toBeGreaterThan(15);
  expect(nonces.size).toBe(pages);
});

test('the search for other hosts finds a planted one', () => {
  expect(foreign('<link rel="stylesheet" href="https://fonts.example/x.css"><img src="//cdn.example/a.png">')).toHaveLength(2);
});

/** Whatever a page loads by itself from elsewhere. */
function foreign(html: string): readonly string[] {
  return [...html.matchAll(/<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href|srcset)="(?:https?:)?\/\/[^"]*"/g)].map(([tag]) => tag);
}

test('M1.5 no page asks another host for anything, and none complains', async () => {
  const elsewhere: string[] = [];
  provider.page.on('request', (request) => {
    if (!request.url().startsWith(portal.url) && !/^(data|blob|about):/.test(request.url())) elsewhere.push(request.url());
  });
  for (const path of paths) {
    if (
      /\/(html|look|notice|reply|enter|ticket|extend|language|passkey|csv)$/.test(path) ||
      path.startsWith('/portal/photo/') ||
      (path.startsWith('/dev/') && path.endsWith('/calendar')) ||
      path.startsWith('/portal/feed/') ||
      path.endsWith('.txt') ||
      path === '/portal/waiting' ||
      path === '/portal/logout'
    )
      continue;
    await provider.page.goto(`${portal.url}${path}`);
  }
  expect(elsewhere).toEqual([]);
  expect(provider.complaints).toEqual([]);
});

test('M1.5 only what is public opens without signing in; the rest leads to the sign-in', async () => {
  const closed: string[] = [];
  for (const path of paths.filter((each) => each.startsWith('/portal'))) {
    const answer = await fetch(`${portal.url}${path}`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (answer.status === 303) {
      expect(answer.headers.get('location'), path).toMatch(/^\/portal\/login/);
      closed.push(path);
    } else if (answer.status !== 405) {
      expect(readFileSync(join(ROUTES, '../server/public-routes.ts'), 'utf8'), path).toContain(`'${routes.get(path)}'`);
    }
  }
  expect(closed.length).toBeGreaterThan(6);
});

test('a post from elsewhere is refused before anything is read', async () => {
  for (const origin of ['https://elsewhere.example', 'null', undefined]) {
    const answer = await fetch(`${portal.url}/j/look`, { method: 'POST', body: '{"code":"AAAAAAAAA"}', headers: origin === undefined ? {} : { origin } });
    expect(answer.status).toBe(403);
  }
});

test('M1.4 a form of more than half a megabyte is refused before it is read', async () => {
  const post = (bytes: number) =>
    fetch(`${portal.url}/portal/login?/enter`, {
      method: 'POST',
      headers: { origin: portal.url, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: `email=a%40mail.example&password=${'x'.repeat(bytes)}`,
    });
  expect((await post(600 * 1024)).status).toBe(413);
  expect((await post(100)).status).not.toBe(413);
});
