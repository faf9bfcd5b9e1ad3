/** The operator publishes a new version of a text; whom it concerns is asked at the next sign-in; the versions before stay as they were. */
import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { openPerson, setUpApp, setUpOperator, type Person } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
let operator: Person;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
  operator = await openPerson();
  await setUp(operator.page);
});
test.afterAll(async () => {
  await operator.close();
  await portal.stop();
});

const PASSWORD = 'ein langes Passwort 8';
const demo = (role: string) => portal.demo.find((each) => each.role === role) ?? { email: '', password: '' };

async function setUp(page: Page): Promise<void> {
  await setUpOperator(page, portal.setUpLink, { 'operator-name': 'Betrieb' });
  await setUpApp(page, PASSWORD);
}

/** Wherever signing in leads. */
async function enter(page: Page, login: { readonly email: string; readonly password: string }, next = '/portal'): Promise<void> {
  await page.goto(`${portal.url}/portal/login?next=${encodeURIComponent(next)}`);
  await page.locator('[name=email]').fill(login.email);
  await page.locator('[name=password]').fill(login.password);
  await page.locator('main form button.act').click();
  await page.waitForURL((at) => at.pathname !== '/portal/login');
}

/** From the desk to the published version; looks at each page on the way when `look` is said. */
async function publish(page: Page, kind: string, sentence: string, look?: string): Promise<void> {
  await page.goto(`${portal.url}/portal/operator/texts/${kind}`);
  for (const language of ['de', 'en', 'fr']) {
    const body = page.locator(`[name=body-${language}]`);
    await body.fill(`${await body.inputValue()}\n\n# 99. ${sentence}\n\n<script>document.title = 'broken'</script> & more.`);
    await page.locator(`[name=changed-${language}]`).fill(`${sentence} (${language})`);
  }
  if (look) {
    await page.locator('[name=changed-fr]').fill(' ');
    await page.locator('main form button.act').click();
    await expect(page.getByText('Bitte ausfüllen.')).toBeVisible();
    await expect(page.locator('[name=changed-fr]')).toBeFocused();
    await expect(page.locator('[name=body-en]')).toHaveValue(new RegExp(sentence));
    await accessible(page, `${look}: writing, with a fault`);
    await page.locator('[name=changed-fr]').fill(`${sentence} (fr)`);
  }
  await page.locator('main form button.act').first().click();
  await page.waitForURL(/preview$/);
  await expect(page.getByRole('heading', { name: `99. ${sentence}` })).toHaveCount(3);
  if (look) await accessible(page, `${look}: preview`);
  await page.locator('main form button.act').dblclick();
  await page.waitForURL(/texts\?published=/);
  await expect(page.locator('main [data-said=done]')).toContainText('ist veröffentlicht.');
}

async function file(path: string): Promise<{ readonly bytes: Buffer; readonly headers: Headers; readonly status: number }> {
  const answer = await fetch(`${portal.url}${path}`);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers, status: answer.status };
}
const FILES = ['de', 'en', 'fr'].flatMap((language) => ['txt', 'pdf'].map((ending) => `/portal/terms/terms-practice/1/${language}.${ending}`));

test('M2.5 each version can be read and downloaded, as the text whose checksum is shown and as a PDF', async () => {
  const reader = await openPerson({ viewport: { width: 320, height: 700 }, language: 'fr' });
  const { page } = reader;
  try {
    await page.goto(`${portal.url}/portal/terms`);
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4);
    await accessible(page, 'terms, 320 px');
    await page.getByRole('link', { name: 'Version 1 du' }).nth(1).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conditions d’utilisation pour les cabinets');
    await accessible(page, 'one version');
    await page.emulateMedia({ colorScheme: 'dark' });
    await accessible(page, 'one version, dark');
    const text = await file('/portal/terms/terms-practice/1/fr.txt');
    expect(text.headers.get('content-disposition')).toBe('attachment; filename="incamera-terms-practice-1-fr.txt"');
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    await expect(page.locator('main code')).toHaveText(createHash('sha256').update(text.bytes).digest('hex'));
    const pdf = await file('/portal/terms/terms-practice/1/fr.pdf');
    expect([pdf.headers.get('content-type'), pdf.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    const known = await fetch(`${portal.url}/portal/terms/terms-practice/1/fr.pdf`, { headers: { 'if-none-match': pdf.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
    for (const path of ['terms-practice/2/fr.txt', 'terms-practice/1/it.txt', 'terms-practice/1/fr.html', 'terms/1/fr.txt', 'terms-practice/01/fr.pdf'])
      expect([path, (await file(`/portal/terms/${path}`)).status]).toEqual([path, 404]);
    const links = await page.locator('main .files a').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    expect(links).toEqual(['/portal/terms/terms-practice/1/fr.pdf', '/portal/terms/terms-practice/1/fr.txt']);
    expect(reader.complaints).toEqual([]);
  } finally {
    await reader.close();
  }
});

test('M2.5 a new version is written, looked at and published once; a provider is asked at the next sign-in and accepts, and version 1 stays byte for byte', async () => {
  test.setTimeout(180_000);
  const before = await Promise.all(FILES.map(file));
  const { page } = operator;
  await page.goto(`${portal.url}/portal/operator/texts`);
  await accessible(page, 'desk');
  await page.emulateMedia({ colorScheme: 'dark' });
  await publish(page, 'terms-practice', 'Neue Regel', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  const versions = await query(portal, "select version from legal_text where kind = 'terms-practice' and language = 'de' order by version", []);
  expect(versions.map((row) => row['version'])).toEqual([1, 2]);

  const provider = await openPerson({ viewport: { width: 320, height: 700 } });
  const p = provider.page;
  try {
    await enter(p, demo('owner'), '/portal/events');
    await expect(p).toHaveURL(/\/portal\/accept\?next=%2Fportal%2Fevents$/);
    await expect(p.locator('main')).toContainText('Neue Regel (de)');
    await expect(p.getByRole('heading', { name: '99. Neue Regel' })).toBeVisible();
    expect(await p.title()).not.toBe('broken');
    await accessible(p, 'accept, 320 px');
    await p.locator('main form button.act').click();
    await expect(p.getByText('Ohne Ihre Zustimmung geht es nicht weiter.')).toBeVisible();
    await expect(p.locator('[name=terms-practice]')).toBeFocused();
    await p.emulateMedia({ colorScheme: 'dark' });
    await accessible(p, 'accept, with a fault, dark');

    for (const closed of ['/portal', '/portal/events/new', '/portal/account/email', '/portal/practice/members']) {
      await p.goto(`${portal.url}${closed}`);
      await expect(p).toHaveURL(/\/portal\/accept/);
    }
    for (const open of [
      '/portal/practice/export',
      '/portal/practice/contract/end',
      '/portal/account/requests',
      '/portal/terms',
      '/portal/privacy',
      '/portal/contact',
    ]) {
      await p.goto(`${portal.url}${open}`);
      await expect(p).toHaveURL(`${portal.url}${open}`);
    }
    await p.goto(`${portal.url}/portal/accept`);
    await p.getByRole('button', { name: 'Nicht jetzt' }).click();
    await p.waitForURL(/login\?note=signed-out$/);

    await enter(p, demo('owner'), '/portal/events');
    await p.locator('[name=terms-practice]').check();
    await p.locator('main form button.act').click();
    await p.waitForURL(/\/portal\/events$/);
    const rows = await query(
      portal,
      "select language, encode(hash, 'hex') as hash, practice_id from acceptance where kind = 'terms-practice' and version = 2",
      [],
    );
    const { bytes } = await file('/portal/terms/terms-practice/2/de.txt');
    expect(rows).toMatchObject([{ language: 'de', hash: createHash('sha256').update(bytes).digest('hex') }]);
    expect(bytes.toString()).toContain('<script>');

    const after = await Promise.all(FILES.map(file));
    for (const [at, path] of FILES.entries()) expect([path, after[at]?.bytes.equals(before[at]?.bytes ?? Buffer.alloc(0))]).toEqual([path, true]);
    await p.goto(`${portal.url}/portal/terms/terms-practice/1`);
    await expect(p.getByText('Dies ist eine frühere Fassung.')).toBeVisible();
    await p.getByRole('link', { name: 'Zur geltenden Fassung' }).click();
    await expect(p).toHaveURL(/terms-practice\/2$/);
    await accessible(p, 'second version, with what changed');
    expect([...operator.complaints, ...provider.complaints]).toEqual([]);
  } finally {
    await provider.close();
  }
});

test('M2.5 a client is asked too, without script; and a form that shows an older version says so and loses nothing', async () => {
  test.setTimeout(180_000);
  const [client, newcomer] = await Promise.all([openPerson({ javaScriptEnabled: false }), openPerson()]);
  const [c, n] = [client.page, newcomer.page];
  try {
    await n.goto(`${portal.url}/register`);
    for (const [name, value] of Object.entries({ firstName: 'Nele', lastName: 'Neu', email: 'nele@mail.example', password: PASSWORD }))
      await n.locator(`[name=${name}]`).fill(value);
    await n.locator('[name=terms]').check();
    await expect(n.getByRole('link', { name: 'Nutzungsbedingungen lesen (Fassung 1)' })).toHaveAttribute('href', '/portal/terms/terms-client/1');

    await publish(operator.page, 'terms-client', 'Für alle neu');

    await n.locator('main form button.act').click();
    await expect(n.getByText('Inzwischen gibt es eine neue Fassung.')).toBeVisible();
    await expect(n.locator('[name=terms]')).toBeFocused();
    await expect(n.locator('[name=terms]')).not.toBeChecked();
    await expect(n.locator('[name=lastName]')).toHaveValue('Neu');
    await expect(n.getByRole('link', { name: 'Nutzungsbedingungen lesen (Fassung 2)' })).toHaveAttribute('href', '/portal/terms/terms-client/2');
    await accessible(n, 'register, a newer version');
    await n.locator('[name=terms]').check();
    await n.locator('[name=password]').fill(PASSWORD);
    await n.locator('main form button.act').click();
    await expect(n.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihre E-Mails');

    await enter(c, demo('client'));
    await expect(c).toHaveURL(/\/portal\/accept/);
    await expect(c.getByText('Vertrag beenden')).toHaveCount(0);
    await c.locator('main form.texts button.act').click();
    await expect(c.getByText('Ohne Ihre Zustimmung geht es nicht weiter.')).toBeVisible();
    await c.locator('[name=terms-client]').check();
    await c.locator('main form.texts button.act').click();
    await c.waitForURL((at) => at.pathname === '/portal');
    const rows = await query(portal, "select language from acceptance where kind = 'terms-client' and version = 2", []);
    expect(rows).toHaveLength(2);
    expect([...client.complaints, ...newcomer.complaints, ...operator.complaints]).toEqual([]);
  } finally {
    await Promise.all([client.close(), newcomer.close()]);
  }
});
