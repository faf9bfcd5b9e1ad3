/** `npm test`: every check and every test, and as the last line their sum. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as v from 'valibot';
import { CHECKS, runChecks } from './checks.ts';

interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
});
const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

const folder = mkdtempSync(join(tmpdir(), 'incamera-test-'));
const began = performance.now();
try {
  const sums = [await checks(), await unit(), await journeys()];
  const total = sums.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }));
  console.log(`\nin ${((performance.now() - began) / 60_000).toFixed(1)} minutes`);
  console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function checks(): Promise<Sum> {
  heading('Checks');
  const all = [...CHECKS, { name: 'promises kept (coverage:mission --done)', commands: [['node', 'tools/coverage-mission.ts', '--done']] as const }];
  const failed = await runChecks(all);
  return { passed: all.length - failed, failed, skipped: 0 };
}

async function unit(): Promise<Sum> {
  heading('Rules, servers and database');
  const path = join(folder, 'vitest.json');
  const code = await show('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`], {});
  const report = read(path, vitestReport);
  if (report === null) return broken('Vitest');
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that does not load, or an error outside a test, fails the run without a failed test.
  const failed = report.numFailedTests + (report.numFailedTests === 0 && (code !== 0 || !report.success) ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped };
}

async function journeys(): Promise<Sum> {
  heading('Journeys in browsers');
  const path = join(folder, 'playwright.json');
  const code = await show('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: path });
  const report = read(path, playwrightReport);
  if (report === null) return broken('Playwright');
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed + (failed === 0 && (code !== 0 || report.errors.length > 0) ? 1 : 0), skipped };
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 60 - text.length))}`);
}

function broken(runner: string): Sum {
  console.log(`${runner} ended without a report.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

function show(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function read<T>(path: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
