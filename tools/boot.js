/**
 * What `npm start` and `npm test` need before they can run: packages, the build, and for the tests a few of Debian's programs.
 * Runs on any Node from 18 on and imports nothing from node_modules, because there may be none yet. Does nothing that is done already.
 *
 *   node tools/boot.js start | test | packages | build
 */
import process from 'node:process';
import { holdLock } from './boot/lock.js';
import { ensureBuild, ensureTypes } from './boot/build.js';
import { ensurePackages } from './boot/packages.js';
import { BootFault, stopWithChildren } from './boot/run.js';
import { ensurePrograms } from './boot/programs.js';

const STEPS = {
  start: async () => {
    await ensurePackages('run');
    await ensureBuild();
  },
  test: async () => {
    await ensurePackages('all');
    await ensureTypes();
    await ensureBuild();
    await ensurePrograms();
  },
  packages: async () => {
    await ensurePackages('all');
    await ensureTypes();
  },
  build: async () => {
    await ensurePackages('run');
    await ensureBuild();
  },
};

stopWithChildren();
const step = STEPS[/** @type {keyof typeof STEPS} */ (process.argv[2])];
if (step === undefined) {
  process.stderr.write(`node tools/boot.js ${Object.keys(STEPS).join(' | ')}\n`);
  process.exit(2);
}
try {
  await holdLock(step);
} catch (error) {
  if (!(error instanceof BootFault)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
