/** The packages of the lock file, and with them the Node that the portal runs on. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
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
  if (!isInstalled(scope)) {
    const omit = scope === 'run' ? ['--omit=dev'] : ['--include=dev'];
    const npm = npmCommand();
    await runQuietly(
      'Installing packages',
      npm.file,
      [...npm.args, 'ci', ...omit, '--include=optional', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
      { ...process.env, PATH: pathWithoutBin(), NODE_ENV: '' },
      'The packages could not be installed. Is there a way to the npm registry, is the disk full, and may you write in this folder?',
    );
  }
  linkNode();
  if (spawnSync(NODE, ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new BootFault(
      `The portal brings its Node for Linux with glibc on x64 and arm64; this machine is ${process.platform} on ${process.arch}, or npm was told to leave out optional packages.`,
    );
  }
}

/** npm 10 takes the command away again together with the package of the other kind of machine, which has a command of the same name. */
function linkNode() {
  const target = join('..', `node-linux-${process.arch}`, 'bin', 'node');
  if (!existsSync(NODE) && existsSync(join(BIN, target))) symlinkSync(target, NODE);
}

/**
 * npm writes down what it has installed after an installation is complete; an interrupted one leaves no such file.
 * @param {'run' | 'all'} scope
 */
function isInstalled(scope) {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const found = packagesOf(hidden);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const installed = found[path];
    if (installed === undefined) return entry.optional === true || entry.devOptional === true || (entry.dev === true && scope === 'run');
    return installed.version === entry.version && installed.integrity === entry.integrity;
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** The npm that runs this script, or the one in the PATH. It must not run on the Node that it is about to replace. */
function npmCommand() {
  const script = process.env['npm_execpath'];
  return script !== undefined && /\.c?js$/.test(script) && existsSync(script) ? { file: 'node', args: [script] } : { file: 'npm', args: [] };
}

function pathWithoutBin() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => folder !== BIN).join(delimiter);
}
