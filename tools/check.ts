/** `npm run check`: everything that can be said of the sources without running them. */
import process from 'node:process';
import { CHECKS, runChecks } from './checks.ts';

process.exitCode = (await runChecks(CHECKS)) === 0 ? 0 : 1;
