/** One start-up at a time in one checkout: two would install and build over each other. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './run.js';

const FOLDER = join(ROOT, '.boot');
const LOCK = join(FOLDER, 'lock');

/** @param {() => Promise<void>} work */
export async function holdLock(work) {
  mkdirSync(FOLDER, { recursive: true });
  for (let told = false; !taken(); told = true) {
    if (!told) process.stdout.write('Waiting for another start in this folder …\n');
    await delay(200);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  await work();
  release();
}

function taken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (holderIsGone()) rmSync(LOCK, { force: true });
    return false;
  }
}

function holderIsGone() {
  try {
    const holder = Number(readFileSync(LOCK, 'utf8'));
    // Empty: somebody is writing their number at this moment.
    if (holder === 0) return false;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
