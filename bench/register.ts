/**
 * From the first step of the order to "look into your mail", for a plan that costs, at a person's pace: the keystroke-level model of Card, Moran and Newell
 * (CACM 23/7, 1980), with its typist of 40 words a minute, who stays at the keys. The floor: the same person fills in one bare page with the same fields and a
 * button.
 *
 *   npm run bench:register [-- --runs 3] [-- --json FILE]
 */
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { query } from '../e2e/database.ts';
import { openPerson } from '../e2e/people.ts';
import { startPortal } from '../e2e/portal.ts';
import { numberAsked, report } from './figures.ts';

/** Of the model: a key at 40 words a minute, and to think before each entry. */
const KEY_MS = 280;
const THINK_MS = 1_350;
/** Not in the model: to take in what a step asks. */
const READ_MS = 3_000;
const TARGET_SECONDS = 120;

const PERSON = { firstName: 'Katharina', lastName: 'Bergmann', email: 'bergmann@praxis.example' };
const PRACTICE = {
  practiceName: 'Praxis Bergmann',
  street: 'Lietzenseeufer 12',
  postalCode: '14057',
  city: 'Berlin',
  contactTelephone: '030 23125 010',
};
const IBAN = { iban: 'DE89370400440532013000' };
const KIND = 'Ber';
const PASSWORD = { password: 'Regen auf dem See 7' };

async function type(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = page.locator(`form input:not([type=hidden])[name="${name}"]`);
    // The key that leads to it.
    await setTimeout(THINK_MS + KEY_MS);
    await field.focus();
    await field.pressSequentially(value, { delay: KEY_MS });
  }
}

/** Goes there by a key, and presses another. */
async function press(target: Locator, key: string): Promise<void> {
  await setTimeout(THINK_MS + KEY_MS);
  await target.focus();
  await setTimeout(KEY_MS);
  await target.press(key);
}

/** By the first letters of what is meant. */
async function pick(page: Page, name: string, letters: string): Promise<void> {
  const choice = page.locator(`select[name="${name}"]`);
  await setTimeout(THINK_MS + KEY_MS);
  await choice.focus();
  await page.keyboard.type(letters, { delay: KEY_MS });
}
const box = (page: Page, name: string): Locator => page.locator(`input[type=checkbox][name="${name}"]`);
const button = (page: Page): Locator => page.locator('main form .go button.act');

/** Presses on, and reads what comes. */
async function on(page: Page): Promise<void> {
  const heading = page.locator('main h2[tabindex]');
  const before = (await heading.textContent()) ?? '';
  await press(button(page), 'Enter');
  await expect(heading).not.toHaveText(before);
  await setTimeout(READ_MS);
}

async function order(page: Page, url: string, email: string): Promise<number> {
  const start = performance.now();
  await page.goto(`${url}/portal/shop/register`);
  await setTimeout(READ_MS);
  await press(page.locator('input[value=solo]'), 'Space');
  await on(page);
  await type(page, { ...PERSON, email });
  await on(page);
  await type(page, PRACTICE);
  await pick(page, 'kind', KIND);
  await on(page);
  await type(page, IBAN);
  await press(box(page, 'mandate'), 'Space');
  await on(page);
  for (const name of ['terms', 'agreement']) await press(box(page, name), 'Space');
  await on(page);
  await type(page, PASSWORD);
  await press(button(page), 'Enter');
  await expect(page.locator('main')).toContainText(email);
  await expect(page.locator('main form .go')).toHaveCount(0);
  return (performance.now() - start) / 1_000;
}

async function bare(page: Page, email: string): Promise<number> {
  const typed = { ...PERSON, email, ...PRACTICE, ...IBAN, ...PASSWORD };
  const start = performance.now();
  const fields = Object.keys(typed).map((name) => `<label>${name} <input name="${name}"></label>`);
  const boxes = ['mandate', 'terms', 'agreement'].map((name) => `<label><input type="checkbox" name="${name}"> ${name}</label>`);
  await page.setContent(
    `<form onsubmit="this.replaceWith('done'); return false"><select name="kind"><option>other<option>Beratung</select>${[...fields, ...boxes].join('')}<button>Order</button></form>`,
  );
  await setTimeout(READ_MS);
  await type(page, typed);
  await pick(page, 'kind', KIND);
  for (const name of ['mandate', 'terms', 'agreement']) await press(box(page, name), 'Space');
  await press(page.locator('button'), 'Enter');
  await expect(page.locator('body')).toHaveText('done');
  return (performance.now() - start) / 1_000;
}

const portal = await startPortal();
const [values, floors]: [number[], number[]] = [[], []];
try {
  for (const [name, value] of Object.entries({ 'operator-name': 'Incamera GmbH', 'creditor-id': 'DE98ZZZ09999999999' }))
    await query(portal, 'insert into operator_setting (name, value) values ($1, $2)', [name, value]);
  for (let run = 0; run < numberAsked('runs', 1); run++) {
    const email = `${run}.${PERSON.email}`;
    for (const [measure, into] of [
      [(page: Page) => order(page, portal.url, email), values],
      [(page: Page) => bare(page, email), floors],
    ] as const) {
      const person = await openPerson();
      into.push(await measure(person.page));
      await person.close();
    }
  }
} finally {
  await portal.stop();
}
const holds = report([{ name: 'register', unit: 's', values, floors, target: { kind: 'value-at-most', limit: TARGET_SECONDS } }]);
if (!holds) process.exitCode = 1;
