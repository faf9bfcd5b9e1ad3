/** A practice registers: with a mandate and for a trial, by keyboard, going back, reloading, twice at once, and without script. */
import { expect, test, type Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { query } from './database.ts';
import { nextStep, openPerson } from './people.ts';
import { startPortal, type Portal } from './portal.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
  for (const [name, value] of [
    ['operator-name', 'Incamera GmbH'],
    ['creditor-id', 'DE98ZZZ09999999999'],
  ]) {
    await query(portal, 'insert into operator_setting (name, value) values ($1, $2)', [name, value]);
  }
});
test.afterAll(() => portal.stop());

const PASSWORD = 'ein langes Passwort 7';
const PERSON = { firstName: 'Ada', lastName: 'Berg' };
const PRACTICE = { practiceName: 'Praxis Berg', street: 'Seeweg 3', postalCode: '14057', city: 'Berlin', contactTelephone: '030 23125 010' };

async function fill(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await page.locator(`main form input:not([type=hidden])[name=${name}]`).fill(value);
}
async function heading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
}
async function throughPractice(page: Page, plan: string, email: string): Promise<void> {
  await page.goto(`${portal.url}/portal/shop/register`);
  await page.locator(`input[value=${plan}]`).check();
  await nextStep(page, 'Sie selbst');
  await fill(page, { ...PERSON, email });
  await nextStep(page, 'Ihre Praxis');
  await fill(page, PRACTICE);
  await page.locator('select[name=kind]').selectOption('counselling');
}
async function practicesNamed(name: string): Promise<number> {
  return (await query(portal, 'select 1 from practice where name = $1', [name])).length;
}
async function ordered(page: Page, email: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihre E-Mails');
  await expect(page.locator('main')).toContainText(email);
}
const order = (page: Page) => page.locator('main form .go button.act');

test('M2.1 M2.4 a practice orders with a mandate, and its owner sees the contract with the account masked', async () => {
  test.setTimeout(120_000);
  const person = await openPerson({ viewport: { width: 320, height: 720 } });
  const p = person.page;
  try {
    await throughPractice(p, 'solo', 'ada@praxis.example');
    await expect(p.locator('[aria-current=step]')).toContainText('Ihre Praxis');
    await expect(p.locator('input[name=contactName]')).toHaveValue('Ada Berg');
    await accessible(p, 'practice');
    await nextStep(p, 'Bankverbindung');
    await fill(p, { iban: 'DE88 3704 0044 0532 0130 00' });
    await order(p).click();
    await expect(p.getByText('ihre Prüfziffer passt nicht', { exact: false })).toBeVisible();
    await expect(p.locator('input[name=iban]:not([type=hidden])')).toBeFocused();
    await accessible(p, 'bank, with faults');
    await fill(p, { iban: 'DE89 3704 0044 0532 0130 00' });
    await p.locator('input[type=checkbox][name=mandate]').check();
    await nextStep(p, 'Vertrag');
    await accessible(p, 'agreement');
    await order(p).click();
    await expect(p.locator('input[type=checkbox][name=terms]')).toBeFocused();
    for (const box of ['terms', 'agreement']) await p.locator(`input[type=checkbox][name=${box}]`).check();
    await nextStep(p, 'Prüfen und bestellen');
    await expect(p.locator('main')).toContainText('DE89 •••• •••• •••• ••30 00');
    await expect(order(p)).toHaveText('Zahlungspflichtig bestellen');
    await accessible(p, 'review');
    await p.emulateMedia({ colorScheme: 'dark' });
    await accessible(p, 'review, dark');
    // Nothing is stored before the order.
    expect(await practicesNamed(PRACTICE.practiceName)).toBe(0);

    // The browser's way back is one here, and loses nothing.
    await p.goBack();
    await heading(p, 'Vertrag');
    await p.goBack();
    await heading(p, 'Bankverbindung');
    await expect(p.locator('input[name=iban]:not([type=hidden])')).toHaveValue('DE89 3704 0044 0532 0130 00');
    await nextStep(p, 'Vertrag');
    await nextStep(p, 'Prüfen und bestellen');
    await fill(p, { password: PASSWORD });
    await order(p).dblclick();
    await ordered(p, 'ada@praxis.example');
    expect(await practicesNamed(PRACTICE.practiceName)).toBe(1);
    expect(await p.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('incamera.')))).toEqual([]);

    const mail = await portal.outbox.newestTo('ada@praxis.example');
    await p.goto(mail.links.find((link) => link.includes('/portal/verify')) ?? '');
    await p.locator('[name=password]').fill(PASSWORD);
    await p.locator('main form button.act').first().click();
    await p.waitForURL((at) => at.pathname === '/portal');
    await p.goto(`${portal.url}/portal/practice/contract`);
    await expect(p.locator('main')).toContainText('Einzelpraxis');
    await expect(p.locator('main')).toContainText('DE89 •••• •••• •••• ••30 00');
    await accessible(p, 'contract');
    await p.locator('main summary').click();
    await fill(p, { holder: 'Ada Berg', iban: 'FR14 2004 1010 0505 0001 3M02 606', password: 'ein falsches Passwort 8' });
    await p.locator('input[type=checkbox][name=mandate]').check();
    await p.locator('main form button.act').click();
    await expect(p.getByText('Das Passwort stimmt nicht.')).toBeVisible();
    await expect(p.locator('input[name=iban]')).toHaveValue('FR14 2004 1010 0505 0001 3M02 606');
    await fill(p, { password: PASSWORD });
    await p.locator('main form button.act').click();
    await expect(p.getByText('Gespeichert.')).toBeVisible();
    await expect(p.locator('main')).toContainText('FR14');
    await accessible(p, 'contract, changed');
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});

test('M2.1 a reload keeps what was typed but no bank details, and a second tab makes no second practice', async () => {
  test.setTimeout(90_000);
  const person = await openPerson();
  const p = person.page;
  try {
    await throughPractice(p, 'practice', 'bo@praxis.example');
    await fill(p, { practiceName: 'Praxis Bo' });
    await p.reload();
    await heading(p, 'Ihre Praxis');
    await expect(p.locator('input[name=practiceName]')).toHaveValue('Praxis Bo');
    await nextStep(p, 'Bankverbindung');
    await fill(p, { iban: 'DE89370400440532013000' });
    await p.locator('input[type=checkbox][name=mandate]').check();
    await nextStep(p, 'Vertrag');
    expect(await p.evaluate(() => sessionStorage.getItem('incamera.order'))).toContain('Praxis Bo');
    expect(await p.evaluate(() => sessionStorage.getItem('incamera.order'))).not.toContain('DE89370400440532013000');
    await p.reload();
    await heading(p, 'Bankverbindung');
    await expect(p.locator('input[name=iban]:not([type=hidden])')).toHaveValue('');
    // A tab made from this one knows the same; a trial needs no bank.
    for (let tab = 0; tab < 2; tab++) {
      const [q] = await Promise.all([p.waitForEvent('popup'), p.evaluate(() => void window.open('/portal/shop/register'))]);
      await heading(q, 'Bankverbindung');
      await q.goto(`${portal.url}/portal/shop/register`);
      for (const back of ['Ihre Praxis', 'Sie selbst', 'Tarif']) {
        await q.getByRole('button', { name: 'Zurück' }).click();
        await heading(q, back);
      }
      await q.locator('input[value=trial]').check();
      for (const step of ['Sie selbst', 'Ihre Praxis', 'Vertrag']) await nextStep(q, step);
      for (const box of ['terms', 'agreement']) await q.locator(`input[type=checkbox][name=${box}]`).check();
      await nextStep(q, 'Prüfen und bestellen');
      await fill(q, { password: PASSWORD });
      await order(q).click();
      await ordered(q, 'bo@praxis.example');
    }
    expect(await practicesNamed('Praxis Bo')).toBe(1);
    expect(person.complaints).toEqual([]);
  } finally {
    await person.close();
  }
});

test('M2.1 a trial is ordered with the keyboard alone', async () => {
  test.setTimeout(90_000);
  const person = await openPerson();
  const p = person.page;
  const type = async (name: string, value: string): Promise<void> => {
    for (let at = 0; at < 40; at++) {
      if ((await p.evaluate(() => document.activeElement?.getAttribute('name'))) === name) break;
      await p.keyboard.press('Tab');
    }
    await p.keyboard.type(value);
  };
  try {
    await p.goto(`${portal.url}/portal/shop/register`);
    await p.locator('input[value=trial]').focus();
    await p.keyboard.press('Space');
    await p.keyboard.press('Enter');
    await expect(p.getByRole('heading', { level: 2, name: 'Sie selbst' })).toBeFocused();
    for (const [name, value] of Object.entries({ ...PERSON, email: 'key@praxis.example' })) await type(name, value);
    await p.keyboard.press('Enter');
    await expect(p.getByRole('heading', { level: 2, name: 'Ihre Praxis' })).toBeFocused();
    await type('practiceName', 'Praxis Taste');
    await type('kind', 'Berat');
    for (const name of ['street', 'postalCode', 'city', 'contactTelephone'] as const) await type(name, PRACTICE[name]);
    await p.keyboard.press('Enter');
    await expect(p.getByRole('heading', { level: 2, name: 'Vertrag' })).toBeFocused();
    for (const name of ['terms', 'agreement']) await type(name, ' ');
    await p.keyboard.press('Enter');
    await expect(p.getByRole('heading', { level: 2, name: 'Prüfen und bestellen' })).toBeFocused();
    await expect(order(p)).toHaveText('Kostenlos testen');
    await type('password', PASSWORD);
    await p.keyboard.press('Enter');
    await ordered(p, 'key@praxis.example');
    expect(await practicesNamed('Praxis Taste')).toBe(1);
  } finally {
    await person.close();
  }
});

test('M2.1 a trial is ordered without script', async () => {
  const person = await openPerson({ javaScriptEnabled: false });
  const p = person.page;
  const go = async (name: string): Promise<void> => {
    await order(p).click();
    await heading(p, name);
  };
  try {
    await p.goto(`${portal.url}/portal/shop/register`);
    await p.locator('input[value=trial]').check();
    await go('Sie selbst');
    await fill(p, { ...PERSON, email: 'plain@praxis.example' });
    await go('Ihre Praxis');
    await fill(p, { ...PRACTICE, practiceName: 'Praxis Schlicht' });
    await p.locator('select[name=kind]').selectOption('care');
    await go('Vertrag');
    for (const box of ['terms', 'agreement']) await p.locator(`input[type=checkbox][name=${box}]`).check();
    await go('Prüfen und bestellen');
    await p.getByRole('button', { name: 'Ändern: Sie selbst' }).click();
    await heading(p, 'Sie selbst');
    await expect(p.locator('input[name=email]:not([type=hidden])')).toHaveValue('plain@praxis.example');
    for (const step of ['Ihre Praxis', 'Vertrag', 'Prüfen und bestellen']) await go(step);
    await fill(p, { password: PASSWORD });
    await order(p).click();
    await ordered(p, 'plain@praxis.example');
    expect(await practicesNamed('Praxis Schlicht')).toBe(1);
  } finally {
    await person.close();
  }
});
