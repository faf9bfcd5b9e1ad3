/** Ports for integration tests: real PostgreSQL, real keys, a clock that is moved by hand, a bus and a mail bell that are listened to. Used under Vitest only. */
import { randomBytes, randomUUID } from 'node:crypto';
import { anonymised } from './access/address.ts';
import { createBlocks } from './access/blocks.ts';
import { createGuard } from './access/guard.ts';
import { createLimits } from './access/limits.ts';
import { createAddressRing, type AddressRing } from './access/ring.ts';
import { connect } from './db/connection.ts';
import { openStore } from './db/store.ts';
import { migratedDatabase } from './db/testing.ts';
import { newKeyring, openKeyring } from './keys/keyring.ts';
import { openPasswords } from './keys/passwords.ts';
import { EMPTY_ORDER } from '../rules/order.ts';
import { term } from '../privacy/register.ts';
import { markBy } from './house.ts';
import type { Bus, BusMessage, Language, Ports } from './use/ports.ts';
import { firstTexts } from '../words/law/index.ts';
import { publishFirstTexts } from './use/first-texts.ts';
import { registerClient } from './use/register-client.ts';
import { registerProvider, type Order } from './use/register-provider.ts';
import { openSession, type SessionView } from './use/session.ts';
import { verificationToken, verifyAddress } from './use/verification.ts';

export interface SignedIn {
  readonly session: SessionView;
  readonly cookie: string;
  readonly email: string;
}
export interface TestHouse {
  readonly ports: Ports;
  readonly url: string;
  readonly db: ReturnType<typeof connect>['db'];
  readonly told: BusMessage[];
  /** Of the hour; what the operator's page of irregular requests sees. */
  readonly ring: AddressRing;
  setNow(to: Date | string): void;
  advance(ms: number): void;
  /** Limits say no from now on. */
  exhaust(rule: string): void;
  /** A verified provider with a practice, signed in. */
  provider(name: string): Promise<SignedIn>;
  /** A verified client, signed in. */
  client(email: string, told?: { readonly firstName?: string; readonly language?: Language }): Promise<SignedIn>;
  close(): Promise<void>;
}

export const PASSWORD = 'ein langer Schlüssel';

/** A whole trial order, each with a key of its own. */
export function orderOf(change: Partial<Order> = {}): Order {
  return {
    ...EMPTY_ORDER,
    plan: 'trial',
    firstName: 'Jana',
    lastName: 'Krüger',
    email: 'jana@praxis.example',
    password: PASSWORD,
    practiceName: 'Praxis am See',
    kind: 'psychotherapy',
    street: 'Seeweg 3',
    postalCode: '14057',
    city: 'Berlin',
    country: 'DE',
    contactName: 'Jana Krüger',
    contactTelephone: '030 23125 010',
    contactEmail: 'post@praxis.example',
    language: 'de',
    zone: 'Europe/Berlin',
    terms: 'on',
    termsVersion: '1',
    agreement: 'on',
    agreementVersion: '1',
    shownIn: 'de',
    orderKey: randomBytes(32).toString('base64url'),
    ...change,
  };
}

export async function openTestHouse(start = '2026-11-24T08:00:00Z'): Promise<TestHouse> {
  const database = await migratedDatabase();
  const connection = connect(database.url, () => undefined);
  const keyring = openKeyring(newKeyring());
  let now = new Date(start);
  const exhausted = new Set<string>();
  const told: BusMessage[] = [];
  const store = openStore(connection.db, keyring);
  const bus: Bus = {
    publish: (message) => Promise.resolve(void told.push(message)),
    subscribe: () => () => undefined,
    close: () => Promise.resolve(),
  };
  const ring = createAddressRing(term('address-ring'));
  const markOf = markBy(keyring);
  const guard = createGuard({
    id: randomUUID(),
    ring,
    limits: createLimits(),
    blocks: createBlocks({ lineTermMs: term('blocked-line'), networkTermMs: term('blocked-network'), markOf }),
    bus,
    markOf,
    networks: () => store.blocks.networks(),
    onLost: () => undefined,
    now: () => now,
  });
  const ports: Ports = {
    store,
    keyring,
    bus,
    guard,
    passwords: openPasswords(),
    limits: { allow: (rule) => !exhausted.has(rule), giveBack: () => undefined },
    sessionLives: { idleMs: 8 * 3_600_000, idleWithoutSecondFactorMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 },
    now: () => now,
    networkOf: anonymised,
    newId: randomUUID,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    wakeMail: () => undefined,
    settings: {
      publicUrl: new URL('https://portal.example'),
      mode: 'production',
      defaultLanguage: 'de',
      signalUrl: 'wss://portal.example/signal',
      mailFrom: 'portal@portal.example',
      outboxFolder: null,
    },
  };
  await publishFirstTexts({ ...ports, settings: { ...ports.settings, mode: 'development' } }, firstTexts);
  const signedIn = async (email: string): Promise<SignedIn> => {
    const account = await ports.store.accounts.byEmail(email);
    if (!account) throw new Error('nobody is registered with this address');
    const token = await verificationToken(ports, account.id, 3_600_000);
    const verified = await verifyAddress(ports, null, { token, password: PASSWORD }, '203.0.113.9');
    if (!('ok' in verified)) throw new Error('the address was not verified');
    const session = await openSession(ports, verified.cookie);
    if (!session) throw new Error('the session was not opened');
    return { session, cookie: verified.cookie, email };
  };
  return {
    ports,
    url: database.url,
    db: connection.db,
    told,
    ring,
    setNow: (to) => void (now = new Date(to)),
    advance: (ms) => void (now = new Date(now.getTime() + ms)),
    exhaust: (rule) => void exhausted.add(rule),
    async client(email, told = {}) {
      const names = { formOfAddress: '', title: '', firstName: 'Mara', lastName: 'Vogt', language: 'de', ...told };
      const input = { ...names, email, password: PASSWORD, terms: true, termsVersion: '1', shownIn: 'de' } as const;
      const registered = await registerClient(ports, input, '203.0.113.9');
      if (!('ok' in registered)) throw new Error('the client was not registered');
      return signedIn(email);
    },
    async provider(name) {
      const email = `${name.toLowerCase()}@practice.example`;
      const registered = await registerProvider(ports, orderOf({ firstName: name, email, practiceName: `Praxis ${name}` }), '203.0.113.9');
      if (!('ok' in registered)) throw new Error('the provider was not registered');
      return signedIn(email);
    },
    async close() {
      await connection.close();
      await database.drop();
    },
  };
}
