/** Whether somebody must have a second factor, and since when; how recovery codes are written. */
import type { Actor } from './authority.ts';

/** `due`: from `at` on. `now`: nothing but setting one up is open. */
export type Duty = { readonly kind: 'none' } | { readonly kind: 'due'; readonly at: Date } | { readonly kind: 'now' };

const DAY_MS = 86_400_000;
export const DEFAULT_GRACE_DAYS = 14;
export const LONGEST_GRACE_DAYS = 90;

/** `verifiedAt`: when the address was proven; null counts as long ago. Clients are free; an operator has no grace. */
export function dutyOf(actor: Actor, hasOne: boolean, verifiedAt: Date | null, graceDays: number, now: Date): Duty {
  if (hasOne || actor === 'nobody' || actor === 'guest' || actor === 'client') return { kind: 'none' };
  if (actor === 'operator' || verifiedAt === null) return { kind: 'now' };
  const at = new Date(verifiedAt.getTime() + graceDays * DAY_MS);
  return at > now ? { kind: 'due', at } : { kind: 'now' };
}

/** What an operator typed; anything else than whole days within the limits is the default. */
export function graceDaysOf(setting: string | undefined): number {
  if (setting === undefined || !/^\d{1,3}$/.test(setting.trim())) return DEFAULT_GRACE_DAYS;
  return Math.min(LONGEST_GRACE_DAYS, Number(setting));
}

/** No letters and digits that look alike; thirty-two of them, so that a byte gives five bits without bias. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_CHARACTERS = 12;
export const RECOVERY_CODES = 10;

/** Sixty bits, `ABCD-EFGH-JKLM`. `random`: at least twelve bytes. */
export function recoveryCode(random: Uint8Array): string {
  const letters = [...random.subarray(0, CODE_CHARACTERS)].map((byte) => ALPHABET[byte & 31] ?? '').join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

export type ReadCode = { readonly kind: 'totp'; readonly digits: string } | { readonly kind: 'recovery'; readonly code: string };

/** Spaces, hyphens and case do not count; 0 and O, 1 and I cannot be meant. null: neither a code of an app nor one of the list. */
export function readCode(typed: string): ReadCode | null {
  const bare = typed.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(bare)) return { kind: 'totp', digits: bare };
  return bare.length === CODE_CHARACTERS && [...bare].every((letter) => ALPHABET.includes(letter)) ? { kind: 'recovery', code: bare } : null;
}
