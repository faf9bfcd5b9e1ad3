/** A provider and a client as tests need them: each in a browser of their own, doing what people do. */
import { Secret, TOTP } from 'otpauth';
import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { launchChromium } from './browsers.ts';
import type { Outbox, ReadMail } from './outbox.ts';

export interface Person {
  readonly browser: Browser;
  readonly page: Page;
  /** What the page complained about: errors of the console, answers from 500 on, and addresses outside the portal. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export type Language = 'de' | 'en' | 'fr';
export interface PersonOptions extends BrowserContextOptions {
  readonly args?: readonly string[];
  readonly language?: Language;
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const satisfies BrowserContextOptions;
const LOCALES = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' } as const;

export async function openPerson(options: PersonOptions = {}): Promise<Person> {
  const { args, language = 'de', ...context } = options;
  const browser = await launchChromium(args === undefined ? {} : { args });
  const page = await (await browser.newContext({ locale: LOCALES[language], timezoneId: 'Europe/Berlin', ...context })).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused answer is printed by the browser itself; whether it was expected is the test's affair.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  return { browser, page, complaints, close: () => browser.close() };
}

/** Leaves the person on the overview. */
export async function signIn(page: Page, url: string, login: { readonly email: string; readonly password: string }): Promise<void> {
  await page.goto(`${url}/portal/login`);
  await page.locator('[name=email]').fill(login.email);
  await page.locator('[name=password]').fill(login.password);
  await page.locator('form button.act').click();
  await page.waitForURL((at) => at.pathname === '/portal');
}

export interface Plan {
  readonly title: string;
  readonly email: string;
  readonly label: string;
  readonly minutes?: number;
  /** From now; negative: it began already. */
  readonly startsInMinutes?: number;
  readonly size?: 'single' | 'group';
  readonly language?: Language;
}

/** Plans, invites and publishes by the same posts as the forms. @returns the event's id. */
export async function planEvent(page: Page, url: string, plan: Plan): Promise<string> {
  const { date, time } = berlinTime(new Date(Date.now() + (plan.startsInMinutes ?? 0) * 60_000));
  const typed = {
    title: plan.title,
    type: 'Gespräch',
    date,
    time,
    zone: 'Europe/Berlin',
    minutes: String(plan.minutes ?? 30),
    size: plan.size ?? 'single',
    email: plan.email,
    label: plan.label,
    invitationLanguage: plan.language ?? 'de',
  };
  const save = (form: Readonly<Record<string, string>>) => act(page, `${url}/portal/events/new?/save`, form);
  let saved = await save(typed);
  // Tests plan many events for the same hour; the form then asks, and is answered.
  if (saved.includes('conflicts')) saved = await save({ ...typed, despite: (saved.match(UUID) ?? []).join(' ') });
  const [id] = saved.match(UUID) ?? [];
  if (!saved.includes('redirect') || id === undefined) throw new Error(`The event was not planned: ${saved}`);
  await act(page, `${url}/portal/events/${id}?/publish`, {});
  return id;
}

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** A form's post as the page's script sends it. @returns what was answered, whole. */
export async function act(page: Page, action: string, form: Readonly<Record<string, string>>): Promise<string> {
  const answer = await page.request.post(action, {
    form: { ...form },
    headers: { origin: new URL(action).origin, accept: 'application/json', 'x-sveltekit-action': 'true' },
  });
  return answer.text();
}

function berlinTime(at: Date): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(at).split(' ');
  return { date: parts[0] ?? '', time: parts[1] ?? '' };
}

/** The mail that invites this address. */
export function invitationTo(outbox: Outbox, email: string): Promise<ReadMail> {
  return outbox.newestTo(email, (mail) => mail.entryCode !== null);
}

export function linkIn(mail: ReadMail): string {
  const link = mail.links.find((each) => each.includes('/j#'));
  if (link === undefined) throw new Error('The mail has no link to join by');
  return link;
}

/** From the link to the waiting room, with camera and microphone. */
export async function enterWaitingRoom(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await throughTheDoor(page, name);
}

/** From "who expects you" to the waiting room. */
export async function throughTheDoor(page: Page, name: string): Promise<void> {
  await stateOf(page, 'who');
  await page.locator('[data-state=who] .ways button').first().click();
  await stateOf(page, 'check');
  await page.locator('[data-state=check] button.act').click();
  await stateOf(page, 'name');
  await page.locator('[data-state=name] input').fill(name);
  await page.locator('[data-state=name] button.act').click();
  await waiting(page);
}

export async function stateOf(page: Page, state: string): Promise<void> {
  await expect(page.locator(`[data-state="${state}"]`).first()).toBeVisible();
}

/** A guest who sits in the waiting room. */
export async function waiting(page: Page): Promise<void> {
  await expect(page.locator('section.waiting:not([data-state=connecting])')).toBeVisible();
}

export async function openRoom(page: Page, url: string, event: string): Promise<void> {
  await page.goto(`${url}/portal/room/${event}`);
  await expect(page.locator('section.list')).toBeVisible();
}

/** Lets in whoever stands first in the list. */
export async function admitFirst(page: Page): Promise<void> {
  await page.locator('section.list li[data-readiness] button.act').first().click();
}

export async function inCall(page: Page): Promise<void> {
  await expect(page.locator('.surface[data-state=connected]')).toBeVisible();
}

/** The other's picture moves: frames are decoded, and what they show changes. */
export async function pictureMoves(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(lookAtPicture), { message: 'the other person’s picture moves', timeout: 15_000 })
    .toEqual({ frames: true, changes: true });
}

/** The other's voice arrives: what comes out of the line has energy. The synthetic microphone beeps once a second. */
export async function soundArrives(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(listen), { message: 'the other person’s sound arrives', timeout: 15_000 }).toBeGreaterThan(0.01);
}

async function lookAtPicture(): Promise<{ frames: boolean; changes: boolean }> {
  const video = document.querySelector<HTMLVideoElement>('.stage figure video');
  if (!video || video.videoWidth === 0) return { frames: false, changes: false };
  const before = video.getVideoPlaybackQuality().totalVideoFrames;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 48];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const look = (): string => {
    context?.drawImage(video, 0, 0, 64, 48);
    return String(context?.getImageData(0, 0, 64, 48).data);
  };
  const first = look();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { frames: video.getVideoPlaybackQuality().totalVideoFrames - before >= 2, changes: look() !== first };
}

async function listen(): Promise<number> {
  const stream = document.querySelector('audio')?.srcObject;
  if (!(stream instanceof MediaStream)) return 0;
  const context = new AudioContext();
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  for (let look = 0; look < 60; look++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  await context.close();
  return loudest;
}

/** A trial order as its last page sends it. */
export function orderForm(change: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    at: 'review',
    go: 'order',
    plan: 'trial',
    firstName: 'Ada',
    lastName: 'Berg',
    email: 'ada@praxis.example',
    password: 'ein langes Passwort 7',
    practiceName: 'Praxis Berg',
    kind: 'counselling',
    street: 'Seeweg 3',
    postalCode: '14057',
    city: 'Berlin',
    country: 'DE',
    contactName: 'Ada Berg',
    contactTelephone: '030 23125 010',
    contactEmail: 'ada@praxis.example',
    language: 'de',
    zone: 'Europe/Berlin',
    terms: 'on',
    termsVersion: '1',
    agreement: 'on',
    agreementVersion: '1',
    ...change,
  };
}

/** Presses on, and waits for the step of that name. */
export async function nextStep(page: Page, heading: string): Promise<void> {
  await page.locator('main form .go button.act').click();
  await expect(page.getByRole('heading', { level: 2, name: heading })).toBeFocused();
}

/** What an authenticator app shows, `ahead` half-minutes from now (RFC 6238). */
export function appCode(secret: string, ahead = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });
}

export const OPERATOR = { email: 'olga@betrieb.example', password: 'ein langes Passwort 8' } as const;

/** By the set-up link, with more settings beside the operator's name; ends before the second factor, which is wanted next. */
export async function setUpOperator(page: Page, link: string | null, settings: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(link ?? '');
  for (const [name, value] of Object.entries({ firstName: 'Olga', lastName: 'Pertor', ...OPERATOR, 'operator-name': 'Betrieb Muster GmbH', ...settings }))
    await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('main form button.act').click();
  await page.waitForURL(/second-factor$/);
}

/** On the page of the second factor. @returns what the app would keep, and the recovery codes. */
export async function setUpApp(page: Page, password: string): Promise<{ readonly secret: string; readonly codes: readonly string[] }> {
  await page.locator('form[action="?/start"] [name=password]').fill(password);
  await page.locator('form[action="?/start"] button.act').click();
  await expect(page.locator('svg.qr')).toBeVisible();
  const secret = ((await page.locator('code.secret').textContent()) ?? '').replace(/\s/g, '');
  await page.locator('[name=code]').fill(appCode(secret));
  await page.locator('form[action="?/confirm"] button.act').click();
  await expect(page.locator('.codes li').first()).toBeVisible();
  return { secret, codes: await page.locator('.codes li').allTextContents() };
}
