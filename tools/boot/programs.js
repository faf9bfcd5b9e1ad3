/** Debian's programs that the tests drive: two browsers, the relay, Redis, and what makes a small network on one machine. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { BootFault, runQuietly } from './run.js';

/** Program -> Debian package. */
const PROGRAMS = {
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  turnserver: 'coturn',
  'redis-server': 'redis-server',
  openssl: 'openssl',
  ip: 'iproute2',
  iptables: 'iptables',
  ethtool: 'ethtool',
  tcpdump: 'tcpdump',
  gcc: 'gcc',
};

export async function ensurePrograms() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new BootFault(`The tests need programs that are not on this machine. On Debian: ${process.getuid?.() === 0 ? '' : 'sudo '}${command}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const advice = `The tests need ${missing.join(', ')}. Install them by hand: ${command}`;
  await runQuietly('Reading the list of Debian packages', 'apt-get', ['update', '-q'], env, advice);
  // gcc alone comes without the C library's headers.
  const packages = missing.includes('gcc') ? [...missing, 'libc6-dev'] : missing;
  await runQuietly(`Installing ${missing.join(', ')}`, 'apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], env, advice);
  const still = missingPackages();
  if (still.length > 0) throw new BootFault(advice);
}

function missingPackages() {
  return [...new Set(Object.entries(PROGRAMS).flatMap(([program, name]) => (isInPath(program) ? [] : [name])))];
}

/** @param {string} program */
function isInPath(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
