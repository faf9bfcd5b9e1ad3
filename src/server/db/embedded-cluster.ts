/**
 * The files of the embedded PostgreSQL: made once, settings rewritten at each start, leftovers of a killed process cleared.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError, type Launcher } from './embedded-launch.ts';

/** Also the name of the database. */
export const ROLE = 'incamera';

export interface Cluster {
  /** PostgreSQL's own folder. */
  readonly data: string;
  readonly password: string;
  /** False for tests only: faster, and a crash may lose everything. */
  readonly durable: boolean;
}

/** The database of a cluster that exists, for whoever may read its folder. */
export function urlOf(password: string, socketFolder: string): string {
  return `postgresql://${ROLE}:${password}@/${ROLE}?host=${encodeURIComponent(socketFolder)}`;
}

/** @param folder Holds the data, the password and (if its path is short enough) the socket; mode 0700. @returns whether the cluster was new. */
export function openCluster(folder: string, launcher: Launcher, durable: boolean): { readonly cluster: Cluster; readonly created: boolean } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, launcher);
  // Another user's server must pass through the portal's data folder to its own; it still cannot list it.
  if (launcher.owner !== null) chmodSync(dirname(folder), 0o711);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const created = !existsSync(data);
  if (created) create(folder, data, passwordFile, launcher, durable);
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const wanted = ran(launcher, 'postgres', ['--version'], '').match(/(\d+)/)?.[1];
  if (version !== wanted) {
    throw new EmbeddedDatabaseError(
      `The database in ${data} was made by PostgreSQL ${version}, and this portal brings ${wanted}. Start the portal it was made with, or move the data with pg_upgrade.`,
    );
  }
  return { cluster: { data, password: readFileSync(passwordFile, 'utf8').trim(), durable }, created };
}

/** The settings follow the code, not the day the cluster was made. */
export function writeSettings(cluster: Cluster, socketFolder: string, launcher: Launcher): void {
  const settings = {
    // No network: a socket in a folder nobody else may enter, and a password for whoever can.
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // An acknowledged write survives kill -9 and a power cut.
    fsync: cluster.durable ? 'on' : 'off',
    synchronous_commit: cluster.durable ? 'on' : 'off',
    full_page_writes: cluster.durable ? 'on' : 'off',
    // What was erased must leave the write-ahead log too: no replica needs it, and old segments are removed instead of kept for reuse with their old content.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_recycle: 'off',
    wal_init_zero: 'on',
    min_wal_size: '32MB',
    max_wal_size: '512MB',
    // No value may reach the server's log: no statement, no parameter, no key of a unique violation, no error caused by input.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    log_lock_waits: 'off',
    logging_collector: 'off',
    lc_messages: 'C',
    // Small rows and short queries: no helper processes to start and stop.
    io_method: 'sync',
    max_parallel_workers_per_gather: 0,
    max_logical_replication_workers: 0,
    jit: 'off',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`);
  writeFile(join(cluster.data, 'postgresql.conf'), `${lines.join('\n')}\n`, launcher);
  writeFile(join(cluster.data, 'pg_hba.conf'), `local all ${ROLE} scram-sha-256\n`, launcher);
}

/** A socket's path may have 107 bytes. A longer one goes to a folder under /tmp, named after the data folder. */
export function socketPathOf(folder: string): string {
  const beside = join(folder, 'socket');
  const short = Buffer.byteLength(join(beside, '.s.PGSQL.5432.lock')) <= 107;
  return short ? beside : join(tmpdir(), `incamera-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)}`);
}

/** Makes it. Throws when the name is taken by somebody else. */
export function socketFolderOf(folder: string, launcher: Launcher): string {
  const path = socketPathOf(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const mine = found.uid === process.getuid?.() || found.uid === launcher.owner?.uid;
  if (!found.isDirectory() || !mine || (found.mode & 0o077) !== 0) {
    throw new EmbeddedDatabaseError(`${path} must be a folder that only the portal's user may enter. Remove it and start again.`);
  }
  own(path, launcher);
  return path;
}

/**
 * After a kill -9 the former server may still be writing its last checkpoint: waits for its end, then clears what a dead one left.
 * Throws when a living portal uses the same folder.
 */
export async function clearLeftovers(cluster: Cluster, waitMs = 15_000): Promise<void> {
  const data = realpathSync(cluster.data);
  const deadline = Date.now() + waitMs;
  for (;;) {
    const living = processesIn(data);
    if (living.length === 0) break;
    if (living.some((pid) => servesSomebody(pid, living)) || Date.now() > deadline) {
      throw new EmbeddedDatabaseError(`Another portal is using the database in ${cluster.data}. Stop it, or choose another DATA_DIR.`);
    }
    await delay(25);
  }
  // PostgreSQL would take any process that has got the number by now for its predecessor.
  rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
}

/** Every process of a PostgreSQL server works in its data folder. */
function processesIn(data: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return readlinkSync(`/proc/${name}/cwd`) === data ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Whether the parent is a living Node; an orphan's is init, or whoever adopts orphans. */
function servesSomebody(pid: number, family: readonly number[]): boolean {
  try {
    const parent = Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S /s, '')
        .split(' ')[0],
    );
    return !family.includes(parent) && parent > 1 && /node/.test(readlinkSync(`/proc/${parent}/exe`));
  } catch {
    return false;
  }
}

function create(folder: string, data: string, passwordFile: string, launcher: Launcher, durable: boolean): void {
  for (const name of readdirSync(folder)) if (name.startsWith('unfinished-')) rmSync(join(folder, name), { recursive: true });
  const password = randomBytes(32).toString('base64url');
  const unfinished = join(folder, `unfinished-${randomBytes(6).toString('hex')}`);
  const sync = durable ? [] : ['--no-sync'];
  // The superuser gets no password and no line in pg_hba.conf: nobody can sign in as it, and an injected statement cannot run programs.
  ran(
    launcher,
    'initdb',
    ['-D', unfinished, '-U', 'postgres', '--auth=reject', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...sync],
    '',
  );
  // pg_checkpoint: after erasing, a checkpoint lets the write-ahead log forget as well.
  const statements = [
    `create role ${ROLE} login ${durable ? '' : 'createdb '}password '${password}'`,
    `grant pg_checkpoint to ${ROLE}`,
    `create database ${ROLE} owner ${ROLE}`,
  ];
  ran(launcher, 'postgres', ['--single', '-D', unfinished, ...(durable ? [] : ['-F']), 'postgres'], `${statements.join('\n')}\n`);
  writeFile(passwordFile, `${password}\n`, launcher);
  renameSync(unfinished, data);
}

function ran(launcher: Launcher, program: 'initdb' | 'postgres', args: readonly string[], input: string): string {
  const { file, args: all } = launcher.wrap(program, args);
  const done = spawnSync(file, all, { input, encoding: 'utf8', cwd: '/', env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } });
  // `postgres --single` answers 0 also when a statement failed.
  if (done.status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(done.stderr)) {
    throw new EmbeddedDatabaseError(`The embedded PostgreSQL could not be prepared (${program}): ${done.stderr.trim().slice(-600)}`, { cause: done.error });
  }
  return done.stdout;
}

function writeFile(path: string, text: string, launcher: Launcher): void {
  writeFileSync(path, text, { mode: 0o600 });
  own(path, launcher);
}

function own(path: string, launcher: Launcher): void {
  if (launcher.owner !== null) chownSync(path, launcher.owner.uid, launcher.owner.gid);
}
