/** Passwords as PHC strings, argon2id (RFC 9106). Parameters: OWASP Password Storage Cheat Sheet, m = 19 MiB, t = 2, p = 1. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Passwords } from '../use/ports.ts';
import { isCommon } from './common-passwords.ts';

const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const TAG_BYTES = 32;
const NONCE_BYTES = 16;
/** Five at once take 95 MiB; more would let a flood of sign-ins fill the memory. */
const AT_ONCE = 4;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export function openPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const derive = async (password: string, nonce: Buffer, memory: number, passes: number, parallelism: number, tagLength: number): Promise<Buffer> => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        argon2('argon2id', { message: password.normalize('NFC'), nonce, memory, passes, parallelism, tagLength }, (error, tag) =>
          error ? reject(error) : resolve(tag),
        );
      });
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return {
    async hash(password) {
      const nonce = randomBytes(NONCE_BYTES);
      const tag = await derive(password, nonce, MEMORY_KIB, PASSES, PARALLELISM, TAG_BYTES);
      return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${unpadded(nonce)}$${unpadded(tag)}`;
    },
    async verify(phc, password) {
      const [, memory, passes, parallelism, nonce, tag] = PHC.exec(phc) ?? [];
      if (nonce === undefined || tag === undefined) throw new Error('passwords: not a PHC string');
      const expected = Buffer.from(tag, 'base64');
      const found = await derive(password, Buffer.from(nonce, 'base64'), Number(memory), Number(passes), Number(parallelism), expected.length);
      return timingSafeEqual(expected, found);
    },
    isCommon,
    async pretend(password) {
      await derive(password, randomBytes(NONCE_BYTES), MEMORY_KIB, PASSES, PARALLELISM, TAG_BYTES);
    },
  };
}
