/** Opens what all roles stand on: schema, keys, bus, limits, the hour's ring. */
import { randomBytes, randomUUID } from 'node:crypto';
import { term } from '../privacy/register.ts';
import { anonymised, lineOf } from './access/address.ts';
import { createBlocks, type Blocks } from './access/blocks.ts';
import { createGuard } from './access/guard.ts';
import { createAccessRecorder, type AccessRecorder } from './access/record.ts';
import { createAddressRing, type AddressRing } from './access/ring.ts';
import { createLimits } from './access/limits.ts';
import { createMemoryBus } from './bus/memory.ts';
import type { Config } from './config.ts';
import { insertAccessRecords } from './db/access-records.ts';
import { connect, type Connection } from './db/connection.ts';
import { migrate } from './db/migrate.ts';
import { openStore } from './db/store.ts';
import { loadKeyring } from './keys/keyring.ts';
import { openPasswords } from './keys/passwords.ts';
import type { Log } from './log.ts';
import { StartRefused } from './start-refused.ts';
import { createHeldMemory, TELL_MS, type HeldMemory } from './use/held-memory.ts';
import type { Bus, Keyring, Ports } from './use/ports.ts';

export interface House {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly recorder: AccessRecorder;
  readonly ring: AddressRing;
  readonly blocks: Blocks;
  readonly memory: HeldMemory;
  /** Who is told when a deed has put a mail into the outbox; nobody, until it is said. */
  onMail(wake: () => void): void;
}

/** What must be ended again is put on `stops` as soon as it runs. */
export async function openHouse(config: Config, databaseUrl: string, log: Log, stops: (() => Promise<void>)[]): Promise<House> {
  const connection = connect(databaseUrl, () => log('database-lost', { code: 'connection' }));
  stops.push(() => connection.close());
  const migrated = await migrate(connection.db);
  if ('refused' in migrated) {
    throw new StartRefused([
      `The database was made by newer code than this (${migrated.unknown.length} unknown migrations). Start that version, or restore a backup from before; nothing was changed.`,
    ]);
  }
  if (migrated.applied.length > 0) log('migrated', { count: migrated.applied.length });
  const keyring = loadKeyring(config.keyringFile, config.keyringMayBeMade);
  const bus = await openBus(config, log);
  stops.push(() => bus.close());
  const limits = createLimits();
  const ring = createAddressRing(term('address-ring'));
  const recorder = createAccessRecorder(
    (rows) => insertAccessRecords(connection.db, rows),
    () => log('request-failed', { code: 'access-record' }),
  );
  stops.push(() => recorder.close());
  const memory = createHeldMemory(bus, randomUUID(), () => new Date());
  const store = openStore(connection.db, keyring);
  const markOf = markBy(keyring);
  const blocks = createBlocks({ lineTermMs: term('blocked-line'), networkTermMs: term('blocked-network'), markOf });
  const guard = createGuard({
    id: randomUUID(),
    ring,
    limits,
    blocks,
    bus,
    markOf,
    networks: () => store.blocks.networks(),
    onLost: () => log('request-failed', { code: 'blocks' }),
    now: () => new Date(),
  });
  await guard.look();
  memory.add(() => [limits.held(new Date()), ring.held(new Date()), recorder.held(new Date()), ...blocks.held(new Date())]);
  const sweep = setInterval(() => {
    limits.forget(new Date());
    ring.forget(new Date());
    blocks.forget(new Date());
    void guard.look();
    memory.tell();
  }, TELL_MS);
  sweep.unref();
  let wakeMail: () => void = () => undefined;
  const ports: Ports = {
    store,
    keyring,
    bus,
    passwords: openPasswords(),
    limits,
    guard,
    sessionLives: { idleMs: term('session-idle'), idleWithoutSecondFactorMs: term('session-idle-one-factor'), absoluteMs: term('session-absolute') },
    now: () => new Date(),
    networkOf: anonymised,
    newId: randomUUID,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    wakeMail: () => wakeMail(),
    settings: {
      publicUrl: config.publicUrl,
      mode: config.mode,
      defaultLanguage: config.defaultLanguage,
      signalUrl: config.signalUrl,
      mailFrom: config.mailFrom,
      outboxFolder: config.outboxFolder,
    },
  };
  return { ports, connection, recorder, ring, blocks, memory, onMail: (wake) => (wakeMail = wake) };
}

/** Processes with the same keys call a line the same, and nobody without them finds it by trying addresses. */
export function markBy(keyring: Keyring): (address: string) => string {
  return (address) =>
    Buffer.from(keyring.blindIndex('blocked.line', 'portal', lineOf(address)))
      .toString('base64url')
      .slice(0, 22);
}

async function openBus(config: Config, log: Log): Promise<Bus> {
  if (config.redisUrl === null) return createMemoryBus();
  // Most portals are one process and never load it.
  const { openRedisBus } = await import('./bus/redis.ts');
  const opened = await openRedisBus(config.redisUrl, log);
  if ('refused' in opened) throw new StartRefused(opened.refused);
  return opened.bus;
}
