/**
 * From `git clone` of this checkout (what is committed) through `npm start` to the first page, with npm's cache warm; and `npm start` again in the
 * same folder. The floors: the same clone with `npm ci` of the same packages and then a bare server; and `npm start` of a bare server.
 *
 *   npm run bench:start [-- --runs 3] [-- --json FILE]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { freePort } from '../e2e/portal.ts';
import { numberAsked, report } from './figures.ts';

const ROOT = join(import.meta.dirname, '..');
const runs = numberAsked('runs', 3);
const PATIENCE_MS = 180_000;
/** What `tools/boot/packages.js` says. */
const CI = ['ci', '--omit=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
const BARE = `require('node:http').createServer((_, answer) => answer.end('<!doctype html><title>bare</title>')).listen(process.env.PORT)`;

const folder = mkdtempSync(join(tmpdir(), 'incamera-start-'));
/** A person's, who has no packages yet: nothing of this checkout's own `npm run`. */
const env = {
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((each) => !/node_modules|node-gyp-bin/.test(each))
    .join(delimiter),
  HOME: process.env['HOME'] ?? '/',
};

function clone(name: string): string {
  const into = join(folder, name);
  execFileSync('git', ['clone', '--quiet', ROOT, into], { env });
  return into;
}

/** Until a page is answered; then everything that was started is ended, which is not counted. */
async function untilAnswered(cwd: string, command: string, ...args: readonly string[]): Promise<number> {
  const port = await freePort();
  // A group of its own, because npm passes a signal on to its child only.
  const child = spawn(command, args, { cwd, env: { ...env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const ended = once(child, 'close');
  const limit = performance.now() + PATIENCE_MS;
  const isAnswered = () =>
    fetch(`http://localhost:${port}/`).then(
      async (answer) => answer.ok && (await answer.text()).includes('<title'),
      () => false,
    );
  try {
    while (!(await isAnswered())) {
      if (performance.now() > limit || child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} answered no page`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return performance.now();
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}

const took = { first: [], firstFloor: [], second: [], secondFloor: [] } as Record<'first' | 'firstFloor' | 'second' | 'secondFloor', number[]>;
/** In seconds. @returns what was measured. */
async function measured(into: number[], deed: () => Promise<number>): Promise<void> {
  const began = performance.now();
  into.push(((await deed()) - began) / 1000);
}

const ways = {
  async bare(run: number) {
    const name = `bare-${run}`;
    await measured(took.firstFloor, async () => {
      const cwd = clone(name);
      execFileSync('npm', CI, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
      return untilAnswered(cwd, 'node', '-e', BARE);
    });
    rmSync(join(folder, name), { recursive: true });
    await measured(took.secondFloor, () => untilAnswered(join(folder, 'bare'), 'npm', 'start'));
  },
  async portal(run: number) {
    const name = `portal-${run}`;
    await measured(took.first, () => untilAnswered(clone(name), 'npm', 'start'));
    await measured(took.second, () => untilAnswered(join(folder, name), 'npm', 'start'));
    rmSync(join(folder, name), { recursive: true });
  },
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'bare'));
writeFileSync(join(folder, 'bare', 'server.cjs'), BARE);
writeFileSync(join(folder, 'bare', 'package.json'), JSON.stringify({ scripts: { start: 'exec node server.cjs' } }));
// The first installation fills npm's cache and counts for nothing.
await ways.bare(-1);
for (const floors of [took.firstFloor, took.secondFloor]) floors.length = 0;
for (let run = 0; run < runs; run++) for (const of of run % 2 === 0 ? (['bare', 'portal'] as const) : (['portal', 'bare'] as const)) await ways[of](run);
process.exitCode = report([
  { name: 'clone-to-first-page', unit: 's', values: took.first, floors: took.firstFloor, target: { kind: 'value-at-most', limit: 30 } },
  { name: 'second-start-to-first-page', unit: 's', values: took.second, floors: took.secondFloor, target: { kind: 'value-at-most', limit: 3 }, digits: 2 },
])
  ? 0
  : 1;
