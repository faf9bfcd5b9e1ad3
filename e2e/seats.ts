/** Everybody who could try a door, each with a session of their own, and what they could try it with: two practices, put into a running portal's database. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { neededTexts } from '../src/rules/legal-text.ts';
import { EMPTY_ORDER } from '../src/rules/order.ts';
import { connect } from '../src/server/db/connection.ts';
import { openStore } from '../src/server/db/store.ts';
import { loadKeyring } from '../src/server/keys/keyring.ts';
import { openPasswords } from '../src/server/keys/passwords.ts';
import { accept } from '../src/server/use/accept.ts';
import { planEvent, publishEvent } from '../src/server/use/events.ts';
import { invite } from '../src/server/use/invitations.ts';
import { linkToken } from '../src/server/use/links.ts';
import type { Account, Ports, PracticeRole } from '../src/server/use/ports.ts';
import { registerProvider } from '../src/server/use/register-provider.ts';
import { hashToken, openSession, type SessionView } from '../src/server/use/session.ts';
import { giveTask } from '../src/server/use/tasks.ts';
import { verificationToken, verifyAddress } from '../src/server/use/verification.ts';
import { orderForm } from './people.ts';
import type { Portal } from './portal.ts';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
export const PASSWORD = 'ein langes Passwort 7';
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** Stands wherever the first practice writes something of its own about a client, and in its own name. */
export const MARK = 'Zzmarkiert';
export const NAME_MARK = 'Zzpraxis';
export const SEATS = ['nobody', 'guest', 'client', 'assistant', 'provider', 'colleague', 'owner', 'stranger', 'operator'] as const;
export type Seat = (typeof SEATS)[number];

/** What a practice has that others could name. */
export interface Side {
  readonly practice: string;
  readonly owner: string;
  /** Who leads the event. */
  readonly provider: string;
  /** A member without any event, of whom a practice can do without. */
  readonly spare: string;
  readonly event: string;
  readonly invitation: string;
  readonly memberInvitation: string;
  /** A kind of appointment. */
  readonly kind: string;
  /** Of the provider's, and for themselves. */
  readonly task: string;
  /** Whom a task is for, as the form says it. */
  readonly holder: string;
}
export interface World {
  readonly accounts: Readonly<Record<Exclude<Seat, 'nobody' | 'guest'>, string>>;
  /** Of the first practice; its provider's event. */
  readonly own: Side;
  /** Of the second one, where `stranger` owns and leads. */
  readonly other: Side;
  /** The colleague's own. */
  readonly colleagues: { readonly event: string; readonly invitation: string };
  /** The provider's, and the client's. */
  readonly passkey: string;
  readonly session: string;
  readonly request: string;
  /** What is everybody's own: a task, and the client's invitation. */
  ownIds(seat: Seat): Side;
  addressOf(seat: Seat): string;
  /** What opens the provider's event, as it stands behind `/j#`. */
  readonly link: string;
  /** What a browser of this person sends, signed in just now; empty for nobody. */
  cookieOf(seat: Seat): Promise<string>;
}
export interface Seats {
  newWorld(): Promise<World>;
  close(): Promise<void>;
}

export async function openSeats(portal: Portal): Promise<Seats> {
  const connection = connect(portal.databaseUrl, () => undefined);
  const keyring = loadKeyring(join(portal.dataDir, 'keyring.json'), false);
  const real = openPasswords();
  const hash = await real.hash(PASSWORD);
  const ports: Ports = {
    store: openStore(connection.db, keyring),
    keyring,
    bus: { publish: () => Promise.resolve(), subscribe: () => () => undefined, close: () => Promise.resolve() },
    // Hundreds of people with one password: it is made slow once.
    passwords: { ...real, hash: () => Promise.resolve(hash), verify: () => Promise.resolve(true) },
    guard: {
      lines: () => [],
      lineOf: () => null,
      markOf: () => '',
      refusals: () => [],
      processes: () => 1,
      blocked: () => [],
      block: () => undefined,
      free: () => undefined,
      networksChanged: () => Promise.resolve(),
    },
    limits: { allow: () => true, giveBack: () => undefined },
    sessionLives: { idleMs: DAY_MS, idleWithoutSecondFactorMs: DAY_MS, absoluteMs: DAY_MS },
    now: () => new Date(),
    networkOf: () => '',
    newId: randomUUID,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    wakeMail: () => undefined,
    settings: {
      publicUrl: new URL(portal.url),
      mode: 'development',
      defaultLanguage: 'en',
      signalUrl: '',
      mailFrom: 'portal@portal.example',
      outboxFolder: null,
    },
  };
  let worlds = 0;
  return {
    async newWorld() {
      const world = await newWorld(ports, hash, ++worlds);
      // Nobody reads these mails, and sending them changes what is looked at.
      await connection.db.deleteFrom('outbox').execute();
      return world;
    },
    close: () => connection.close(),
  };
}

async function newWorld(ports: Ports, passwordHash: string, number: number): Promise<World> {
  const { store } = ports;
  const addressOf = (name: string): string => `${name}.${number}@mail.example`;
  const account = async (kind: Account['kind'], name: string, lastName = 'Test'): Promise<string> => {
    const id = randomUUID();
    const person = { formOfAddress: null, title: null, firstName: name, lastName, language: 'en', passwordHash } as const;
    await store.accounts.insert({ id, kind, email: addressOf(name), ...person, state: 'unverified', createdAt: ports.now() });
    await store.accounts.verify(id, ports.now());
    return id;
  };
  /** What they would be asked for at their next sign-in. */
  const agree = (id: string, kind: Account['kind'], role: PracticeRole | null, practice: string | null): Promise<void> =>
    accept(ports, store, { account: id, practice, party: 'Test' }, Object.fromEntries(neededTexts(kind, role).map((text) => [text, 1])), 'en');
  const signIn = async (id: string | null): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await store.sessions.insert(hashToken(token), id, 'en', ports.now());
    return token;
  };
  const sessionOf = async (id: string): Promise<SessionView> => {
    const session = await openSession(ports, await signIn(id));
    if (!session) throw new Error('no session');
    return session;
  };
  const newOwner = async (name: string, practiceName: string): Promise<{ readonly id: string; readonly practice: string }> => {
    const order = { ...EMPTY_ORDER, ...orderForm({ firstName: name, email: addressOf(name), practiceName }), password: PASSWORD, shownIn: 'en' } as const;
    const registered = await registerProvider(ports, { ...order, orderKey: randomBytes(32).toString('base64url') }, '');
    const made = await store.accounts.byEmail(addressOf(name));
    if (!made || !('ok' in registered)) throw new Error(`not registered: ${JSON.stringify(registered)}`);
    await verifyAddress(ports, null, { token: await verificationToken(ports, made.id, HOUR_MS), password: PASSWORD }, '');
    return { id: made.id, practice: (await sessionOf(made.id)).membership?.practice.id ?? '' };
  };
  const member = async (practice: string, name: string, role: PracticeRole): Promise<string> => {
    const id = await account('provider', name, practice === owner.practice ? NAME_MARK : 'Test');
    await store.members.add(practice, id, role, ports.now());
    await agree(id, 'provider', role, practice);
    return id;
  };
  const planned = async (
    leader: string,
    mark: string,
    email = `${mark}.${randomUUID()}@mail.example`,
  ): Promise<{ readonly event: string; readonly invitation: string }> => {
    const session = await sessionOf(leader);
    // The waiting room is open, and nothing is over.
    const localStart = new Date(Date.now() - HOUR_MS / 4).toISOString().slice(0, 16);
    const plan = await planEvent(ports, session, { type: 'consultation', title: mark, localStart, zone: 'UTC', minutes: 240, size: 'group' });
    if (!('ok' in plan)) throw new Error('not planned');
    const invited = await invite(ports, session, plan.event.id, { email, label: mark, language: 'en' });
    if (!('ok' in invited)) throw new Error('not invited');
    await publishEvent(ports, session, plan.event.id);
    return { event: plan.event.id, invitation: invited.invitation.id };
  };
  const taskFor = async (giver: string, holder: string, event: string, mark: string): Promise<string> => {
    const id = randomUUID();
    const input = { id, text: mark, for: holder, email: addressOf('client'), label: 'C', due: '', remind: false, event, tell: false };
    const given = await giveTask(ports, await sessionOf(giver), input);
    if (!('ok' in given)) throw new Error(`no task: ${JSON.stringify(given)}`);
    return id;
  };
  const sideOf = async (owner: { readonly id: string; readonly practice: string }, provider: string, spareName: string, mark: string): Promise<Side> => {
    const memberInvitation = randomUUID();
    const invitation = { id: memberInvitation, practice: owner.practice, email: addressOf(`${spareName}.to-come`), role: 'provider', language: 'en' } as const;
    await store.members.invite({ ...invitation, expiresAt: new Date(Date.now() + DAY_MS) });
    const spare = await member(owner.practice, spareName, 'provider');
    const picture = new Uint8Array([1]);
    await store.profiles.setPhoto(spare, { stamp: 'a', small: picture, large: picture, consentedAt: ports.now(), consentVersion: 1 });
    const { event, invitation: invited } = await planned(provider, mark);
    const task = await taskFor(provider, `member:${provider}`, event, mark);
    const kind = (await store.types.all(owner.practice))[0]?.id ?? '';
    return {
      practice: owner.practice,
      owner: owner.id,
      provider,
      spare,
      memberInvitation,
      kind,
      event,
      invitation: invited,
      task,
      holder: `invitation:${invited}`,
    };
  };

  const [owner, stranger] = [await newOwner('owner', NAME_MARK), await newOwner('stranger', 'Second practice')];
  const accounts = {
    owner: owner.id,
    stranger: stranger.id,
    provider: await member(owner.practice, 'provider', 'provider'),
    colleague: await member(owner.practice, 'colleague', 'provider'),
    assistant: await member(owner.practice, 'assistant', 'assistant'),
    client: await account('client', 'client'),
    operator: await account('operator', 'operator'),
  };
  await agree(accounts.client, 'client', null, null);
  // Of the operator a second factor is asked at once, of the provider with a passkey too.
  for (const id of [accounts.operator, accounts.provider]) {
    await store.factors.startTotp(id, SECRET, ports.now());
    await store.factors.confirmTotp(id, 1, ports.now());
  }
  const own = await sideOf(owner, accounts.provider, 'spare', MARK);
  const other = await sideOf(stranger, accounts.stranger, 'other-spare', 'Other');
  const passkey = randomUUID();
  const credential = { credentialId: randomBytes(16), publicKey: new Uint8Array([1]), counter: 0, transports: [] };
  await store.factors.addPasskey({ id: passkey, account: accounts.provider, ...credential }, 'key', ports.now());
  const request = {
    id: randomUUID(),
    account: accounts.client,
    kind: 'delete',
    datum: 'title',
    text: 'Wish',
    state: 'open',
    answeredAt: null,
    answer: null,
  } as const;
  await store.requests.insert({ ...request, receivedAt: ports.now() }, 10);
  const accountOf = (seat: Seat) => (seat in accounts ? accounts[seat as 'owner'] : accounts.provider);
  const tasks: Partial<Record<Seat, string>> = { client: await taskFor(accounts.provider, 'client', '', 'Wish') };
  for (const seat of ['owner', 'provider', 'colleague', 'stranger', 'assistant'] as const)
    tasks[seat] = await taskFor(seat === 'assistant' ? accounts.owner : accounts[seat], `member:${accounts[seat]}`, '', 'Own');
  const clients = await planned(accounts.owner, 'Visit', addressOf('client'));
  const [session] = await store.sessions.ofAccount(accounts.provider);
  return {
    accounts,
    own,
    other,
    colleagues: await planned(accounts.colleague, 'Colleague'),
    passkey,
    session: session?.id ?? '',
    request: request.id,
    ownIds: (seat) => ({
      ...(seat === 'stranger' ? other : own),
      event: '',
      invitation: seat === 'client' ? clients.invitation : own.invitation,
      task: tasks[seat] ?? own.task,
      holder: `member:${accountOf(seat)}`,
    }),
    addressOf,
    link: linkToken(ports.keyring, { invitation: own.invitation, version: 1, toldStart: new Date() }),
    async cookieOf(seat) {
      if (seat === 'nobody') return '';
      const token = await signIn(seat === 'guest' ? null : accounts[seat]);
      if (seat === 'guest') await store.sessions.grant(hashToken(token), own.invitation, 1, ports.now());
      return `APPSESSION=${token}`;
    },
  };
}
