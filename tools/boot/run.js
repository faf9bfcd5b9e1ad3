/** Child processes of the start-up: quiet when they succeed, told in full when they fail, ended with it. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A fault that is explained to the person at the terminal in one sentence or two. */
export class BootFault extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

/** Ctrl-C reaches the children by itself; a SIGTERM does not. */
export function stopWithChildren() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, () => {
      for (const child of children) child.kill(signal);
      process.exit(code);
    });
  }
}

/**
 * Tells what is going on, then runs it and tells how long it took. Output is shown only if it fails.
 * @param {string} doing
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} advice What to do when it fails.
 */
export async function runQuietly(doing, file, args, env, advice) {
  process.stdout.write(`${doing} … `);
  const began = Date.now();
  const { code, output } = await new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    const add = (/** @type {Buffer} */ text) => {
      output += text.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
  if (code !== 0) {
    process.stdout.write('failed\n');
    process.stderr.write(`${output.trim()}\n`);
    throw new BootFault(advice);
  }
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}
