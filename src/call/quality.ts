/** The line in words, from the browser's statistics. */
import type { LinkPath, LinkQuality } from './state.ts';

export interface Measured {
  readonly path: LinkPath;
  readonly roundTripMs: number | null;
  readonly received: number;
  readonly lost: number;
}

/** Members of the statistics that are read; each may be missing in some browser. */
type Stat = { readonly id?: string; readonly type?: string; readonly [member: string]: unknown };

export function measure(report: Iterable<Stat>): Measured {
  const stats = [...report];
  const byId = new Map(stats.map((stat) => [stat.id, stat]));
  const transport = stats.find((stat) => stat.type === 'transport' && typeof stat['selectedCandidatePairId'] === 'string');
  const pair = transport
    ? byId.get(String(transport['selectedCandidatePairId']))
    : stats.find((stat) => stat.type === 'candidate-pair' && stat['nominated'] === true && stat['state'] === 'succeeded');
  const kindOf = (end: 'local' | 'remote') => byId.get(String(pair?.[`${end}CandidateId`]))?.['candidateType'];
  const path: LinkPath = !pair ? 'unknown' : kindOf('local') === 'relay' || kindOf('remote') === 'relay' ? 'relayed' : 'direct';
  const seconds = pair?.['currentRoundTripTime'];
  const sum = (member: string) =>
    stats.reduce((total, stat) => (stat.type === 'inbound-rtp' && typeof stat[member] === 'number' ? total + stat[member] : total), 0);
  return { path, roundTripMs: typeof seconds === 'number' ? Math.round(seconds * 1000) : null, received: sum('packetsReceived'), lost: sum('packetsLost') };
}

/** ITU-T G.114: up to 150 ms one way is not noticed, above 400 ms people talk into each other. Loss beyond a few per cent is heard. */
export function qualityOf(before: Measured | null, now: Measured): LinkQuality {
  if (now.path === 'unknown') return 'unknown';
  const lost = Math.max(0, now.lost - (before?.lost ?? 0));
  const received = Math.max(0, now.received - (before?.received ?? 0));
  const loss = lost + received === 0 ? 0 : lost / (lost + received);
  const roundTrip = now.roundTripMs ?? 0;
  if (loss > 0.1 || roundTrip > 800) return 'poor';
  return loss > 0.03 || roundTrip > 300 ? 'fair' : 'good';
}
