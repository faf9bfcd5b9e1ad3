/** What a page knows of its visit: one value, replaced whole at each change. The pages show it, `visit.ts` makes it. */
import type { HostState, OverReason, Person, Preset, Refusal, TurnAwayReason } from './protocol.ts';

/** The security code of one link (see `verify.ts`). */
export type CodeState =
  | { readonly state: 'running' }
  | {
      readonly state: 'ready' | 'confirmed-here' | 'confirmed-there' | 'verified';
      /** Four numbers from 0 to 63: the pictures both people compare. */
      readonly pictures: readonly number[];
      /** The same 24 bits as eight digits. */
      readonly digits: string;
      /** How often the exchange ran on this link; more than a few is worth a question. */
      readonly attempts: number;
    }
  /** Somebody is between the two, or the exchange was disturbed; or one of them said that the codes differ. */
  | { readonly state: 'alarm'; readonly cause: 'disturbed' | 'changed' | 'differs-here' | 'differs-there' };

export type LinkConnection = 'connecting' | 'connected' | 'reconnecting' | 'lost';
export type LinkPath = 'unknown' | 'relayed' | 'direct';
export type LinkQuality = 'unknown' | 'good' | 'fair' | 'poor';

/** One other person. */
export interface Peer {
  readonly participant: string;
  /** As the person typed it; null: not heard yet. The server never has it. */
  readonly name: string | null;
  readonly connection: LinkConnection;
  readonly path: LinkPath;
  readonly quality: LinkQuality;
  /** Milliseconds; null: not measured yet. */
  readonly roundTripMs: number | null;
  /** Playable only after admission; null before, or when nothing is sent. */
  readonly sound: MediaStreamTrack | null;
  readonly picture: MediaStreamTrack | null;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly code: CodeState;
}

export interface ChatMessage {
  readonly id: string;
  readonly own: boolean;
  /** Participant id of the writer. */
  readonly from: string;
  readonly text: string;
  /** Own messages: the other browser has it. */
  readonly delivered: boolean;
}

interface Present {
  /** The socket broke and is being made again; what is peer to peer goes on. */
  readonly signalLost: boolean;
  readonly self: string;
  readonly peers: readonly Peer[];
  /** Whether this computer's address is kept from the others; null: without a relay it cannot be. */
  readonly addressHidden: boolean | null;
  readonly messages: readonly ChatMessage[];
}

/** A guest in the waiting room. */
export interface Waiting extends Present {
  readonly phase: 'waiting';
  /** ms since the epoch of this computer's clock. */
  readonly since: number;
  readonly host: HostState;
  readonly plannedEnd: number;
  readonly preset: Preset | null;
  /** The event was moved while waiting; null: it was not. */
  readonly movedTo: number | null;
}
/** A guest who was let in. */
export interface Inside extends Present {
  readonly phase: 'inside';
  readonly since: number;
  readonly host: HostState;
  readonly plannedEnd: number;
}
/** A host endpoint. `peers` are the people of both lists. */
export interface Hosting extends Present {
  readonly phase: 'hosting';
  readonly elected: boolean;
  /** When the first person inside was let in; null: nobody is inside. */
  readonly since: number | null;
  readonly plannedEnd: number;
  readonly waiting: readonly Person[];
  readonly inside: readonly Person[];
  /** Names, empty where none was told, of those who were put out because the security code did not match. */
  readonly partedFrom: readonly string[];
}
export type VisitState =
  | { readonly phase: 'connecting' }
  | Waiting
  | Inside
  | Hosting
  /** Terminal. `durationMs`: how long one was inside; null: never. */
  | { readonly phase: 'over'; readonly reason: OverReason | 'code-differs'; readonly turnAway: TurnAwayReason | null; readonly durationMs: number | null }
  /** Terminal: the server does not let this page in. */
  | { readonly phase: 'refused'; readonly reason: Refusal | 'signed-out' }
  /** Terminal: page and server speak different versions; reload. */
  | { readonly phase: 'outdated' };

/** Terminal states cannot be left. */
export function isTerminal(state: VisitState): boolean {
  return state.phase === 'over' || state.phase === 'refused' || state.phase === 'outdated';
}
