/**
 * Pictures of the screens into `gallery/`, for eyes: each language, light and dark, narrow and wide, so that every pair of these is seen of every screen.
 * `npm run gallery -- order` takes only those whose name begins so.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '../e2e/browsers.ts';
import { query } from '../e2e/database.ts';
import {
  act,
  admitFirst,
  inCall,
  invitationTo,
  linkIn,
  openRoom,
  OPERATOR,
  planEvent,
  setUpApp,
  setUpOperator,
  signIn,
  throughTheDoor,
  type Language,
} from '../e2e/people.ts';
import { startPortal, type Portal } from '../e2e/portal.ts';
import { SCREENS, type Role } from './gallery-screens.ts';

const FOLDER = join(import.meta.dirname, '../gallery');
const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 320, height: 640 } } as const;
const LOCALES = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' } as const;
type Look = readonly [language: Language, scheme: 'light' | 'dark', size: keyof typeof SIZES];
/** All pairs of two of the three: six pictures instead of twelve. */
const LOOKS: readonly Look[] = [
  ['de', 'light', 'wide'],
  ['de', 'dark', 'narrow'],
  ['en', 'light', 'narrow'],
  ['en', 'dark', 'wide'],
  ['fr', 'light', 'narrow'],
  ['fr', 'dark', 'wide'],
];
/** A picture that needs longer is not taken, and said so. */
const STEP_LIMIT_MS = 8_000;
/** Of a call: both sides at once, so they are no lines of the list. */
const CALL = ['call-host', 'call-guest'];

type Cookies = Readonly<Partial<Record<Role, string>>>;
const wished = process.argv[2] ?? '';
const screens = SCREENS.filter(({ name }) => name.startsWith(wished));
const names = [...screens.map(({ name }) => name), ...CALL.filter((name) => name.startsWith(wished))];

if (wished === '') rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const portal = await startPortal({ demo: true });
const browser = await launchChromium();
let missed = 0;
try {
  const cookies = await signInAll(browser, portal);
  const owner = await openLook(['de', 'light', 'wide'], cookies.owner);
  const event = await planEvent(owner, portal.url, { title: 'Gespräch', email: 'gast@mail.example', label: 'Frau G.', size: 'group', minutes: 180 });
  const link = linkIn(await invitationTo(portal.outbox, 'gast@mail.example'));
  await owner.context().close();
  for (const language of ['de', 'en', 'fr'] as const) {
    await setLanguages(cookies, language);
    await Promise.all(LOOKS.filter((look) => look[0] === language).map((look) => keepAll(look, cookies, event, link)));
  }
} finally {
  await browser.close();
  await portal.stop();
}
writeFileSync(join(FOLDER, 'index.html'), index());
process.stdout.write(`${names.length * LOOKS.length} pictures, ${missed} with a fault: ${join(FOLDER, 'index.html')}\n`);
if (missed > 0) process.exitCode = 1;

async function keepAll(look: Look, cookies: Cookies, event: string, link: string): Promise<void> {
  for (const { name, role, path, steps } of screens) {
    const page = await openLook(look, cookies[role]);
    await page.goto(role === 'guest' ? link : `${portal.url}${path}`);
    await (steps?.(page) ?? Promise.resolve()).catch((error: unknown) => miss(name, look, error));
    await keep(page, name, look);
    await page.context().close();
  }
  if (CALL.some((name) => name.startsWith(wished))) await keepCall(event, link, look, cookies.owner);
}

/** Said at once: the whole takes minutes. */
function miss(name: string, look: Look, why: unknown): void {
  missed += 1;
  process.stderr.write(`${name}, ${look.join(', ')}: ${why instanceof Error ? why.message.split('\n').slice(0, 4).join(' ') : String(why)}\n`);
}

async function openLook([language, colorScheme, size]: Look, cookie?: string): Promise<Page> {
  const options = { locale: LOCALES[language], timezoneId: 'Europe/Berlin', colorScheme, viewport: SIZES[size], reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...options, permissions: ['camera', 'microphone'] });
  if (cookie !== undefined) await context.addCookies([{ name: 'APPSESSION', value: cookie, url: portal.url }]);
  context.setDefaultTimeout(STEP_LIMIT_MS);
  return context.newPage();
}

async function signInAll(browser: Browser, { url, demo, setUpLink }: Portal): Promise<Cookies> {
  const cookieIn = async (page: Page): Promise<string> => (await page.context().cookies()).find(({ name }) => name === 'APPSESSION')?.value ?? '';
  const cookies: Partial<Record<Role, string>> = {};
  for (const { role, ...login } of demo) {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, url, login);
    cookies[role as Role] = await cookieIn(page);
    await page.context().close();
  }
  const page = await (await browser.newContext()).newPage();
  await setUpOperator(page, setUpLink);
  await setUpApp(page, OPERATOR.password);
  cookies.operator = await cookieIn(page);
  await page.context().close();
  // Without this nobody can order for money.
  await query(
    portal,
    `insert into operator_setting (name, value) values ('creditor-id', 'DE98ZZZ09999999999') on conflict (name) do update set value = excluded.value`,
  );
  // A client's wish, for the operator's desk.
  const client = await openLook(LOOKS[0] ?? ['de', 'light', 'wide'], cookies.client);
  await act(client, `${url}/portal/account/requests`, { kind: 'correct', datum: 'name', text: 'Mein Nachname ist seit der Heirat Vogt-Becker.' });
  await client.context().close();
  return cookies;
}

/** The session's own language goes before the account's and the browser's. */
async function setLanguages(cookies: Cookies, language: Language): Promise<void> {
  for (const cookie of Object.values(cookies))
    await fetch(`${portal.url}/language`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: portal.url, cookie: `APPSESSION=${cookie}` },
      body: new URLSearchParams({ language }),
    });
}

async function keep(page: Page, name: string, look: Look): Promise<void> {
  await page.screenshot({ path: join(FOLDER, fileOf(name, look)), fullPage: true });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) miss(name, look, `is ${over} px wider than the window`);
}

/** A consultation from both sides. */
async function keepCall(event: string, link: string, look: Look, cookie?: string): Promise<void> {
  const [host, guest] = await Promise.all([openLook(look, cookie), openLook(look)]);
  try {
    await openRoom(host, portal.url, event);
    await guest.goto(link);
    await throughTheDoor(guest, 'Mara');
    await admitFirst(host);
    await Promise.all([inCall(host), inCall(guest)]);
    await Promise.all([keep(host, 'call-host', look), keep(guest, 'call-guest', look)]);
  } catch (error) {
    miss('call', look, error);
  }
  await Promise.all([host.context().close(), guest.context().close()]);
}

function fileOf(name: string, look: Look): string {
  return `${[name, ...look].join('-')}.png`;
}

function index(): string {
  const picture = (name: string, look: Look): string =>
    `<a href="${fileOf(name, look)}"><figure><img src="${fileOf(name, look)}" alt="" loading="lazy"><figcaption>${look.join(', ')}</figcaption></figure></a>`;
  const parts = names.map((name) => `<h2 id="${name}">${name}</h2><p>${LOOKS.map((look) => picture(name, look)).join('')}</p>`);
  const style = 'body{font:16px system-ui;margin:2rem}p{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{height:24rem;border:1px solid #8888}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>${style}</style><h1>Gallery</h1>${parts.join('')}</html>\n`;
}
