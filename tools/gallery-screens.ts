/** The screens of the gallery, in the order of a visit. A new one is a line here. */
import { expect, type Page } from '@playwright/test';

/** `owner`, `assistant`, `client`: of the demonstration practice; `guest` holds the link that the address ends with. */
export type Role = 'nobody' | 'guest' | 'owner' | 'assistant' | 'client' | 'operator';
export interface Screen {
  readonly name: string;
  readonly role: Role;
  readonly path: string;
  /** What is done on the page before the picture is taken. */
  readonly steps?: (page: Page) => Promise<void>;
}

const screen = (name: string, role: Role, path: string, steps?: Screen['steps']): Screen => ({ name, role, path, ...(steps && { steps }) });

/** Opens what the first of these links leads to, or a page below it. */
const first =
  (href: string, below = '') =>
  async (page: Page) => {
    const link = page.locator(`main a[href^="${href}"]:not([href$="/new"]):not([href*="/requests"]):not([href*="/settings"])`).first();
    await expect(link).toBeVisible();
    await page.goto(new URL(`${(await link.getAttribute('href')) ?? ''}${below}`, page.url()).href);
  };
const press = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await expect(page.locator('button[aria-busy=true]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
};
const after =
  (...steps: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
const type = (typed: Readonly<Record<string, string>>) => async (page: Page) => {
  for (const [name, value] of Object.entries(typed)) await page.locator(`main form input:not([type=hidden])[name="${name}"]`).fill(value);
};
const submit = press('main form button.act');

/** One step of the order further. */
const on = async (page: Page): Promise<void> => {
  const heading = page.locator('main h2[tabindex]');
  const before = (await heading.textContent()) ?? '';
  await page.locator('main form .go button.act').click();
  await expect(heading).not.toHaveText(before);
};
const choose = (plan: string) => (page: Page) => page.locator(`input[value=${plan}]`).check();
const person = type({ firstName: 'Ada', lastName: 'Berg', email: 'ada@praxis.example' });
const practice = after(
  type({ practiceName: 'Praxis Berg', street: 'Seeweg 3', postalCode: '14057', city: 'Berlin', contactTelephone: '030 23125 010' }),
  (page) => page.locator('select[name=kind]').selectOption('counselling'),
);
const bank = after(type({ iban: 'DE89 3704 0044 0532 0130 00' }), (page) => page.locator('input[type=checkbox][name=mandate]').check());
const agreed = after(...['terms', 'agreement'].map((box) => (page: Page) => page.locator(`input[type=checkbox][name=${box}]`).check()));
const toPractice = after(choose('solo'), on, person, on);
const toBank = after(toPractice, practice, on);
const toAgreement = after(toBank, bank, on);

const state = (name: string) => (page: Page) => expect(page.locator(`[data-state="${name}"]`).first()).toBeVisible();
const toCheck = after(state('who'), (page) => page.locator('[data-state=who] .ways button').first().click(), state('check'));
const toName = after(toCheck, (page) => page.locator('[data-state=check] button.act').click(), state('name'));

export const SCREENS: readonly Screen[] = [
  screen('landing', 'nobody', '/'),
  screen('not-found', 'nobody', '/nowhere'),
  screen('order-plan', 'nobody', '/portal/shop/register'),
  screen('order-person', 'nobody', '/portal/shop/register', after(choose('solo'), on)),
  screen('order-practice', 'nobody', '/portal/shop/register', toPractice),
  screen('order-practice-faults', 'nobody', '/portal/shop/register', after(toPractice, press('main form .go button.act'))),
  screen('order-bank', 'nobody', '/portal/shop/register', toBank),
  screen('order-agreement', 'nobody', '/portal/shop/register', toAgreement),
  screen('order-review', 'nobody', '/portal/shop/register', after(toAgreement, agreed, on)),
  screen('register', 'nobody', '/register'),
  screen('register-faults', 'nobody', '/register', submit),
  screen('login', 'nobody', '/portal/login'),
  screen('login-wrong', 'nobody', '/portal/login', after(type({ email: 'a@mail.example', password: 'x' }), submit)),
  screen('new-password', 'nobody', '/portal/reset'),
  screen('verify', 'nobody', '/portal/verify'),
  screen('join-practice', 'nobody', '/portal/join-practice'),
  screen('set-up', 'nobody', '/portal/setup'),
  screen('help', 'nobody', '/portal/help'),
  screen('help-topic', 'nobody', '/portal/help/take-part'),
  screen('contact', 'nobody', '/portal/contact'),
  screen('contact-faults', 'nobody', '/portal/contact', submit),
  screen('reminders', 'nobody', '/reminders'),
  screen('policy', 'nobody', '/portal/privacy'),
  screen('terms', 'nobody', '/portal/terms'),
  screen('imprint', 'nobody', '/portal/imprint'),
  screen('accessibility', 'nobody', '/portal/accessibility'),
  screen('device-test', 'nobody', '/test'),
  screen('join-code', 'nobody', '/j'),
  screen('join-who', 'guest', '/j', state('who')),
  screen('join-check', 'guest', '/j', toCheck),
  screen('join-name', 'guest', '/j', toName),
  screen(
    'waiting',
    'guest',
    '/j',
    after(toName, (page) => page.locator('[data-state=name] input').fill('Mara'), press('[data-state=name] button.act')),
  ),
  screen('overview', 'owner', '/portal'),
  screen('events', 'owner', '/portal/events'),
  screen('event-form', 'owner', '/portal/events/new'),
  screen('event-form-faults', 'owner', '/portal/events/new', submit),
  screen('event-form-assistant', 'assistant', '/portal/events/new'),
  screen('event', 'owner', '/portal/events', first('/portal/events/')),
  screen('event-change', 'owner', '/portal/events', first('/portal/events/', '/change')),
  screen('room', 'owner', '/portal/events', after(first('/portal/events/'), first('/portal/room/'))),
  screen('calendar', 'owner', '/portal/calendar'),
  screen('tasks', 'owner', '/portal/tasks'),
  screen('task-form', 'owner', '/portal/tasks/new'),
  screen('task-form-faults', 'owner', '/portal/tasks/new', submit),
  screen('practice', 'owner', '/portal/practice'),
  screen('practice-words', 'owner', '/portal/practice/words'),
  screen('practice-types', 'owner', '/portal/practice/types'),
  screen('practice-hours', 'owner', '/portal/practice/hours'),
  screen('members', 'owner', '/portal/practice/members'),
  screen('members-assistant', 'assistant', '/portal/practice/members'),
  screen('defaults', 'owner', '/portal/practice/defaults'),
  screen('contract', 'owner', '/portal/practice/contract'),
  screen('contract-end', 'owner', '/portal/practice/contract/end'),
  screen('trail', 'owner', '/portal/practice/trail'),
  screen('export', 'owner', '/portal/practice/export'),
  screen('profile', 'owner', '/portal/account'),
  screen('hours', 'owner', '/portal/account/hours'),
  screen('photo', 'owner', '/portal/account/photo'),
  screen('password', 'owner', '/portal/account/password'),
  screen('email', 'owner', '/portal/account/email'),
  screen('second-factor', 'owner', '/portal/account/second-factor'),
  screen('sessions', 'owner', '/portal/account/sessions'),
  screen('account-end', 'owner', '/portal/account/end'),
  screen('account-ended', 'nobody', '/portal/ended'),
  screen('logout', 'owner', '/portal/logout'),
  screen('forbidden', 'assistant', '/portal/practice'),
  screen('own-events', 'client', '/portal'),
  screen('own-calendar', 'client', '/portal/calendar'),
  screen('own-tasks', 'client', '/portal/tasks'),
  screen('own-requests', 'client', '/portal/account/requests'),
  screen('operator', 'operator', '/portal/operator'),
  screen('operator-practice', 'operator', '/portal/operator', first('/portal/operator/practices/')),
  screen('operator-requests', 'operator', '/portal/operator/requests'),
  screen('operator-texts', 'operator', '/portal/operator/texts'),
  screen('operator-text', 'operator', '/portal/operator/texts/agreement'),
  screen('operator-visits', 'operator', '/portal/operator/visits'),
  screen('operator-irregular', 'operator', '/portal/operator/irregular'),
  screen('operator-accounts', 'operator', '/portal/operator/accounts'),
  screen('operator-suppliers', 'operator', '/portal/operator/suppliers'),
  screen('operator-settings', 'operator', '/portal/operator/settings'),
];
