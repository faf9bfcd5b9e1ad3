import fc from 'fast-check';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MEMORY_PLACES } from '../../privacy/memory.ts';
import type { LogEvent } from '../log.ts';
import type { Bus, BusMessage } from '../use/ports.ts';
import { createMemoryBus } from './memory.ts';
import { openRedisBus } from './redis.ts';

/** Debian: `redis-server`. */
const REDIS = 'redis-server';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Redis {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

async function redis(...settings: readonly string[]): Promise<Redis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'incamera-redis-'));
  let server: ChildProcess | null = null;
  const kill = async () => {
    if (server?.exitCode === null && server.signalCode === null) await new Promise((ended) => server?.once('exit', ended).kill('SIGKILL'));
  };
  const start = async () => {
    server = spawn(REDIS, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no', ...settings], {
      stdio: 'ignore',
    });
    await vi.waitFor(() => answers(port), { timeout: 5_000, interval: 10 });
  };
  undo.push(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return { url: `redis://127.0.0.1:${port}`, port, folder, kill, start };
}

async function answers(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect').finally(() => socket.destroy());
}

async function open(url: string): Promise<{ readonly bus: Bus; readonly said: readonly [LogEvent, string | undefined][] }> {
  const said: [LogEvent, string | undefined][] = [];
  const opened = await openRedisBus(url, (event, fields) => void said.push([event, fields?.code]));
  if (!('ok' in opened)) throw new Error(opened.refused.join(' '));
  undo.push(() => opened.bus.close());
  return { bus: opened.bus, said };
}

async function refusal(url: string): Promise<readonly string[]> {
  const opened = await openRedisBus(url, () => undefined);
  if (!('ok' in opened)) return opened.refused;
  await opened.bus.close();
  return [];
}

const uuid = fc.uuid();
const instant = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const message: fc.Arbitrary<BusMessage> = fc.oneof(
  fc.record({
    type: fc.constant('event-changed' as const),
    event: uuid,
    change: fc.constantFrom('moved', 'extended', 'cancelled'),
    startsAt: instant,
    plannedEnd: instant,
  }),
  fc.record({ type: fc.constant('invitation-revoked' as const), event: uuid, invitation: uuid }),
  fc.record({ type: fc.constant('session-ended' as const), account: uuid }),
  fc.record({ type: fc.constantFrom('line-blocked', 'line-freed'), mark: fc.stringMatching(/^[\w-]{22}$/) }),
  fc.record({ type: fc.constant('networks-blocked' as const) }),
  fc.record({
    type: fc.constant('limits-refused' as const),
    process: uuid,
    refusals: fc.array(fc.record({ rule: fc.constantFrom('sign-in-address', 'code-all'), count: instant })),
  }),
  fc.record({
    type: fc.constant('memory-held' as const),
    process: uuid,
    holdings: fc.uniqueArray(fc.record({ place: fc.constantFrom(...MEMORY_PLACES), count: instant, oldestMs: instant }), { selector: ({ place }) => place }),
  }),
);
const ended = (): BusMessage => ({ type: 'session-ended', account: randomUUID() });

function ears(bus: Bus): { readonly heard: BusMessage[]; deaf(): void } {
  const heard: BusMessage[] = [];
  return { heard, deaf: bus.subscribe((each) => heard.push(each)) };
}

const KINDS: readonly { readonly name: string; readonly make: () => Promise<Bus> }[] = [
  { name: 'memory', make: () => Promise.resolve(createMemoryBus()) },
  { name: 'Redis', make: async () => (await open((await redis()).url)).bus },
];

describe.each(KINDS)('the bus of $name', ({ make }) => {
  test('M4.2 whatever is said is heard by everybody who listens, in order, as it was said', async () => {
    const bus = await make();
    const [one, two] = [ears(bus), ears(bus)];
    const messages = fc.sample(message, 200);
    for (const each of messages) await bus.publish(each);
    await vi.waitFor(() => expect(two.heard).toHaveLength(200));
    expect(one.heard).toEqual(messages);
    expect(two.heard).toEqual(messages);
  });

  test('a receiver hears after the deed, never inside of it', async () => {
    const bus = await make();
    const { heard } = ears(bus);
    const published = bus.publish(ended());
    expect(heard).toEqual([]);
    await published;
    await vi.waitFor(() => expect(heard).toHaveLength(1));
  });

  test('who stopped listening hears nothing more, and the others do', async () => {
    const bus = await make();
    const [one, two] = [ears(bus), ears(bus)];
    await bus.publish(ended());
    await vi.waitFor(() => expect(one.heard).toHaveLength(1));
    one.deaf();
    await bus.publish(ended());
    await vi.waitFor(() => expect(two.heard).toHaveLength(2));
    expect(one.heard).toHaveLength(1);
  });

  test('a closed bus is silent, and saying something or closing again is no fault', async () => {
    const bus = await make();
    const { heard } = ears(bus);
    await bus.close();
    await bus.publish(ended());
    await bus.close();
    expect(heard).toEqual([]);
  });
});

test('M4.2 processes hear each other', async () => {
  const { url } = await redis();
  const [web, signal] = [await open(url), await open(url)];
  const { heard } = ears(signal.bus);
  const revoked: BusMessage = { type: 'invitation-revoked', event: randomUUID(), invitation: randomUUID() };
  await web.bus.publish(revoked);
  await vi.waitFor(() => expect(heard).toEqual([revoked]));
});

test('a Redis that is killed is missed by no deed; the bus comes back with it and says what was said meanwhile', async () => {
  const server = await redis();
  const { bus, said } = await open(server.url);
  const { heard } = ears(bus);
  await server.kill();
  await vi.waitFor(() => expect(said.map(([event]) => event)).toEqual(['bus-lost']));
  const meanwhile = ended();
  await bus.publish(meanwhile);
  await server.start();
  await vi.waitFor(() => expect(heard).toEqual([meanwhile]), { timeout: 5_000 });
  expect(said.map(([event]) => event)).toEqual(['bus-lost', 'bus-back']);
  const after = ended();
  await bus.publish(after);
  await vi.waitFor(() => expect(heard).toEqual([meanwhile, after]));
});

test('a bus closes although its Redis is gone', async () => {
  const server = await redis();
  const { bus, said } = await open(server.url);
  await server.kill();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  await bus.publish(ended());
  await bus.close();
});

test('what is no message of this bus reaches nobody, whoever says it', async () => {
  const { url } = await redis();
  const { bus, said } = await open(url);
  const { heard } = ears(bus);
  const stranger = createClient({ url });
  await stranger.connect();
  undo.push(() => stranger.close());
  const noise = [
    '',
    '{',
    'null',
    '[]',
    '{"type":"session-ended"}',
    `{"type":"memory-held","process":"${randomUUID()}","holdings":[{"place":"rooms","count":1,"oldestMs":0,"event":"${randomUUID()}"}]}`,
    `{"type":"session-ended","account":"${randomUUID()}","name":"Ms B."}`,
    '{"type":"session-ended","account":"%"}',
  ];
  for (const text of noise) await stranger.publish('incamera/bus/1', text);
  const known = ended();
  await stranger.publish('incamera/bus/1', JSON.stringify(known));
  await vi.waitFor(() => expect(heard).toEqual([known]));
  expect(said).toEqual(noise.map(() => ['bus-lost', 'unknown-message']));
});

test('M7.10 nothing that passed lies on the disk or in the memory of Redis afterwards', async () => {
  const { url, folder } = await redis();
  const { bus } = await open(url);
  const { heard } = ears(bus);
  for (let count = 0; count < 50; count++) await bus.publish(ended());
  await vi.waitFor(() => expect(heard).toHaveLength(50));
  const looker = createClient({ url });
  await looker.connect();
  undo.push(() => looker.close());
  expect(await looker.dbSize()).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  // The same two looks find what is kept and written.
  await looker.set('planted', 'presence');
  await looker.sendCommand(['SAVE']);
  expect(await looker.dbSize()).toBe(1);
  expect(readdirSync(folder)).toEqual(['dump.rdb']);
});

test('M6.2 a Redis that writes to disk is refused', async () => {
  expect(await refusal((await redis('--save', '3600 1')).url)).toEqual([expect.stringMatching(/^REDIS_URL: this Redis writes to disk\./)]);
  expect(await refusal((await redis('--appendonly', 'yes')).url)).toEqual([expect.stringMatching(/^REDIS_URL: this Redis writes to disk\./)]);
  expect(await refusal((await redis()).url)).toEqual([]);
});

test('M6.2 a Redis that does not tell whether it writes to disk is refused, and the sentence says what to do', async () => {
  const renamed = await redis('--rename-command', 'CONFIG', '');
  expect(await refusal(renamed.url)).toEqual([expect.stringMatching(/^REDIS_URL: this Redis does not tell whether it writes to disk\. .*\+config\|get/)]);
  const guarded = await redis();
  const owner = createClient({ url: guarded.url });
  await owner.connect();
  undo.push(() => owner.close());
  await owner.aclSetUser('portal', ['on', '>secret', 'allchannels', '+@all', '-config']);
  const url = guarded.url.replace('//', '//portal:secret@');
  expect(await refusal(url)).toEqual([expect.stringMatching(/does not tell whether/)]);
  // The least that the sentences ask for is enough.
  await owner.aclSetUser('portal', ['reset', 'on', '>secret', '&incamera/*', '-@all', '+config|get', '+publish', '+subscribe', '+hello', '+ping']);
  expect(await refusal(url)).toEqual([]);
  await owner.aclSetUser('portal', ['resetchannels']);
  expect(await refusal(url)).toEqual([expect.stringMatching(/may not publish and hear on the channel/)]);
});

test('a wrong password and a Redis that is not there are refused in sentences without the address', async () => {
  const { port } = await redis('--requirepass', 'right');
  const refused = [
    ...(await refusal(`redis://:wr0ng@127.0.0.1:${port}`)),
    ...(await refusal(`redis://127.0.0.1:${port}`)),
    ...(await refusal(`redis://127.0.0.1:${await freePort()}`)),
  ];
  expect(refused).toEqual([
    'REDIS_URL: this Redis does not accept the user or the password.',
    'REDIS_URL: this Redis does not accept the user or the password.',
    'REDIS_URL: no Redis (version 6 or newer) answers there.',
  ]);
  expect(await refusal(`redis://:right@127.0.0.1:${port}`)).toEqual([]);
});
