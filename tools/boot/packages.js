/** The packages of the lock file, and with them the Node that the portal runs on. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { BootFault, ROOT, runQuietly } from './run.js';

/** npm puts this folder first in the PATH of its scripts, so that `node` is the locked one after the installation. */
const BIN = join(ROOT, 'node_modules', '.bin');
export const NODE = join(BIN, 'node');

/** @param {'run' | 'all'} scope `run` leaves out what only development and tests need. */
export async function ensurePackages(scope) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 18)
    throw new BootFault(
      `This Node is version ${process.versions.node}. Install Node 18 or newer (Debian: apt-get install nodejs npm); the portal then brings the one it needs.`,
    );
  if (missing(scope).length > 0) await install(scope, 'Installing packages', npmCommand());
  linkNode();
  if (spawnSync(NODE, ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new BootFault(
      `The portal brings its Node for Linux with glibc on x64 and arm64; this machine is ${process.platform} on ${process.arch}, or npm was told to leave out optional packages.`,
    );
  }
  // npm leaves out, without a word, optional packages that do not like the Node it runs on: once more, on the Node that is there now.
  const script = npmScript();
  if (missing(scope).length > 0 && script !== null) {
    const kept = join(ROOT, '.boot', 'node');
    rmSync(kept, { force: true });
    copyFileSync(NODE, kept);
    await install(scope, 'Installing what this Node could not', { file: kept, args: [script] });
    rmSync(kept);
    linkNode();
  }
  const left = missing(scope);
  if (left.length > 0) throw new BootFault(`npm did not install ${left.join(', ')}. A newer Node or npm will.`);
}

/**
 * @param {'run' | 'all'} scope
 * @param {string} doing
 * @param {{ file: string, args: string[] }} npm
 */
function install(scope, doing, npm) {
  const omit = scope === 'run' ? ['--omit=dev'] : ['--include=dev'];
  return runQuietly(
    doing,
    npm.file,
    [...npm.args, 'ci', ...omit, '--include=optional', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    { ...process.env, PATH: pathWithoutBin(), NODE_ENV: '' },
    'The packages could not be installed. Is there a way to the npm registry, is the disk full, and may you write in this folder?',
  );
}

/** npm 10 takes the command away again together with the package of the other kind of machine, which has a command of the same name. */
function linkNode() {
  const target = join('..', `node-linux-${process.arch}`, 'bin', 'node');
  if (!existsSync(NODE) && existsSync(join(BIN, target))) symlinkSync(target, NODE);
}

/**
 * The wanted packages that are not there in the version of the lock file. npm writes down what it has installed after an installation is
 * complete; an interrupted one leaves no such file.
 * @param {'run' | 'all'} scope
 */
function missing(scope) {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  const found = existsSync(hidden) ? packagesOf(hidden) : {};
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).flatMap(([path, entry]) => {
    const installed = found[path];
    const isThere = installed === undefined ? !isWanted(entry, scope) : installed.version === entry.version && installed.integrity === entry.integrity;
    return path === '' || isThere ? [] : [path.replace('node_modules/', '')];
  });
}

/**
 * Optional packages are wanted when they are made for this kind of machine; those made for none in particular only serve others.
 * @param {LockEntry} entry
 * @param {'run' | 'all'} scope
 */
function isWanted(entry, scope) {
  if (entry.dev === true && scope === 'run') return false;
  if (entry.optional !== true && entry.devOptional !== true) return true;
  const suits = (/** @type {string | string[] | undefined} */ list, /** @type {string} */ name) => list === undefined || [list].flat().includes(name);
  return entry.cpu !== undefined && suits(entry.os, process.platform) && suits(entry.cpu, process.arch) && suits(entry.libc, 'glibc');
}

/** @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} LockEntry */

/**
 * @param {string} path
 * @returns {Record<string, LockEntry>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** The npm that runs this script, or the one in the PATH. It must not run on the Node that it is about to replace. */
function npmCommand() {
  const script = npmScript();
  return script === null ? { file: 'npm', args: [] } : { file: 'node', args: [script] };
}

function npmScript() {
  const script = process.env['npm_execpath'];
  return script !== undefined && /\.c?js$/.test(script) && existsSync(script) ? script : null;
}

function pathWithoutBin() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => folder !== BIN).join(delimiter);
}
