/**
 * One generation of a link: a connection from its first description to its end. Operations on it happen one after another; what fails leaves it
 * broken, and the link makes another one. Which attempt counts is the link's affair.
 */
import { configure, openConnection, preferRedundantSound, putTracks, sendFullSize, type Spare } from './connection.ts';
import type { LinkMessage } from './protocol.ts';

export interface Tracks {
  readonly sound: MediaStreamTrack | null;
  readonly picture: MediaStreamTrack | null;
}
type Candidate = Extract<LinkMessage, { kind: 'candidate' }>['candidate'];

export interface AttemptOptions {
  readonly generation: number;
  readonly spare: Spare;
  readonly iceServers: () => readonly RTCIceServer[];
  readonly policy: () => RTCIceTransportPolicy;
  /** null: nothing may be sent yet. */
  readonly tracks: () => Tracks | null;
  readonly send: (message: LinkMessage) => void;
  readonly changed: () => void;
  /** An operation failed: nothing more comes of this attempt. */
  readonly broken: () => void;
  readonly control: (data: unknown) => void;
  readonly chat: (data: unknown) => void;
}

export type Attempt = ReturnType<typeof openAttempt>;

/** Two seconds of pictures show what a line carries. */
const SMALL_MS = 2_000;

export function openAttempt(options: AttemptOptions) {
  const { generation, spare } = options;
  const begunAt = performance.now();
  let connectedAt: number | null = null;
  let closed = false;
  let work: Promise<unknown> = Promise.resolve();
  /** What the addresses of the present round may be; null: none are gathered yet. */
  let gathered: RTCIceTransportPolicy | null = null;
  /** Other addresses were gathered than might be when the offer was sent: the other side may have answered with fewer than it has now. */
  let offeredEarly = false;
  /** An answer is under way; after it the path is made anew. */
  let restartWanted = false;
  /** Since when pictures are sent; null: none are. */
  let picturesSince: number | null = null;
  let fullSize = false;
  let early: Candidate[] = [];

  const connection = openConnection(spare, {
    iceServers: options.iceServers(),
    policy: options.policy(),
    candidate: (candidate) => options.send({ kind: 'candidate', generation, candidate: candidate && plain(candidate) }),
    changed() {
      if (pc.connectionState === 'connected') connectedAt ??= performance.now();
      options.changed();
    },
    control: options.control,
    chat: options.chat,
  });
  const { pc, control, chat } = connection;

  /** Operations that are not done. */
  let pending = 0;
  let patient = false;
  function then(operation: () => Promise<void>): void {
    pending += 1;
    work = work
      .then(() => (closed ? undefined : operation()))
      .catch(() => (closed ? undefined : options.broken()))
      .finally(() => (pending -= 1));
  }

  /** From here on addresses are gathered: whether one's own may be among them is decided at the last moment. */
  async function describe(description?: RTCSessionDescriptionInit): Promise<void> {
    gathered = options.policy();
    configure(pc, options.iceServers(), gathered);
    await pc.setLocalDescription(description);
  }

  /** The other side can work on its answer while this side's addresses still wait for an admission. */
  async function offer(description: RTCSessionDescriptionInit, patience: Promise<unknown> | null): Promise<void> {
    if (closed || description.sdp === undefined) return;
    const spoken = options.policy();
    options.send({ kind: 'offer', generation, sdp: description.sdp });
    patient = patience !== null;
    await patience;
    patient = false;
    if (closed) return;
    await describe(description);
    offeredEarly = gathered !== spoken;
  }

  async function attach(): Promise<void> {
    const tracks = options.tracks();
    if (!tracks) return;
    if (tracks.picture) picturesSince ??= performance.now();
    await putTracks(pc, tracks.sound, tracks.picture, !fullSize);
  }

  async function takeEarly(): Promise<void> {
    const waiting = early;
    early = [];
    for (const each of waiting) await add(each);
  }

  async function add(candidate: Candidate): Promise<void> {
    // A candidate of an ICE round that a restart has ended is refused by the browser; that is no fault of the connection.
    if (candidate) await pc.addIceCandidate(candidate as RTCIceCandidateInit).catch(() => undefined);
  }

  function restart(): void {
    offeredEarly = false;
    then(async () => {
      if (pc.signalingState !== 'stable') restartWanted = true;
      else await offer(await pc.createOffer({ iceRestart: true }), null);
    });
  }

  return {
    generation,
    pc,
    control,
    chat,
    begunAt,
    get connectedAt() {
      return connectedAt;
    },
    /** Something is being agreed with the other side right now. */
    get isNegotiating() {
      return !closed && pending > 0 && !patient;
    },
    /** Other addresses may be gathered now than those of the present round. */
    get isOutdated() {
      return gathered !== null && gathered !== options.policy();
    },
    /** What was agreed may be less than both can do by now; one restart shows. */
    get wasOfferedEarly() {
      return offeredEarly;
    },
    /** Speaks first. `patience`: addresses are gathered only after it. */
    begin(patience: Promise<unknown> | null): void {
      then(async () => offer((await spare.offer) ?? (await pc.createOffer()), patience));
      then(attach);
    },
    takeOffer(sdp: string): void {
      then(async () => {
        if (pc.signalingState !== 'stable') return;
        await pc.setRemoteDescription({ type: 'offer', sdp });
        for (const transceiver of pc.getTransceivers()) transceiver.direction = 'sendrecv';
        preferRedundantSound(pc);
        await describe();
        const answered = pc.localDescription?.sdp;
        if (!closed && answered !== undefined) options.send({ kind: 'answer', generation, sdp: answered });
        await takeEarly();
        await attach();
      });
    },
    takeAnswer(sdp: string): void {
      then(async () => {
        if (pc.signalingState !== 'have-local-offer') return;
        await pc.setRemoteDescription({ type: 'answer', sdp });
        await takeEarly();
        if (!restartWanted) return;
        restartWanted = false;
        restart();
      });
    },
    takeCandidate(candidate: Candidate): void {
      then(async () => {
        if (pc.remoteDescription) await add(candidate);
        else early.push(candidate);
      });
    },
    /** A new path under the same certificates: at admission. Only for the side that offers. */
    restart,
    /** Own tracks changed, or may be sent from now on. */
    attach: () => then(attach),
    /** Nothing is sent any more. */
    silence: () => void putTracks(pc, null, null, false).catch(() => undefined),
    /** Time has passed. */
    tend(now: number): void {
      if (fullSize || connectedAt === null || picturesSince === null || now - Math.max(connectedAt, picturesSince) < SMALL_MS) return;
      fullSize = true;
      then(() => sendFullSize(pc));
    },
    /** New credentials: used by the next round. */
    refreshServers: () => configure(pc, options.iceServers(), gathered ?? options.policy()),
    close(): void {
      closed = true;
      early = [];
      connection.close();
    },
  };
}

function plain(candidate: RTCIceCandidate) {
  return { candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex, usernameFragment: candidate.usernameFragment };
}
