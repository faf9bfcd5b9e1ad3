/** M1.4: which lines of the last hour the operator is shown, and why. A line that does nothing unusual is nobody's business. */

export const REASONS = ['limited', 'scan', 'flood'] as const;
export type Reason = (typeof REASONS)[number];

/** Of one line (one address; of IPv6 the 64 bits that are one line) within the hour. */
export interface LineFacts {
  readonly requests: number;
  /** Those for addresses that do not exist. */
  readonly unknown: number;
  /** How often a limit said no. */
  readonly refused: number;
}

/** A person mistypes, a browser asks for a file or two that are not there; who asks for twenty wrong addresses within an hour tries out names. */
const SCAN_UNKNOWN = 20;
/** A hundred a minute for the whole hour; a clinic behind one address loads its pages with a few thousand. */
const FLOOD_REQUESTS = 6_000;
/** What a person can look through; the worst stand first. */
export const MOST_LINES = 50;

export function reasonsOf({ requests, unknown, refused }: LineFacts): readonly Reason[] {
  const holds: Readonly<Record<Reason, boolean>> = { limited: refused > 0, scan: unknown >= SCAN_UNKNOWN, flood: requests >= FLOOD_REQUESTS };
  return REASONS.filter((reason) => holds[reason]);
}

/** The worst first: who was refused or tried out names, then who asked most. */
export function byWeight(a: LineFacts, b: LineFacts): number {
  return b.refused + b.unknown - (a.refused + a.unknown) || b.requests - a.requests;
}
