/** Sees a dead path by what stops coming, long before ICE says `disconnected`; `failed` may never come. */

/** With a picture thirty packets a second come; nothing for this long means that the path is gone. */
const STALL_MS = 400;
/** Sound alone comes every twenty milliseconds, but a browser may hold it back while all is still. */
const STALL_SOUND_MS = 1_200;

export interface StallWatch {
  /** Whether anything was received on this connection yet. */
  readonly begun: boolean;
  /** What comes next is counted from now: a new connection, or another set of tracks. */
  restarted(now: number): void;
  /** `again`: packets come after a pause. */
  look(pc: RTCPeerConnection, now: number): 'again' | 'moves' | 'still';
  silentMs(now: number): number;
  /** Nothing has come for longer than it can be quiet by itself. */
  isStalled(now: number, withPicture: boolean): boolean;
}

export function createStallWatch(): StallWatch {
  let seen: readonly string[] = [];
  let movedAt = 0;
  return {
    get begun() {
      return seen.length > 0;
    },
    restarted(now) {
      movedAt = now;
    },
    look(pc, now) {
      const sources = pc.getReceivers().flatMap((receiver) => ('getSynchronizationSources' in receiver ? receiver.getSynchronizationSources() : []));
      const next = sources.map((source) => `${source.source}:${source.rtpTimestamp}`);
      // Browsers drop what was silent for ten seconds: that something is missing is no packet.
      if (next.every((source) => seen.includes(source))) return 'still';
      const again = now - movedAt > STALL_MS;
      seen = next;
      movedAt = now;
      return again ? 'again' : 'moves';
    },
    silentMs: (now) => now - movedAt,
    isStalled: (now, withPicture) => seen.length > 0 && now - movedAt >= (withPicture ? STALL_MS : STALL_SOUND_MS),
  };
}
