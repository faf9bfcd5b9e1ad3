/** M1.4: counters in memory against guessing and flooding, per address and over all. Keys are hashed under a key of this process; nothing outlives an hour. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Holding } from '../../privacy/memory.ts';
import type { RuleRefusals } from '../use/ports-irregular.ts';
import type { LimitRule, Limits } from '../use/ports.ts';
import { lineOf } from './address.ts';

const MINUTE_MS = 60_000;

/** Hits within a window that slides. An address can be a clinic's or a mobile network's with many people behind it. */
const RULES: Readonly<Record<LimitRule, { readonly hits: number; readonly windowMs: number }>> = {
  'sign-in-address': { hits: 30, windowMs: 10 * MINUTE_MS },
  'sign-in-all': { hits: 3_000, windowMs: 10 * MINUTE_MS },
  // A link has 128 bits: this only ends floods.
  'link-address': { hits: 60, windowMs: 10 * MINUTE_MS },
  'link-all': { hits: 6_000, windowMs: 10 * MINUTE_MS },
  // A code has 43 bits: at 600 wrong ones an hour over all, a hundred thousand live codes are hit once in two thousand years.
  'code-address': { hits: 15, windowMs: 10 * MINUTE_MS },
  'code-all': { hits: 600, windowMs: 60 * MINUTE_MS },
  'register-address': { hits: 10, windowMs: 60 * MINUTE_MS },
  'register-all': { hits: 300, windowMs: 60 * MINUTE_MS },
  // Each writes a mail to somebody.
  'reset-address': { hits: 10, windowMs: 60 * MINUTE_MS },
  // Nobody's mailbox is filled by who merely knows its address, from however many networks.
  'reset-mailbox': { hits: 5, windowMs: 60 * MINUTE_MS },
  'reset-all': { hits: 300, windowMs: 60 * MINUTE_MS },
  // Each writes a mail to the operator.
  'contact-address': { hits: 5, windowMs: 60 * MINUTE_MS },
  'contact-all': { hits: 100, windowMs: 60 * MINUTE_MS },
  // Somebody who cannot decide, and not a program.
  'reply-invitation': { hits: 20, windowMs: 60 * MINUTE_MS },
  // An address of a calendar has 256 bits: this only ends floods.
  'feed-address': { hits: 60, windowMs: 10 * MINUTE_MS },
  // Five devices of one person that ask every ten minutes, four times over.
  'feed-one': { hits: 120, windowMs: 60 * MINUTE_MS },
  'upgrade-address': { hits: 300, windowMs: 10 * MINUTE_MS },
};
const BY_ADDRESS = (Object.keys(RULES) as LimitRule[]).filter((rule) => rule.endsWith('-address'));
/** One attacker with many addresses must not fill the memory; beyond this the oldest counters go. */
const MOST_COUNTERS = 100_000;

/** What limits tell of themselves beside saying no. */
export interface CountingLimits extends Limits {
  /** How often each rule said no within the last hour; of nobody in particular. */
  refusals(now: Date): readonly RuleRefusals[];
  /** How often the rules by address say no to this line at present. */
  refusalsOf(address: string): number;
  forget(now: Date): void;
  held(now: Date): Holding;
}

export function createLimits(): CountingLimits {
  const secret = randomBytes(32);
  const counters = new Map<string, { windowMs: number; hits: number[]; refused: number }>();
  /** By rule and minute. */
  const refusals = new Map<string, { readonly rule: LimitRule; readonly minute: number; count: number }>();
  const noteRefusal = (rule: LimitRule, now: Date) => {
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    const noted = refusals.get(`${rule} ${minute}`) ?? { rule, minute, count: 0 };
    noted.count++;
    refusals.set(`${rule} ${minute}`, noted);
  };
  const isOld = (minute: number, now: Date) => minute * MINUTE_MS <= now.getTime() - 60 * MINUTE_MS;
  const idOf = (rule: LimitRule, key: string) =>
    createHmac('sha256', secret)
      .update(`${rule}\n${rule.endsWith('-address') ? lineOf(key) : key}`)
      .digest('base64url')
      .slice(0, 22);
  const forget = (now: Date) => {
    for (const [key, counter] of counters) if ((counter.hits.at(-1) ?? 0) <= now.getTime() - counter.windowMs) counters.delete(key);
    for (const [key, { minute }] of refusals) if (isOld(minute, now)) refusals.delete(key);
  };
  return {
    allow(rule, key, now) {
      const { hits, windowMs } = RULES[rule];
      const id = idOf(rule, key);
      const counter = counters.get(id) ?? { windowMs, hits: [], refused: 0 };
      counters.delete(id);
      counter.hits = counter.hits.filter((at) => at > now.getTime() - windowMs);
      if (counter.hits.length === 0) counter.refused = 0;
      const allowed = counter.hits.length < hits;
      // Refused tries do not lengthen the wait: who slows down gets in again.
      if (allowed) counter.hits.push(now.getTime());
      else {
        counter.refused++;
        noteRefusal(rule, now);
      }
      counters.set(id, counter);
      if (counters.size > MOST_COUNTERS) counters.delete(counters.keys().next().value ?? '');
      return allowed;
    },
    giveBack: (rule, key) => void counters.get(idOf(rule, key))?.hits.pop(),
    refusals(now) {
      const sums = new Map<LimitRule, number>();
      for (const { rule, minute, count } of refusals.values()) if (!isOld(minute, now)) sums.set(rule, (sums.get(rule) ?? 0) + count);
      return [...sums].map(([rule, count]) => ({ rule, count }));
    },
    refusalsOf: (address) => (refusals.size === 0 ? 0 : BY_ADDRESS.reduce((sum, rule) => sum + (counters.get(idOf(rule, address))?.refused ?? 0), 0)),
    forget,
    held(now) {
      // The term runs from the last hit; a counter without one goes with the next sweep.
      let oldest = now.getTime();
      for (const { hits } of counters.values()) oldest = Math.min(oldest, hits.at(-1) ?? oldest);
      return { place: 'rate-limit', count: counters.size, oldestMs: now.getTime() - oldest };
    },
  };
}
