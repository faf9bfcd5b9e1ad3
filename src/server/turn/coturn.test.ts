import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { startCoturn, type DevelopmentTurn } from './coturn.ts';
import { CREDENTIAL_LIFE_MS, iceServersFor, type Turn } from './credentials.ts';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incamera-turn-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(
  dataDir = newFolder(),
): Promise<{ readonly relay: DevelopmentTurn; readonly turn: Turn; readonly dataDir: string; readonly said: string[] }> {
  const said: string[] = [];
  const relay = await startCoturn({ dataDir, log: (event, fields) => void said.push([event, fields?.code].filter(Boolean).join(' ')) });
  const turn = relay?.turn();
  if (!relay || !turn) throw new Error('no relay');
  undo.push(() => relay.stop());
  return { relay, turn, dataDir, said };
}

function portOf(turn: Turn): number {
  return Number(/:(\d+)\?/.exec(turn.urls[0] ?? '')?.[1]);
}

/** The relay's processes of a data folder, found by their command line. */
function relaysOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(dataDir, 'turn'));
      } catch {
        return false;
      }
    });
}

const ALLOCATE = 0x0003;
const CREATE_PERMISSION = 0x0008;
const attribute = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  peer: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  transport: 0x0019,
  software: 0x8022,
} as const;

interface Answer {
  readonly type: number;
  /** null: no error. */
  readonly error: number | null;
  get(name: number): Buffer | undefined;
}

/** A TURN client that can ask, over one UDP socket (RFC 8489, RFC 8656). */
function client(turn: Turn, credential: { readonly username: string; readonly credential: string }) {
  const socket = createSocket('udp4');
  undo.push(() => void socket.close());
  let nonce = Buffer.alloc(0);
  let realm = Buffer.alloc(0);

  function encode(name: number, value: Buffer): Buffer {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(name, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
  }

  function request(type: number, attributes: readonly Buffer[]): Buffer {
    const signed = nonce.length > 0;
    const body = Buffer.concat([
      ...attributes,
      ...(signed ? [encode(attribute.username, Buffer.from(credential.username)), encode(attribute.realm, realm), encode(attribute.nonce, nonce)] : []),
    ]);
    const head = Buffer.alloc(8);
    head.writeUInt16BE(type, 0);
    head.writeUInt16BE(body.length + (signed ? 24 : 0), 2);
    head.writeUInt32BE(0x2112a442, 4);
    const message = Buffer.concat([head, randomBytes(12), body]);
    if (!signed) return message;
    const key = createHash('md5').update(`${credential.username}:${realm.toString()}:${credential.credential}`).digest();
    return Buffer.concat([message, encode(attribute.integrity, createHmac('sha1', key).update(message).digest())]);
  }

  async function ask(type: number, attributes: readonly Buffer[]): Promise<Answer> {
    socket.send(request(type, attributes), portOf(turn), '127.0.0.1');
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(2_000) })) as [Buffer];
    const found = new Map<number, Buffer>();
    for (let at = 20; at + 4 <= answer.length;) {
      const length = answer.readUInt16BE(at + 2);
      found.set(answer.readUInt16BE(at), answer.subarray(at + 4, at + 4 + length));
      at += 4 + length + ((4 - (length % 4)) % 4);
    }
    const error = found.get(attribute.error);
    return { type: answer.readUInt16BE(0), error: error ? error.readUInt8(2) * 100 + error.readUInt8(3) : null, get: (name) => found.get(name) };
  }

  return {
    /** As a browser does: once without, then with the credential. */
    async allocate(): Promise<Answer> {
      const transport = encode(attribute.transport, Buffer.from('11000000', 'hex'));
      const first = await ask(ALLOCATE, [transport]);
      expect(first.error).toBe(401);
      nonce = Buffer.from(first.get(attribute.nonce) ?? '');
      realm = Buffer.from(first.get(attribute.realm) ?? '');
      return ask(ALLOCATE, [transport]);
    },
    permit(address: string): Promise<Answer> {
      const value = Buffer.alloc(8);
      value.writeUInt8(1, 1);
      value.writeUInt16BE(5000 ^ 0x2112, 2);
      value.writeUInt32BE((Buffer.from(address.split('.').map(Number)).readUInt32BE(0) ^ 0x2112a442) >>> 0, 4);
      return ask(CREATE_PERMISSION, [encode(attribute.peer, value)]);
    },
  };
}

function credentialOf(turn: Turn, now = new Date()) {
  const [server] = iceServersFor(turn, randomBytes(16).toString('base64url'), now);
  if (!server) throw new Error('no credential');
  return server;
}

test('M7.7 a credential of the portal gets an allocation on the relay, over UDP, on loopback', async () => {
  const { turn, said } = await start();
  expect(turn.urls).toEqual([`turn:127.0.0.1:${portOf(turn)}?transport=udp`, `turn:127.0.0.1:${portOf(turn)}?transport=tcp`]);
  const answer = await client(turn, credentialOf(turn)).allocate();
  expect(answer.error).toBeNull();
  const relayed = answer.get(attribute.relayed);
  expect(((relayed?.readUInt32BE(4) ?? 0) ^ 0x2112a442) >>> 0).toBe(0x7f000001);
  expect((relayed?.readUInt16BE(2) ?? 0) ^ 0x2112).toBeGreaterThanOrEqual(61_000);
  expect(answer.get(attribute.software)).toBeUndefined();
  expect(said).toEqual(['turn-started']);
});

test('M7.7 the relay listens over TCP too, for networks without UDP', async () => {
  const { turn } = await start();
  const socket = connect(portOf(turn), '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
});

test('a wrong, a changed and an expired credential get no allocation', async () => {
  const { turn } = await start();
  const good = credentialOf(turn);
  expect((await client(turn, { ...good, credential: randomBytes(20).toString('base64') }).allocate()).error).toBe(401);
  expect((await client(turn, { ...good, username: `${good.username}x` }).allocate()).error).toBe(401);
  expect((await client(turn, credentialOf({ ...turn, secret: 'another' })).allocate()).error).toBe(401);
  expect((await client(turn, credentialOf(turn, new Date(Date.now() - CREDENTIAL_LIFE_MS - 2_000))).allocate()).error).toBe(401);
  expect((await client(turn, good).allocate()).error).toBeNull();
});

test('the relay of a developer reaches that machine and nothing around it', async () => {
  const { turn } = await start();
  const asker = client(turn, credentialOf(turn));
  await asker.allocate();
  expect((await asker.permit('127.0.0.1')).error).toBeNull();
  for (const address of ['198.51.100.7', '10.0.0.1', '192.168.1.1', '169.254.169.254', '224.0.0.1', '0.0.0.0'])
    expect([address, (await asker.permit(address)).error]).toEqual([address, 403]);
});

test('M1.2 the relay writes no log, and its secret is in no file once it runs', async () => {
  const { turn, dataDir } = await start();
  const asker = credentialOf(turn);
  await client(turn, asker).allocate();
  const folder = join(dataDir, 'turn');
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(readdirSync(folder)).not.toContain('turnserver.conf');
  expect(written.join()).not.toContain(turn.secret);
  expect(written.join()).not.toContain(asker.username.split(':')[1]);
  expect(statSync(folder).mode & 0o077).toBe(0);
  // Its standard streams lead nowhere either.
  const [pid] = relaysOf(dataDir);
  for (const stream of ['0', '1', '2']) expect(readlinkSync(`/proc/${pid}/fd/${stream}`)).toBe('/dev/null');
  const open = readdirSync(`/proc/${pid}/fd`).map((name) => join(`/proc/${pid}/fd`, name));
  const files = open.filter((path) => statSync(path).isFile());
  expect(files.filter((path) => !/turn\/turndb/.test(readlinkSync(path)))).toEqual([]);
});

test('a relay that is stopped is gone with all it had; a new one has a new secret', async () => {
  const { relay, turn, dataDir, said } = await start();
  expect(relaysOf(dataDir)).toHaveLength(1);
  await relay.stop();
  await relay.stop();
  expect(relay.turn()).toBeNull();
  expect(relaysOf(dataDir)).toEqual([]);
  expect(existsSync(join(dataDir, 'turn'))).toBe(false);
  expect(said).toEqual(['turn-started']);
  const next = await start(dataDir);
  expect(next.turn.secret).not.toBe(turn.secret);
});

test('a relay that ends by itself is offered no longer, and the log says so', async () => {
  const { relay, dataDir, said } = await start();
  const [pid] = relaysOf(dataDir);
  process.kill(pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(said).toEqual(['turn-started', 'turn-lost']));
  expect(relay.turn()).toBeNull();
});

test('a portal killed with -9 leaves no relay', async () => {
  const dataDir = newFolder();
  const portal = await portalProcess(dataDir);
  expect(relaysOf(dataDir)).toHaveLength(1);
  portal.kill('SIGKILL');
  await vi.waitFor(() => expect(relaysOf(dataDir)).toEqual([]), { timeout: 2_000 });
  // What it left in its folder hinders nobody.
  expect(existsSync(join(dataDir, 'turn'))).toBe(true);
  await start(dataDir);
});

test('where there is no coturn the portal goes on without', async () => {
  const dataDir = newFolder();
  const empty = join(dataDir, 'empty');
  mkdirSync(empty);
  const said: string[] = [];
  const answer = await startCoturn({ dataDir, log: (event, fields) => void said.push(`${event} ${fields?.code}`), folders: [empty] });
  expect(answer).toBeNull();
  expect(said).toEqual(['turn-missing not-installed']);
});

async function portalProcess(dataDir: string): Promise<ChildProcess> {
  const module = fileURLToPath(new URL('./coturn.ts', import.meta.url));
  const portal = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startCoturn } = await import(${JSON.stringify(module)}); await startCoturn({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined }); process.stdout.write('started'); setInterval(() => undefined, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  undo.push(() => void portal.kill('SIGKILL'));
  await once(portal.stdout, 'data');
  return portal;
}
