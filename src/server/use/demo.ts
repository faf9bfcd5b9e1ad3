/** The demonstration practice of `npm start -- --demo`: ordinary accounts made by the ordinary deeds, with passwords derived from the keyring. */
import { usualType } from '../../rules/event-type.ts';
import { EMPTY_ORDER } from '../../rules/order.ts';
import { localOf } from '../../rules/zoned-time.ts';
import { planEvent, publishEvent } from './events.ts';
import { invite } from './invitations.ts';
import { joinAsNew, memberInvitationToken } from './join-practice.ts';
import type { Ports } from './ports.ts';
import { registerClient } from './register-client.ts';
import { registerProvider } from './register-provider.ts';
import { hashToken, type SessionView } from './session.ts';
import { verificationToken, verifyAddress } from './verification.ts';

export interface DemoLogin {
  readonly role: 'owner' | 'assistant' | 'client';
  readonly email: string;
  readonly password: string;
}

const EMAIL = 'jana.krueger@praxis.example';
const ASSISTANT = 'timo.sander@praxis.example';
const CLIENT = 'm.becker@mail.example';
/** Of the range that the Bundesnetzagentur keeps free for films: nobody is called by it. */
const TELEPHONE = '030 23125 010';
const ZONE = 'Europe/Berlin';
const QUARTER_MS = 15 * 60_000;

/** May be called at every start: the practice is made once, its appointments whenever none lies ahead. */
export async function openDemo(ports: Ports): Promise<readonly DemoLogin[]> {
  if (ports.settings.mode === 'production') throw new Error('There is no demonstration practice in production.');
  const password = passwordOf(ports, EMAIL);
  if (!(await ports.store.accounts.byEmail(EMAIL))) {
    await registerProvider(
      ports,
      {
        ...EMPTY_ORDER,
        plan: 'trial',
        orderKey: Buffer.from(ports.randomBytes(32)).toString('base64url'),
        kind: 'psychotherapy',
        street: 'Lietzenseeufer 1',
        postalCode: '14057',
        city: 'Berlin',
        country: 'DE',
        contactName: 'Jana Krüger',
        contactTelephone: TELEPHONE,
        contactEmail: EMAIL,
        terms: 'on',
        agreement: 'on',
        ...(await versionsOf(ports)),
        shownIn: ports.settings.defaultLanguage,
        firstName: 'Jana',
        lastName: 'Krüger',
        email: EMAIL,
        password,
        practiceName: 'Praxis am Lietzensee',
        telephone: TELEPHONE,
        language: ports.settings.defaultLanguage,
        zone: ZONE,
      },
      'demo',
    );
    await verify(ports, EMAIL, password);
  }
  const account = await ports.store.accounts.byEmail(EMAIL);
  const membership = account && (await ports.store.practices.membershipOf(account.id));
  if (!account || !membership) throw new Error('The demonstration practice could not be made.');
  const session: SessionView = { tokenHash: new Uint8Array(), language: null, account, membership, grants: [] };
  const now = ports.now();
  const ahead = await ports.store.events.between({ practice: membership.practice.id, owner: account.id }, now, new Date(now.getTime() + 365 * 24 * 3_600_000));
  if (ahead.length === 0) await planDemoDay(ports, session, now);
  return [
    { role: 'owner', email: EMAIL, password },
    { role: 'assistant', email: ASSISTANT, password: await openAssistant(ports, session) },
    await openClient(ports),
  ];
}

/** Invited to the first appointment of each demonstration day. */
async function openClient(ports: Ports): Promise<DemoLogin> {
  const password = passwordOf(ports, CLIENT);
  if (!(await ports.store.accounts.byEmail(CLIENT))) {
    const names = { formOfAddress: 'ms', title: '', firstName: 'Mara', lastName: 'Becker' };
    const terms = { terms: true, termsVersion: String((await ports.store.texts.current())['terms-client']), shownIn: ports.settings.defaultLanguage };
    await registerClient(ports, { ...names, ...terms, language: ports.settings.defaultLanguage, email: CLIENT, password }, 'demo');
    await verify(ports, CLIENT, password);
  }
  return { role: 'client', email: CLIENT, password };
}

/** The texts of the day, as a form would show them. */
async function versionsOf(ports: Ports): Promise<{ readonly termsVersion: string; readonly agreementVersion: string }> {
  const current = await ports.store.texts.current();
  return { termsVersion: String(current['terms-practice']), agreementVersion: String(current.agreement) };
}

function passwordOf(ports: Ports, email: string): string {
  return `demo-${Buffer.from(ports.keyring.blindIndex('demo.password', 'portal', email))
    .toString('base64url')
    .slice(0, 16)}`;
}

/** Joins as people do, but for the mail. @returns the password. */
async function openAssistant(ports: Ports, owner: SessionView): Promise<string> {
  const password = passwordOf(ports, ASSISTANT);
  const practice = owner.membership?.practice.id;
  if (practice === undefined || (await ports.store.accounts.byEmail(ASSISTANT))) return password;
  const invitation = { id: ports.newId(), practice, email: ASSISTANT, role: 'assistant', language: ports.settings.defaultLanguage } as const;
  await ports.store.members.invite({ ...invitation, expiresAt: new Date(ports.now().getTime() + QUARTER_MS) });
  const token = await memberInvitationToken(ports, invitation.id);
  const terms = { terms: true, termsVersion: (await versionsOf(ports)).termsVersion };
  const joined = await joinAsNew(ports, null, token, { firstName: 'Timo', lastName: 'Sander', password, ...terms }, invitation.language);
  if (!('ok' in joined)) throw new Error('The assistant of the demonstration practice could not join.');
  await ports.store.sessions.remove(hashToken(joined.cookie));
  return password;
}

async function verify(ports: Ports, email: string, password: string): Promise<void> {
  const made = await ports.store.accounts.byEmail(email);
  const verified = made && (await verifyAddress(ports, null, { token: await verificationToken(ports, made.id, QUARTER_MS), password }, 'demo'));
  // Nobody has signed in yet.
  if (verified && 'ok' in verified) await ports.store.sessions.remove(hashToken(verified.cookie));
}

async function planDemoDay(ports: Ports, session: SessionView, now: Date): Promise<void> {
  const next = Math.ceil(now.getTime() / QUARTER_MS) * QUARTER_MS;
  const appointments = [
    { offset: 0, title: 'Folgegespräch', label: 'Frau B.', email: CLIENT, minutes: 50 },
    { offset: 4, title: 'Erstgespräch', label: 'Herr T.', email: 'a.thomas@mail.example', minutes: 25 },
  ] as const;
  const usual = usualType(await ports.store.types.all(session.membership?.practice.id ?? ports.newId()));
  for (const { offset, title, label, email, minutes } of appointments) {
    const planned = await planEvent(ports, session, {
      type: usual?.id ?? title,
      title,
      localStart: localOf(new Date(next + offset * QUARTER_MS), ZONE),
      zone: ZONE,
      minutes,
      size: 'single',
    });
    if (!('ok' in planned)) continue;
    await invite(ports, session, planned.event.id, { email, label, language: ports.settings.defaultLanguage });
    await publishEvent(ports, session, planned.event.id);
  }
}
