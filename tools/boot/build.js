/** The web pages, built when a source is not the one they were built from. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { NODE } from './packages.js';
import { ROOT, runQuietly } from './run.js';

const BUILD = join(ROOT, 'build');
const STAMP = join(BUILD, '.sources');
const SOURCES = ['src', 'static', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'tools/guest-page.ts'];

/**
 * The types of routes and of `$app`, without which neither tests nor checks can read a source. Those of `$app` lie in node_modules and go with it; those
 * of the routes are written anew when a route's file came or went.
 */
export async function ensureTypes() {
  const types = join(ROOT, '.svelte-kit', 'types');
  const stamp = join(ROOT, '.svelte-kit', '.routes');
  const routes = filesUnder(join('src', 'routes')).filter(isRoute).sort().join('\n');
  const known = existsSync(types) && existsSync(stamp) && readFileSync(stamp, 'utf8') === routes;
  if (known && existsSync(join(ROOT, 'node_modules', '$app', 'tsconfig.json'))) return;
  const script = join(ROOT, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js');
  await runQuietly('Writing the types of the routes', NODE, [script, 'sync'], process.env, 'The types of the routes could not be written.');
  writeFileSync(stamp, routes);
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isRoute(path) {
  return /[\\/]\+[^\\/]+\.(?:svelte|ts)$/.test(path);
}

export async function ensureBuild() {
  const sources = fingerprint();
  if (existsSync(join(BUILD, 'handler.js')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  rmSync(STAMP, { force: true });
  await runQuietly(
    'Building the pages',
    NODE,
    [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { ...process.env, NODE_ENV: 'production' },
    'The pages could not be built. If you changed a source, npm run check says more.',
  );
  writeFileSync(STAMP, sources);
}

/** Of the content: times change with every checkout. Tests do not go into the build. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((name) => filesUnder(name)).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && entry.name.endsWith('.test.ts') ? [] : filesUnder(join(path, entry.name)),
    );
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [path];
    throw error;
  }
}
