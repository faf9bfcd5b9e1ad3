/**
 * `npm run keyring -- FILE`: makes a new keyring for production. Never overwrites one: what an old key sealed could not be opened again.
 * `npm run keyring -- rotate FILE`: adds a key, which seals from the portal's next start on.
 * `npm run keyring -- reseal`: rewrites what older keys have sealed, with the portal's own DATABASE_URL and KEYRING_FILE. May be stopped and repeated.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { connect } from '../src/server/db/connection.ts';
import { oldSeals, reseal } from '../src/server/db/seals.ts';
import { loadKeyring, parseKeyring, rotateKeyring } from '../src/server/keys/keyring.ts';

const [first, second] = process.argv.slice(2);
if (first === undefined || (first === 'rotate' && second === undefined)) stop(2, 'npm run keyring -- FILE | rotate FILE | reseal');
else if (first === 'rotate' && second !== undefined) rotate(second);
else if (first === 'reseal') await rewrite(process.env['DATABASE_URL'], process.env['KEYRING_FILE']);
else if (existsSync(first)) stop(1, `${first} exists and stays as it is: without the keys in it, nothing sealed with them can be opened again.`);
else {
  loadKeyring(first, true);
  say(`${first} is made, readable by you alone. Keep a copy where the backups of the database are not.`);
}

function rotate(path: string): void {
  const contents = existsSync(path) ? parseKeyring(readFileSync(path, 'utf8')) : null;
  if (!contents) return stop(1, `${path} does not hold a keyring.`);
  const rotated = rotateKeyring(contents, new Date());
  // A half-written keyring would open nothing, so the new one takes the place of the old in one step.
  const next = `${path}.new`;
  writeFileSync(next, `${JSON.stringify(rotated, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(next, path);
  say(`${path} has the key ${rotated.current} now. Copy the file, start every process of the portal anew, then run "npm run keyring -- reseal".`);
}

async function rewrite(databaseUrl: string | undefined, keyringFile: string | undefined): Promise<void> {
  if (databaseUrl === undefined || keyringFile === undefined) return stop(2, 'DATABASE_URL and KEYRING_FILE have to be set as for the portal.');
  const keyring = loadKeyring(keyringFile, false);
  const connection = connect(databaseUrl, () => undefined);
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  try {
    const done = await reseal(connection.db, keyring, () => !stopped);
    const left = await oldSeals(connection.db, keyring);
    const rest = left === 0 ? `None names an older key than ${keyring.currentKeyId}.` : `${left} are left: run it again.`;
    say(`${done} seals are rewritten. ${rest}`);
  } finally {
    await connection.close();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
function stop(code: number, text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
