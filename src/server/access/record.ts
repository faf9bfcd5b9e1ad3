/** M1.1: access records, anonymised before they are written, gathered for a second so that a visit costs no round trip. */
import type { Holding } from '../../privacy/memory.ts';
import { anonymised } from './address.ts';
import { browserOf } from './browser.ts';

export interface Visit {
  readonly address: string;
  readonly userAgent: string | undefined;
  /** The route's pattern, never the path. */
  readonly route: string;
}

/** One row, as it is kept. */
export interface AccessRecord {
  readonly minute: Date;
  readonly browser: string;
  readonly address: string;
  readonly route: string;
}

export interface AccessRecorder {
  record(visit: Visit, now: Date): void;
  /** What is not written yet. */
  held(now: Date): Holding;
  /** Writes what was gathered and stops. */
  close(): Promise<void>;
}

const GATHER_MS = 1_000;
const MOST_GATHERED = 1_000;
const MINUTE_MS = 60_000;

/** `onLost` hears that records could not be written; they are dropped, for an access record is no reason to keep an address waiting. */
export function createAccessRecorder(keep: (rows: readonly AccessRecord[]) => Promise<void>, onLost: () => void): AccessRecorder {
  let gathered: AccessRecord[] = [];
  let gatheredSince = 0;
  const underWay = new Set<{ readonly rows: readonly AccessRecord[]; readonly since: number }>();
  let writing = Promise.resolve();
  const write = () => {
    const batch = { rows: gathered, since: gatheredSince };
    gathered = [];
    if (batch.rows.length === 0) return writing;
    underWay.add(batch);
    writing = writing
      .then(() => keep(batch.rows))
      .catch(onLost)
      .finally(() => underWay.delete(batch));
    return writing;
  };
  const timer = setInterval(() => void write(), GATHER_MS);
  timer.unref();
  return {
    record(visit, now) {
      if (gathered.length === 0) gatheredSince = now.getTime();
      gathered.push({
        minute: new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS),
        browser: browserOf(visit.userAgent),
        address: anonymised(visit.address),
        route: visit.route,
      });
      if (gathered.length >= MOST_GATHERED) void write();
    },
    held(now) {
      const batches = [...underWay, { rows: gathered, since: gatheredSince }].filter(({ rows }) => rows.length > 0);
      const oldest = Math.min(now.getTime(), ...batches.map(({ since }) => since));
      return { place: 'access-records', count: batches.reduce((sum, { rows }) => sum + rows.length, 0), oldestMs: now.getTime() - oldest };
    },
    async close() {
      clearInterval(timer);
      await write();
    },
  };
}
