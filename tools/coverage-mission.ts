/**
 * `npm run coverage:mission`: which tests prove which row of docs/promises.md, by the rows their titles carry. Fails while a row has none.
 * With `--done` only the rows marked done there: what was proven once must stay proven.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { provenRows, readPromises } from './promises.ts';

const root = join(import.meta.dirname, '..');
const promises = readPromises(readFileSync(join(root, 'docs/promises.md'), 'utf8'));
const onlyDone = process.argv.includes('--done');
const tests = globSync(['src/**/*.test.ts', 'e2e/**/*.test.ts'], { cwd: root }).sort();
const proofs = provenRows(tests.map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') })));

const rows = promises.filter((promise) => !onlyDone || promise.done);
let unproven = 0;
for (const { row, done } of rows) {
  const found = proofs.get(row) ?? [];
  if (found.length === 0) unproven++;
  console.log(`${row.padEnd(6)} ${done ? 'done' : 'open'}  ${found.length === 0 ? '— no test' : ''}`.trimEnd());
  for (const { path, title } of found) console.log(`         ${path}: ${title}`);
}
const known = new Set(promises.map((promise) => promise.row));
const strangers = [...proofs.keys()].filter((row) => !known.has(row));
for (const row of strangers)
  console.log(
    `${row.padEnd(6)} is no row of docs/promises.md: ${proofs
      .get(row)
      ?.map((proof) => proof.path)
      .join(', ')}`,
  );
console.log(`${rows.length - unproven} of ${rows.length} rows${onlyDone ? ' marked done' : ''} have a test`);
process.exitCode = unproven > 0 || strangers.length > 0 ? 1 : 0;
