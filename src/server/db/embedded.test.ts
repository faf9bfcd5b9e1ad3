import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts';

const folders: string[] = [];
const running: EmbeddedDatabase[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((database) => database.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incamera-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, onLost?: () => void): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log: () => undefined, durable: false, ...(onLost === undefined ? {} : { onLost }) });
  running.push(database);
  return database;
}

async function ask(url: string, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

function isAlive(pid: number): boolean {
  // A zombie still has a folder in /proc but no memory any more.
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('what was written is there after a stop and a second start', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await ask(first.url, 'create table note (word text)');
  await ask(first.url, "insert into note values ('kept')");
  const pid = serverPid(folder);
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const second = await start(folder);
  expect(await ask(second.url, 'select word from note')).toEqual([{ word: 'kept' }]);
});

test('a portal killed with -9 leaves no database process, and loses no acknowledged write', async () => {
  const folder = newFolder();
  const portal = await portalProcess(folder);
  const pid = serverPid(folder);
  expect(isAlive(pid)).toBe(true);
  portal.kill('SIGKILL');
  // The next start does not wait for anybody to clean up.
  const next = await start(folder);
  expect(isAlive(pid)).toBe(false);
  expect(await ask(next.url, 'select word from note')).toEqual([{ word: 'acknowledged' }]);
});

test('a second portal on the same folder is refused in a clear sentence, and the first goes on', async () => {
  const folder = newFolder();
  const portal = await portalProcess(folder);
  try {
    await expect(start(folder)).rejects.toThrow(/Another portal is using the database in .*\. Stop it, or choose another DATA_DIR\./);
    expect(isAlive(serverPid(folder))).toBe(true);
  } finally {
    await new Promise((ended) => portal.once('close', ended).kill('SIGKILL'));
  }
});

test('a number left in postmaster.pid that now belongs to somebody else does not hinder the start', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await first.stop();
  writeFileSync(join(folder, 'postgres/data/postmaster.pid'), `${process.pid}\n${join(folder, 'postgres/data')}\n1700000000\n5432\n\n\n\nready\n`);
  const second = await start(folder);
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an unfinished first start is made good by the next', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'postgres/unfinished-abc'), { recursive: true });
  const database = await start(folder);
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(join(folder, 'postgres')).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

test('a folder with a path longer than a socket may have works too', async () => {
  const folder = join(newFolder(), 'a'.repeat(60), 'b'.repeat(60));
  const database = await start(folder);
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const host = new URL(database.url.replace('@/', '@x/')).searchParams.get('host') ?? '';
  expect(statSync(host).mode & 0o077).toBe(0);
  folders.push(host);
});

test('the role is no superuser, no TCP port is open, and nobody signs in as another role', async () => {
  const folder = newFolder();
  const database = await start(folder);
  expect(await ask(database.url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([{ rolsuper: false }]);
  expect(await ask(database.url, "select current_setting('listen_addresses') as addresses")).toEqual([{ addresses: '' }]);
  await expect(ask(database.url.replace('//incamera:', '//postgres:'), 'select 1')).rejects.toThrow(/pg_hba|password/);
  await expect(ask(database.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
  expect(statSync(join(folder, 'postgres')).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'postgres/password')).mode & 0o077).toBe(0);
});

test('faults caused by what people typed write no word of it into the data folder', async () => {
  const folder = newFolder();
  const database = await start(folder);
  await ask(database.url, 'create table address (address text primary key)');
  await ask(database.url, 'insert into address values ($1)', ['planted-and-found']);
  await ask(database.url, 'checkpoint');
  await expect(ask(database.url, 'select $1::uuid', ['secret-of-a-guest'])).rejects.toThrow();
  await expect(ask(database.url, "select 'secret-of-a-guest'::int")).rejects.toThrow();
  const found = (word: string) => filesUnder(folder).filter((path) => readFileSync(path).includes(word));
  expect(found('planted-and-found').length).toBeGreaterThan(0);
  expect(found('secret-of-a-guest')).toEqual([]);
});

test('a database that ends by itself is told to the portal', async () => {
  const folder = newFolder();
  let lost = 0;
  await new Promise<void>((told) => {
    void start(folder, () => {
      lost++;
      told();
    }).then(() => process.kill(serverPid(folder), 'SIGKILL'));
  });
  expect(lost).toBe(1);
});

test('a database of another major version is refused and left alone', async () => {
  const folder = newFolder();
  await (await start(folder)).stop();
  writeFileSync(join(folder, 'postgres/data/PG_VERSION'), '12\n');
  await expect(start(folder)).rejects.toThrow(/made by PostgreSQL 12/);
  expect(existsSync(join(folder, 'postgres/data/postmaster.pid'))).toBe(false);
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

/** Another Node that starts the database, writes a row and then only lives. */
async function portalProcess(dataDir: string): Promise<ChildProcess> {
  const program = `
    import pg from 'pg';
    import { startEmbedded } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))};
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('create table note (word text)');
    await client.query("insert into note values ('acknowledged')");
    console.log('written');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() });
  await new Promise<void>((written, failed) => {
    child.stdout.once('data', () => written());
    child.once('close', () => failed(new Error('the other portal did not start')));
  });
  return child;
}
