/** `npm run keyring -- FILE`: makes a new keyring for a portal in production. Never overwrites one: without its keys the database opens no more. */
import { writeFileSync } from 'node:fs';
import { newKeyring } from '../src/server/keys/keyring.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('Usage: npm run keyring -- FILE\n');
  process.exit(2);
}
try {
  writeFileSync(path, `${JSON.stringify(newKeyring(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
} catch (error) {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  process.stderr.write(exists ? 'There is a file of that name already; it stays as it is.\n' : 'The file could not be written.\n');
  process.exit(1);
}
process.stdout.write('Written. Keep a copy where the backups of the database are not: with both in one hand, what is sealed can be read.\n');
