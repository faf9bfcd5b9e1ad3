/** The security code of one link: its exchange runs once a connection and an admission are there, and both people's word is kept with it. */
import { fingerprintsOf, sameBytes } from './connection.ts';
import type { ControlMessage } from './control.ts';
import type { CodeState } from './state.ts';
import { createRun, NONCE_BYTES, type Identity, type Run } from './verify.ts';

type Step = Extract<ControlMessage, { kind: 'commit' | 'nonce' | 'reveal' }>;

export interface CodeExchangeOptions {
  readonly room: string;
  readonly self: string;
  readonly other: string;
  readonly say: (message: ControlMessage) => void;
  readonly changed: () => void;
  /** From now on nothing may be sent or played on this link. */
  readonly alarmed: () => void;
}

/** Messages that came before this side had looked at the certificates. */
const MOST_EARLY = 8;

export type CodeExchange = ReturnType<typeof createCodeExchange>;

export function createCodeExchange(options: CodeExchangeOptions) {
  let run: Run | null = null;
  let runs = 0;
  let code: CodeState = { state: 'running' };
  let comparedHere = false;
  let comparedThere = false;
  let fingerprints: { readonly own: Uint8Array; readonly other: Uint8Array } | null = null;
  let early: Step[] = [];

  function alarm(cause: Extract<CodeState, { state: 'alarm' }>['cause']): void {
    if (code.state === 'alarm') return;
    code = { state: 'alarm', cause };
    options.alarmed();
  }

  function judge(): void {
    if (code.state === 'running' || code.state === 'alarm') return;
    code = { ...code, state: comparedHere && comparedThere ? 'verified' : comparedHere ? 'confirmed-here' : comparedThere ? 'confirmed-there' : 'ready' };
    options.changed();
  }

  function receive(step: Step): void {
    const current = run;
    if (!current) {
      if (early.length < MOST_EARLY) early.push(step);
      return;
    }
    void current.receive(step).then((answered) => {
      if (run !== current || code.state === 'alarm') return;
      if (answered === 'failed') return alarm('disturbed');
      if (answered.send) options.say(answered.send);
      if (!answered.code) return;
      code = { state: 'ready', ...answered.code, attempts: runs };
      judge();
    });
  }

  return {
    get state(): CodeState {
      return code;
    },
    /** The certificates of a new connection have to be looked at before anything is said of them. */
    renewed(): void {
      run = null;
      early = [];
    },
    /**
     * Call whenever the connection may have come up; runs once a connection. `isCurrent`: asked when the browser has answered. What people said
     * of a pair of certificates stays; the code is made anew, because its last message may have gone down with the connection before, or the
     * other side begun afresh.
     */
    begin(pc: RTCPeerConnection, isCurrent: () => boolean): void {
      if (run || code.state === 'alarm') return;
      void fingerprintsOf(pc).then(async (found) => {
        if (!isCurrent() || run || found === null) return;
        if (found === 'mismatch') return alarm('disturbed');
        if (fingerprints && !(sameBytes(fingerprints.own, found.own) && sameBytes(fingerprints.other, found.other))) return alarm('changed');
        fingerprints = found;
        const { room, self, other } = options;
        const identity: Identity = { room, self, other, ownFingerprint: found.own, otherFingerprint: found.other };
        const begun = createRun(identity, crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
        run = begun;
        runs += 1;
        if (comparedHere) options.say({ kind: 'compared', same: true });
        const first = await begun.begin();
        if (run !== begun) return;
        if (first) options.say(first);
        const waiting = early;
        early = [];
        waiting.forEach(receive);
      });
    },
    receive,
    /** This side's person compared. */
    compare(same: boolean): void {
      if (code.state === 'running' || code.state === 'alarm') return;
      options.say({ kind: 'compared', same });
      if (!same) return alarm('differs-here');
      comparedHere = true;
      judge();
    },
    /** The other side's person did. */
    compared(same: boolean): void {
      if (!same) return alarm('differs-there');
      comparedThere = true;
      judge();
    },
    close(): void {
      run = null;
      early = [];
    },
  };
}
