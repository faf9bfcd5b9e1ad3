/** Whatever is posted to whatever address: an honest answer, never a fault of the portal. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { heldBytes, INSPECTED, type HeldBytes } from './inspector.ts';
import { openPerson, orderForm, planEvent, signIn } from './people.ts';
import { startPortal } from './portal.ts';

const ROUTES = join(import.meta.dirname, '../src/routes');
const POSTS = 24_000;
const AT_ONCE = 8;
/** From the first on every route has been loaded and compiled. The last look is at the end. */
const LOOKS: readonly number[] = [POSTS * 0.2, POSTS * 0.6];
/** The address ring keeps each request for its hour, in about two hundred bytes: nine thousand of them since the last look before the end. */
const MOST_HEAP_BYTES = 3 << 20;
/** Beside it what the allocator and V8 have not given back of the last posts. */
const MOST_RESIDENT_BYTES = 24 << 20;
/** Each that once failed stays here, by what it found. */
const SEEDS: readonly (readonly [name: string, seed: number])[] = [['the present one', 20_261_124]];

/** Every address that takes a post: pages with their named actions, and what answers by itself. */
function targets(event: string): readonly string[] {
  const files = globSync('**/+{page.server,server}.ts', { cwd: ROUTES });
  return files.flatMap((file) => {
    const text = readFileSync(join(ROUTES, file), 'utf8');
    const path = `/${file.replaceAll('\\', '/').replace(/\/?\+[^/]*$/, '')}`.replaceAll(/\[\w+\]/g, event);
    if (file.endsWith('+server.ts')) return /export const POST/.test(text) ? [path] : [];
    const actions = text.slice(text.indexOf('export const actions'));
    if (!text.includes('export const actions')) return [];
    const names = [...actions.matchAll(/^ {2}(\w+): async/gm)].map(([, name = '']) => name);
    return names.map((name) => (name === 'default' ? path : `${path}?/${name}`));
  });
}

const FIELDS = [
  'email',
  'password',
  'title',
  'type',
  'date',
  'time',
  'zone',
  'minutes',
  'size',
  'label',
  'invitationLanguage',
  'despite',
  'token',
  'invitation',
  'held',
].concat('firstName', 'lastName', 'practiceName', 'language', 'operator-name', 'code', 'event', 'events', 'participant', 'receipt', '__proto__', 'constructor');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\0',
    '\u202e',
    '9'.repeat(400),
    '2026-02-30',
    '25:61',
    'Europe/Nowhere',
    '-1',
    '1e9',
    'NaN',
    'null',
    'x'.repeat(5_000),
    '../../etc/passwd',
    "' or 1=1 --",
  ),
  fc.uuid(),
);
const form = fc.array(fc.tuple(fc.constantFrom(...FIELDS), text), { maxLength: 12 }).map((pairs) => ({
  body: new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
  type: 'application/x-www-form-urlencoded',
}));
const json = fc
  .oneof(
    fc.json(),
    fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(text, fc.json(), fc.integer(), fc.constant(null))).map((value) => JSON.stringify(value)),
    text,
  )
  .map((body) => ({
    body,
    type: 'application/json',
  }));
/** Forms that are right but for one field: what is wrong there comes as far as it can. */
const RIGHT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/portal/events/new?/save': {
    type: 'Gespräch',
    title: 'Fast richtig',
    time: '10:00',
    zone: 'Europe/Berlin',
    minutes: '30',
    size: 'group',
    email: '',
    label: '',
  },
  '/portal/shop/register': orderForm(),
};
const nearly = fc
  .record({ path: fc.constantFrom(...Object.keys(RIGHT)), number: fc.integer({ min: 1, max: 3_000 }), wrong: fc.nat(), value: text })
  .map(({ path, number, wrong, value }) => {
    const day = new Date(Date.now() + number * 86_400_000).toISOString().slice(0, 10);
    const fields = Object.entries({ date: day, email: `a${number}@mail.example`, ...RIGHT[path] });
    return { path, fields: fields.map(([name, right], at): [string, string] => [name, at === wrong % fields.length ? value : right]) };
  });
const other = fc.record({
  body: fc.string({ unit: 'binary', maxLength: 300 }),
  type: fc.constantFrom('text/plain', 'multipart/form-data; boundary=x', 'application/x-sveltekit-formdata', 'image/png'),
});

for (const [name, seed] of SEEDS)
  test(`${POSTS} malformed posts, ${name}, to every address that takes one: no fault of the portal, no memory that stays`, async () => {
    test.setTimeout(180_000);
    const portal = await startPortal({ demo: true, env: INSPECTED });
    const person = await openPerson();
    try {
      await signIn(person.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
      const event = await planEvent(person.page, portal.url, { title: 'Steht noch', email: 'c@mail.example', label: 'C.' });
      const cookies = await person.page.context().cookies();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      // Signing out, cancelling and uninviting by chance would end the test's own account and event.
      const addresses = targets(event).filter((path) => !/logout|cancel|remove|publish$/.test(path));
      expect(addresses.length).toBeGreaterThan(15);
      expect(addresses).toEqual(expect.arrayContaining(Object.keys(RIGHT)));
      const post = fc.oneof(
        {
          weight: 15,
          arbitrary: fc.record({ path: fc.constantFrom(...addresses), sent: fc.oneof(form, json, other), signedIn: fc.boolean(), script: fc.boolean() }),
        },
        {
          weight: 1,
          arbitrary: nearly.map(({ path, fields }) => ({
            path,
            sent: { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' },
            signedIn: true,
            script: true,
          })),
        },
      );
      const faults: string[] = [];
      const statuses = new Map<number, number>();
      const cases = fc.sample(post, { numRuns: POSTS, seed });
      const looks: HeldBytes[] = [];
      for (let from = 0; from < cases.length; from += AT_ONCE) {
        if (LOOKS.includes(from)) looks.push(await heldBytes(portal));
        await Promise.all(
          cases.slice(from, from + AT_ONCE).map(async ({ path, sent, signedIn, script }) => {
            const answer = await fetch(`${portal.url}${path}`, {
              method: 'POST',
              body: sent.body,
              redirect: 'manual',
              headers: {
                origin: portal.url,
                'content-type': sent.type,
                accept: script ? 'application/json' : 'text/html',
                ...(script ? { 'x-sveltekit-action': 'true' } : {}),
                ...(signedIn ? { cookie } : {}),
              },
            });
            await answer.arrayBuffer();
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            if (answer.status >= 500) faults.push(`${answer.status} ${path} ${sent.type} ${sent.body.slice(0, 120)}`);
          }),
        );
      }
      expect(faults, `seed ${seed}`).toEqual([]);
      expect(statuses.size).toBeGreaterThan(3);
      const end = await heldBytes(portal);
      const grown = (what: keyof HeldBytes) => end[what] - Math.min(...looks.map((look) => look[what]));
      process.stdout.write(`bad posts: seed ${seed}, ${cases.length} posts, heap ${grown('heap')} B, resident ${grown('resident')} B\n`);
      expect(looks).toHaveLength(LOOKS.length);
      expect(grown('heap'), `seed ${seed}`).toBeLessThan(MOST_HEAP_BYTES);
      expect(grown('resident'), `seed ${seed}`).toBeLessThan(MOST_RESIDENT_BYTES);
      const page = await person.page.request.get(`${portal.url}/portal/events/${event}`);
      expect(page.status()).toBe(200);
      expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    } finally {
      await person.close();
      await portal.stop();
    }
  });
