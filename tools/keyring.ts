/** `npm run keyring -- FILE`: makes a new keyring for production. Never overwrites one: what an old key sealed could not be opened again. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { loadKeyring } from '../src/server/keys/keyring.ts';

const path = process.argv[2];
if (path === undefined) {
  process.stderr.write('npm run keyring -- FILE\n');
  process.exit(2);
}
if (existsSync(path)) {
  process.stderr.write(`${path} exists and stays as it is: without the keys in it, nothing sealed with them can be opened again.\n`);
  process.exit(1);
}
loadKeyring(path, true);
process.stdout.write(`${path} is made, readable by you alone. Keep a copy where the backups of the database are not.\n`);
