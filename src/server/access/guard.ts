/** M1.4: what the operator sees of the last hour and does about it. Between processes go counts and keyed hashes; addresses stay in this one's ring. */
import { byWeight, MOST_LINES, reasonsOf, type LineFacts } from '../../rules/irregular.ts';
import type { BlockedNetwork, Guard, RuleRefusals, SeenLine } from '../use/ports-irregular.ts';
import type { Bus } from '../use/ports.ts';
import { anonymised, lineOf } from './address.ts';
import type { Blocks } from './blocks.ts';
import type { CountingLimits } from './limits.ts';
import type { AddressRing, Sighting } from './ring.ts';

export interface GuardOptions {
  /** Of this process, random. */
  readonly id: string;
  readonly ring: AddressRing;
  readonly limits: Pick<CountingLimits, 'refusals' | 'refusalsOf'>;
  readonly blocks: Blocks;
  readonly bus: Bus;
  readonly markOf: (address: string) => string;
  readonly networks: () => Promise<readonly BlockedNetwork[]>;
  /** The table could not be read; what was known stays. */
  readonly onLost: () => void;
  readonly now: () => Date;
}
export type OpenGuard = Guard & {
  /** Called by a timer, and once before the first request. */
  look(): Promise<void>;
};

/** Two reports of a minute each may get lost; whoever has been silent for longer has ended. */
const HEARD_FOR_MS = 3 * 60_000;
const UNKNOWN = '[unknown]';
/** No limit says no to fewer requests than this; see `limits.ts`. */
const LEAST_LIMIT = 5;

export function createGuard({ id, ring, limits, blocks, bus, markOf, networks, onLost, now: clock }: GuardOptions): OpenGuard {
  const others = new Map<string, { readonly at: number; readonly refusals: readonly RuleRefusals[] }>();
  const reload = async () => {
    try {
      blocks.setNetworks(await networks());
    } catch {
      onLost();
    }
  };
  bus.subscribe((message) => {
    if (message.type === 'line-blocked') blocks.block(message.mark, clock());
    if (message.type === 'line-freed') blocks.free(message.mark);
    if (message.type === 'networks-blocked') void reload();
    if (message.type === 'limits-refused' && message.process !== id) others.set(message.process, { at: clock().getTime(), refusals: message.refusals });
  });
  const heard = (now: Date) => {
    for (const [process, { at }] of others) if (at <= now.getTime() - HEARD_FOR_MS) others.delete(process);
    return [...others.values()];
  };
  const factsOf = (sightings: readonly Sighting[]): LineFacts => ({
    requests: sightings.length,
    unknown: sightings.filter(({ route }) => route === UNKNOWN).length,
    // Asking for it costs a hash a rule, and there are floods of lines that ask once each.
    refused: sightings.length > LEAST_LIMIT ? limits.refusalsOf(last(sightings)) : 0,
  });
  const seen = (sightings: readonly Sighting[], now: Date): SeenLine => {
    const address = last(sightings);
    const mark = markOf(address);
    return {
      ...factsOf(sightings),
      mark,
      address,
      network: anonymised(address),
      lastAt: new Date(sightings.at(-1)?.at ?? now.getTime()),
      isBlocked: blocks.isBlocked(mark, now),
    };
  };
  const all = (now: Date) => [...linesOf(ring.sightings(now)).values()];
  return {
    markOf,
    lines(now) {
      const anyBlocked = blocks.marks(now).length > 0;
      return (
        all(now)
          .filter((sightings) => reasonsOf(factsOf(sightings)).length > 0 || (anyBlocked && blocks.isBlocked(markOf(last(sightings)), now)))
          .map((sightings) => seen(sightings, now))
          // Who is blocked is always among those that are shown: only there the block is lifted.
          .sort((a, b) => Number(b.isBlocked) - Number(a.isBlocked) || byWeight(a, b))
          .slice(0, MOST_LINES)
      );
    },
    lineOf(mark, now) {
      const sightings = all(now).find((each) => markOf(last(each)) === mark);
      return sightings ? seen(sightings, now) : null;
    },
    refusals(now) {
      const sums = new Map<string, number>();
      for (const { rule, count } of [...limits.refusals(now), ...heard(now).flatMap(({ refusals }) => refusals)]) sums.set(rule, (sums.get(rule) ?? 0) + count);
      return [...sums].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count);
    },
    processes: (now) => heard(now).length + 1,
    blocked: (now) => blocks.marks(now),
    block(mark, now) {
      blocks.block(mark, now);
      void bus.publish({ type: 'line-blocked', mark });
    },
    free(mark) {
      blocks.free(mark);
      void bus.publish({ type: 'line-freed', mark });
    },
    async networksChanged() {
      await reload();
      void bus.publish({ type: 'networks-blocked' });
    },
    async look() {
      void bus.publish({ type: 'limits-refused', process: id, refusals: limits.refusals(clock()) });
      await reload();
    },
  };
}

const last = (sightings: readonly Sighting[]): string => sightings.at(-1)?.address ?? '';

/** By line, each in the order in which it was seen. */
function linesOf(sightings: readonly Sighting[]): ReadonlyMap<string, readonly Sighting[]> {
  const lines = new Map<string, Sighting[]>();
  const names = new Map<string, string>();
  for (const sighting of sightings) {
    // A busy hour has many requests of few addresses.
    const line = names.get(sighting.address) ?? lineOf(sighting.address);
    names.set(sighting.address, line);
    const of = lines.get(line);
    if (of) of.push(sighting);
    else lines.set(line, [sighting]);
  }
  return lines;
}
