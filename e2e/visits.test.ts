/** The operator looks at how the portal is visited and at what was irregular within the hour, and keeps somebody out. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { openPerson, setUpApp, setUpOperator, type Person } from './people.ts';
import { startPortal, type Portal } from './portal.ts';
import { marksInFiles } from './traces.ts';

const OWN = '198.51.100.7';
const SCANNER = '203.0.113.9';

let portal: Portal;
let operator: Person;
test.beforeAll(async () => {
  // The test stands in the proxy's place, so that people come from addresses of their own.
  portal = await startPortal({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
  operator = await openPerson({ extraHTTPHeaders: { 'x-forwarded-for': OWN } });
  const { page } = operator;
  await setUpOperator(page, portal.setUpLink);
  await setUpApp(page, 'ein langes Passwort 8');
});
test.afterAll(async () => {
  await operator.close();
  await portal.stop();
});

/** As somebody at that address. */
function ask(path: string, address: string): Promise<Response> {
  return fetch(`${portal.url}${path}`, { headers: { 'x-forwarded-for': address }, redirect: 'manual' });
}

test('M1.3 the operator reads plots and tables of pages, browsers and days, light and dark, on a narrow screen, and takes them along as a file', async () => {
  test.setTimeout(90_000);
  const { page } = operator;
  await query(
    portal,
    `insert into access_record (minute, browser, address, route)
     select date_trunc('minute', now()) - (n % 86) * interval '1 day' - (n % 9) * interval '1 hour', (array['Firefox 153', 'Chrome 140', 'Safari 18'])[1 + n % 3],
       '203.0.0.0', (array['/', '/portal', '/portal/events/[id]', '/j'])[1 + n % 4] from generate_series(1, 4000) n`,
  );
  await query(portal, `insert into daily_count select (now() - n * interval '1 day')::date, '/portal', 'Firefox 150', 20 from generate_series(100, 500) n`);
  await page.goto(`${portal.url}/portal/operator`);
  await page.getByRole('link', { name: 'Besuche' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Besuche');
  await accessible(page, 'visits');
  await page.locator('[name=range]').selectOption('counts');
  await page.getByRole('button', { name: 'Anzeigen' }).click();
  await expect(page).toHaveURL(/range=counts/);
  await expect(page.getByRole('img', { name: /Besuche je Monat\. Die meisten: / })).toBeVisible();
  await page.getByText('Als Tabelle').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Besuche je Monat' }).getByRole('row')).toHaveCount(26);
  await accessible(page, 'visits, with the table open');
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, 'visits, narrow and dark');
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Als CSV-Datei speichern' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toMatch(/^\ufeffAuswertung,Was,Anzahl\r\nBesuche gesamt,,\d+\r\n/);
  expect(file).toMatch(/^Seiten,\/portal\/events\/\[id\],1000\r$/m);
  expect(file).not.toContain('203.0');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(operator.complaints).toEqual([]);
});

test('M1.2 M1.4 who tries out names is seen, kept out and let in again; the address is in no file', async () => {
  test.setTimeout(90_000);
  const { page } = operator;
  for (let time = 0; time < 30; time++) expect((await ask(`/wp-login-${String(time)}.php`, SCANNER)).status).toBe(404);
  const shown = await page.goto(`${portal.url}/portal/operator/irregular`);
  expect(shown?.headers()['cache-control']).toBe('no-store');
  await expect(page.getByText(SCANNER)).toBeVisible();
  await accessible(page, 'irregular');
  await page.getByRole('button', { name: `Sperren: ${SCANNER}`, exact: true }).click();
  await expect(page.getByText('Die Sperre endet eine Stunde nach der letzten Anfrage')).toBeVisible();
  await expect(page.locator('[data-said=done]')).toBeFocused();
  for (const path of ['/', '/portal/login', '/favicon.svg']) {
    const answer = await ask(path, SCANNER);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('rufen Sie bitte Ihre Praxis an');
  }
  expect((await ask('/', '203.0.113.10')).status).toBe(200);
  expect((await ask('/healthz', SCANNER)).status).toBe(200);

  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, 'irregular, narrow and dark');
  await page.getByRole('button', { name: 'Netz 203.0.0.0 sperren' }).click();
  await expect(page.getByRole('dialog')).toContainText('Das ganze Netz 203.0.0.0 sperren?');
  await accessible(page, 'the question before a network is blocked');
  await page.getByRole('button', { name: 'Netz sperren', exact: true }).click();
  await expect(page.getByText('Das Netz ist gesperrt.')).toBeVisible();
  expect((await ask('/', '203.0.200.1')).status).toBe(403);
  expect((await ask('/', '203.1.200.1')).status).toBe(200);
  await page.getByRole('button', { name: 'Freigeben: 203.0.0.0', exact: true }).click();
  await expect(page.getByText('Das Netz ist freigegeben.')).toBeVisible();
  await page.getByRole('button', { name: `Freigeben: ${SCANNER}`, exact: true }).click();
  await expect(page.getByText('Freigegeben.', { exact: true })).toBeVisible();
  expect((await ask('/', SCANNER)).status).toBe(200);

  await query(portal, 'checkpoint');
  const mark = { address: SCANNER };
  expect(marksInFiles(portal.dataDir, mark)).toEqual([]);
  expect(portal.output()).not.toContain(SCANNER);
  // The search would have found it.
  await query(portal, `insert into daily_count values ('2026-01-01', $1, 'other', 1)`, [SCANNER]);
  await query(portal, 'checkpoint');
  expect(marksInFiles(portal.dataDir, mark).length).toBeGreaterThan(0);
  expect(operator.complaints).toEqual([]);
});

test('M1.4 nobody but the operator sees either page', async () => {
  for (const path of ['/portal/operator/visits', '/portal/operator/irregular', '/portal/operator/visits/csv?range=week']) {
    const answer = await ask(path, '192.0.2.3');
    expect([path, answer.status, answer.headers.get('location')?.startsWith('/portal/login')]).toEqual([path, 303, true]);
  }
});
