/** M1.4: what was irregular within the last hour, and who is kept out. */
import type { LineFacts } from '../../rules/irregular.ts';

/** Of a rule that another version of the portal may have and this one not. */
export interface RuleRefusals {
  readonly rule: string;
  readonly count: number;
}

/** Seen by this process alone; full addresses leave no process. */
export interface SeenLine extends LineFacts {
  /** A keyed hash of the line: what forms and other processes call it. */
  readonly mark: string;
  /** The one it last came from. */
  readonly address: string;
  /** What is left of it when it is anonymised (M1.2). */
  readonly network: string;
  readonly lastAt: Date;
  readonly isBlocked: boolean;
}
export interface BlockedNetwork {
  readonly id: string;
  /** Anonymised: two octets, or 32 bits. */
  readonly network: string;
  readonly createdAt: Date;
}
/** One for each process. Of all processes are the refusals, of this one the lines. */
export interface Guard {
  /** Lines that are unusual or blocked, the worst first. */
  lines(now: Date): readonly SeenLine[];
  /** One of them, or any other that was seen within the hour. null: nobody. */
  lineOf(mark: string, now: Date): SeenLine | null;
  markOf(address: string): string;
  /** How often each limit said no within the hour, in all processes that told of it. */
  refusals(now: Date): readonly RuleRefusals[];
  /** How many processes are told of in `refusals`. */
  processes(now: Date): number;
  /** Marks of blocked lines, also of those that only others have seen. */
  blocked(now: Date): readonly string[];
  /** In all processes, until an hour after its last request. */
  block(mark: string, now: Date): void;
  free(mark: string): void;
  /** The table of blocked networks has changed: all processes look into it. */
  networksChanged(): Promise<void>;
}

export interface BlockStore {
  networks(): Promise<readonly BlockedNetwork[]>;
  /** false: it is blocked already. */
  insert(blocked: BlockedNetwork): Promise<boolean>;
  /** false: it is not blocked any more. */
  remove(id: string): Promise<boolean>;
  /** How many accounts had failed sign-ins since then, and of how many the next try had to wait. */
  failedSince(since: Date, waitsFrom: { readonly here: number; readonly everywhere: number }): Promise<{ readonly accounts: number; readonly slowed: number }>;
}
