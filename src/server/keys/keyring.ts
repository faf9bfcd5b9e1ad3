/**
 * The keyring: master keys from a file that is neither in the database nor in its backups. Field keys are derived per practice
 * (HKDF-SHA-256, RFC 5869), so that the key of one practice opens nothing of another. Seals carry the id of their master key;
 * a new key becomes the present one, old ones stay until all seals are rewritten.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Keyring } from '../use/ports.ts';

const SEAL_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

const key = v.pipe(
  v.string(),
  v.base64(),
  v.check((text) => Buffer.from(text, 'base64').length === KEY_BYTES, 'a key is 32 bytes'),
);
const keyringFile = v.strictObject({
  current: v.string(),
  /** For look-ups and links; it does not change with the others, because nothing could be found again. */
  index: key,
  keys: v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)), key),
});

export type KeyringContents = v.InferOutput<typeof keyringFile>;

/** null: the file does not hold a keyring. */
export function parseKeyring(text: string): KeyringContents | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const result = v.safeParse(keyringFile, value);
  return result.success && result.output.current in result.output.keys ? result.output : null;
}

export function newKeyring(): KeyringContents {
  const id = `k${new Date().toISOString().slice(0, 10)}`;
  return { current: id, index: randomBytes(KEY_BYTES).toString('base64'), keys: { [id]: randomBytes(KEY_BYTES).toString('base64') } };
}

/** A further key, which is the present one from now on; the others stay, so that what they sealed can be opened. */
export function rotateKeyring(contents: KeyringContents, now: Date): KeyringContents {
  const day = `k${now.toISOString().slice(0, 10)}`;
  let id = day;
  for (let count = 2; id in contents.keys; count++) id = `${day}-${count}`;
  return { ...contents, current: id, keys: { ...contents.keys, [id]: randomBytes(KEY_BYTES).toString('base64') } };
}

/** Reads the file; in development makes it when it is not there. Throws a sentence for the person who starts the portal. */
export function loadKeyring(path: string, mayCreate: boolean): Keyring {
  if (!existsSync(path)) {
    if (!mayCreate)
      throw new Error(
        `KEYRING_FILE: there is no file at ${path}. Make one with "npm run keyring -- ${path}" and keep a copy apart from the database's backups.`,
      );
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(newKeyring(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  const contents = parseKeyring(readFileSync(path, 'utf8'));
  if (!contents) throw new Error(`KEYRING_FILE: ${path} does not hold a keyring.`);
  return openKeyring(contents);
}

export function openKeyring(contents: KeyringContents): Keyring {
  const masters = new Map(Object.entries(contents.keys).map(([id, text]) => [id, Buffer.from(text, 'base64')]));
  const index = Buffer.from(contents.index, 'base64');
  const derived = new Map<string, Buffer>();
  const derive = (master: Buffer, name: string, info: string, salt: string) => {
    const cacheKey = `${name}\n${info}\n${salt}`;
    let made = derived.get(cacheKey);
    if (!made) {
      if (derived.size > 10_000) derived.clear();
      made = Buffer.from(hkdfSync('sha256', master, salt, `incamera/${info}`, KEY_BYTES));
      derived.set(cacheKey, made);
    }
    return made;
  };
  const master = (id: string) => {
    const found = masters.get(id);
    if (!found) throw new Error('keyring: a seal names a key that is not in the keyring');
    return found;
  };
  const associated = (field: string, scope: string, row: string) => Buffer.from(`${field}\n${scope}\n${row}`);
  return {
    currentKeyId: contents.current,
    keyIds: [...masters.keys()],
    seal(field, scope, row, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', derive(master(contents.current), contents.current, 'field', scope), nonce);
      cipher.setAAD(associated(field, scope, row));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([SEAL_VERSION, contents.current.length]), Buffer.from(contents.current), nonce, body, cipher.getAuthTag()]);
    },
    open(field, scope, row, sealed) {
      const bytes = Buffer.from(sealed);
      const idLength = bytes[1] ?? 0;
      const start = 2 + idLength;
      if (bytes[0] !== SEAL_VERSION || bytes.length < start + NONCE_BYTES + TAG_BYTES) throw new Error('keyring: not a seal');
      const id = bytes.subarray(2, start).toString();
      const decipher = createDecipheriv('aes-256-gcm', derive(master(id), id, 'field', scope), bytes.subarray(start, start + NONCE_BYTES));
      decipher.setAAD(associated(field, scope, row));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(start + NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString('utf8');
    },
    blindIndex(field, scope, text) {
      return createHmac('sha256', derive(index, 'index', `index/${field}`, scope))
        .update(text)
        .digest();
    },
    mac(purpose, keyId, data) {
      const id = keyId ?? contents.current;
      return createHmac('sha256', derive(master(id), id, `mac/${purpose}`, ''))
        .update(data)
        .digest();
    },
  };
}
