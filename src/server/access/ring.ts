/** M1.2, M1.4: the full addresses of the last hour, in memory and nowhere else, to see and fight irregular requests. */
import type { Holding } from '../../privacy/memory.ts';

export interface Sighting {
  readonly at: number;
  readonly address: string;
  readonly route: string;
}

export interface AddressRing {
  add(address: string, route: string, now: Date): void;
  /** Only what is younger than the term; the older is gone when this returns. */
  sightings(now: Date): readonly Sighting[];
  /** Called by a timer every minute, so that an idle portal forgets too. */
  forget(now: Date): void;
  held(now: Date): Holding;
}

/** A flood must not fill the memory: beyond this the oldest go early, which is the safe side. About 20 MiB. */
const MOST_SIGHTINGS = 200_000;

/** `termMs`: from the register. */
export function createAddressRing(termMs: number): AddressRing {
  let ring: Sighting[] = [];
  let first = 0;
  const forget = (now: Date) => {
    const oldest = now.getTime() - termMs;
    while (first < ring.length && ((ring[first]?.at ?? 0) <= oldest || ring.length - first > MOST_SIGHTINGS)) first++;
    // Gone means out of the array, not only behind an index.
    if (first > 0) {
      ring = ring.slice(first);
      first = 0;
    }
  };
  return {
    add(address, route, now) {
      ring.push({ at: now.getTime(), address, route });
      if (ring.length > MOST_SIGHTINGS + 1000) forget(now);
    },
    sightings(now) {
      forget(now);
      return [...ring];
    },
    forget,
    held: (now) => ({ place: 'address-ring', count: ring.length - first, oldestMs: Math.max(0, now.getTime() - (ring[first]?.at ?? now.getTime())) }),
  };
}
