/**
 * M1.4: who is kept out. A line is known by a keyed hash and forgotten an hour after its last request; a network is anonymised and stands in a table, of which this
 * is the copy that every request is held against.
 */
import type { Holding } from '../../privacy/memory.ts';
import type { BlockedNetwork } from '../use/ports-irregular.ts';
import { anonymised } from './address.ts';

export interface Blocks {
  block(mark: string, now: Date): void;
  free(mark: string): void;
  isBlocked(mark: string, now: Date): boolean;
  marks(now: Date): readonly string[];
  setNetworks(networks: readonly BlockedNetwork[]): void;
  /** Whether a request from there is turned away. It counts as the line's last one. */
  turnsAway(address: string, now: Date): boolean;
  forget(now: Date): void;
  held(now: Date): readonly Holding[];
}

export interface BlockOptions {
  /** Both from the register. */
  readonly lineTermMs: number;
  readonly networkTermMs: number;
  readonly markOf: (address: string) => string;
}

/** Beyond this the oldest go: a list that long has been made by no person. */
const MOST_LINES = 10_000;

export function createBlocks({ lineTermMs, networkTermMs, markOf }: BlockOptions): Blocks {
  /** By mark, when its last request came. */
  const lines = new Map<string, number>();
  let networks: BlockedNetwork[] = [];
  const stands = (at: number | undefined, now: Date) => at !== undefined && at > now.getTime() - lineTermMs;
  const forget = (now: Date) => {
    for (const [mark, at] of lines) if (!stands(at, now)) lines.delete(mark);
    networks = networks.filter(({ createdAt }) => createdAt.getTime() > now.getTime() - networkTermMs);
  };
  return {
    block(mark, now) {
      lines.delete(mark);
      lines.set(mark, now.getTime());
      if (lines.size > MOST_LINES) lines.delete(lines.keys().next().value ?? '');
    },
    free: (mark) => void lines.delete(mark),
    isBlocked: (mark, now) => stands(lines.get(mark), now),
    marks: (now) => [...lines].filter(([, at]) => stands(at, now)).map(([mark]) => mark),
    setNetworks: (all) => void (networks = [...all]),
    turnsAway(address, now) {
      if (lines.size > 0) {
        const mark = markOf(address);
        if (stands(lines.get(mark), now)) {
          lines.set(mark, now.getTime());
          return true;
        }
      }
      if (networks.length === 0) return false;
      const from = anonymised(address);
      return networks.some(({ network, createdAt }) => network === from && createdAt.getTime() > now.getTime() - networkTermMs);
    },
    forget,
    held: (now) => [
      { place: 'blocked-lines', count: lines.size, oldestMs: ageOf([...lines.values()], now) },
      {
        place: 'blocked-networks',
        count: networks.length,
        oldestMs: ageOf(
          networks.map(({ createdAt }) => createdAt.getTime()),
          now,
        ),
      },
    ],
  };
}

function ageOf(times: readonly number[], now: Date): number {
  return times.reduce((oldest, at) => Math.max(oldest, now.getTime() - at), 0);
}
