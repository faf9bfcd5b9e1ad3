/** The checks that read the sources without running them. Each counts as one test. */
import { spawn } from 'node:child_process';
import process from 'node:process';

export interface Check {
  readonly name: string;
  /** A program of node_modules/.bin and its arguments; several run one after the other. */
  readonly commands: readonly (readonly [string, ...string[]])[];
}

/** The longest first: two run at a time, on the two cores the house is built for. */
export const CHECKS: readonly Check[] = [
  { name: 'lint (eslint)', commands: [['eslint', '.', '--max-warnings', '0']] },
  {
    name: 'types (svelte-check)',
    commands: [
      ['svelte-kit', 'sync'],
      ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ],
  },
  { name: 'format (prettier)', commands: [['prettier', '--check', '--log-level', 'warn', '.']] },
  {
    name: 'import rules (dependency-cruiser)',
    commands: [['depcruise', '--config', '.dependency-cruiser.js', '--output-type', 'err-long', 'src', 'tools', 'e2e', 'bench']],
  },
  { name: 'dead code (knip)', commands: [['knip', '--no-progress']] },
];
const AT_A_TIME = 2;

/** Prints a line a check, and everything a failed one said. @returns how many failed. */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  const waiting = [...checks];
  let failed = 0;
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = performance.now();
      const fault = await firstFault(check);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${fault === null ? '✓' : '✗'} ${check.name} ${seconds} s`);
      if (fault === null) continue;
      failed++;
      console.log(fault.replaceAll(/^/gm, '    '));
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return failed;
}

async function firstFault(check: Check): Promise<string | null> {
  for (const [program, ...args] of check.commands) {
    const { code, output } = await run(program, args);
    if (code !== 0) return output.trim() === '' ? `${program} ended with ${code}` : output.trim();
  }
  return null;
}

function run(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // npm has put node_modules/.bin into the PATH.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
