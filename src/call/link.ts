/**
 * The link between this person and one other: made while one waits, carrying nothing but a name; at admission sound, picture and chat
 * join it and it moves to the direct path. Exactly one side offers. Operations on a connection happen one after another; a connection
 * that does not come up is replaced by one of the next generation, and messages of older ones are dropped.
 */
import { createCodeExchange } from './code-exchange.ts';
import { configure, openConnection, preferRedundantSound, putTracks, receivedTrack, sendFullSize, type Connection, type Spare } from './connection.ts';
import { parseChat, parseControl, type ChannelChat, type ControlMessage } from './control.ts';
import type { LinkMessage, Preconnection } from './protocol.ts';
import { measure, qualityOf, type Measured } from './quality.ts';
import { createStallWatch } from './stall.ts';
import type { LinkConnection, LinkPath, LinkQuality } from './state.ts';

export interface LinkOptions {
  readonly room: string;
  readonly self: string;
  readonly other: string;
  /** The newcomer offers: in the waiting room the guest. */
  readonly offers: boolean;
  /** A fresh connection, or one made ahead; with empty media already in it where this side offers. */
  readonly spare: (offers: boolean) => Spare;
  readonly iceServers: () => readonly RTCIceServer[];
  readonly preconnection: () => Preconnection;
  /** Relay only, also after admission. */
  readonly hideAddress: () => boolean;
  readonly tracks: () => { readonly sound: MediaStreamTrack | null; readonly picture: MediaStreamTrack | null };
  readonly send: (message: LinkMessage) => void;
  readonly changed: () => void;
  /** The host may write to who waits; who waits may not write to the host. */
  readonly early: 'writes' | 'hears' | 'neither';
  /** A name may come before admission; nothing else does. */
  readonly named: (name: string) => void;
  /** A channel opened: what was not delivered yet can be sent again. */
  readonly opened: () => void;
  readonly chat: (message: ChannelChat) => void;
  /** The line stands still: the socket may be dead too. */
  readonly stalled: () => void;
}

/** ICE that has not come up by then does not come up (measured: restarts that glare are dead for good). */
const CONNECT_MS = 5_000;
/** While waiting with a relay that does not answer, tries become rarer. */
const LONGEST_CONNECT_MS = 30_000;
const WATCH_MS = 100;
/** A freeze that people see; what is shorter is mended before it is worth a word. */
const SHOWN_STALL_MS = 800;
const RESTART_EVERY_MS = 2_000;
const LOST_MS = 10_000;
const MEASURE_MS = 2_000;
/** Who is let in the moment they come needs no relay first: the addresses of the first offer are chosen this much later. */
const ADMITTED_AT_ONCE_MS = 150;
/** Two seconds of pictures show what a line carries. */
const SMALL_MS = 2_000;
/** Verification messages that overtook the server's "admitted". */
const MOST_EARLY = 8;

export type Link = ReturnType<typeof openLink>;

export function openLink(options: LinkOptions) {
  let generation = options.offers ? 0 : -1;
  let connection: Connection | null = null;
  let admitted = false;
  let admittedAt = 0;
  let letIn = (): void => undefined;
  const admission = new Promise<void>((resolve) => (letIn = resolve));
  let closed = false;
  let work: Promise<unknown> = Promise.resolve();
  let begunAt = 0;
  let attempts = 0;
  let everConnected = false;
  let ownName: string | null = null;
  /** null: the other side has not said it on this connection yet; its pictures may be there before. */
  let remoteMedia: { readonly muted: boolean; readonly cameraOff: boolean } | null = null;
  /** What the addresses of the present round may be; null: none are gathered yet. */
  let gathered: RTCIceTransportPolicy | null = null;
  /** An answer is under way; after it the path is made anew. */
  let restartWanted = false;
  let fullSize = false;
  let connectedAt = 0;
  let earlyCandidates: { readonly generation: number; readonly candidate: RTCIceCandidateInit | null }[] = [];
  let earlyControl: ControlMessage[] = [];

  const code = createCodeExchange({
    room: options.room,
    self: options.self,
    other: options.other,
    say,
    changed: options.changed,
    // Nothing is sent or played any more; the page ends the call and says why.
    alarmed() {
      const of = connection;
      if (of) void putTracks(of.pc, null, null, false).catch(() => undefined);
      options.changed();
    },
  });
  let path: LinkPath = 'unknown';
  let quality: LinkQuality = 'unknown';
  let measured: Measured | null = null;
  let measuredAt = 0;
  let packets = createStallWatch();
  let restartedAt = 0;

  const live = (of: Connection) => !closed && connection === of;
  const policy = (): RTCIceTransportPolicy => (options.hideAddress() || (!admitted && options.preconnection() !== 'loopback') ? 'relay' : 'all');
  const mayConnect = () => admitted || options.preconnection() !== 'none';

  /** One after another; a failed operation gives the connection up instead of leaving it half negotiated. */
  function then(operation: () => Promise<void>): void {
    work = work.then(() => (closed ? undefined : operation())).catch(() => !closed && giveUp());
  }

  function giveUp(): void {
    if (options.offers) renew();
    else options.send({ kind: 'please', generation: Math.max(0, generation), wish: 'renew' });
  }

  function open(spare: Spare): Connection {
    connection?.close();
    const of = generation;
    const made: Connection = openConnection(spare, {
      iceServers: options.iceServers(),
      policy: policy(),
      candidate: (candidate) => {
        if (live(made)) options.send({ kind: 'candidate', generation: of, candidate: candidate && plain(candidate) });
      },
      changed: () => live(made) && moved(made),
      control: (data) => live(made) && heard(parseControl(data)),
      chat: (data) => {
        const message = parseChat(data);
        // Before admission a guest hears the host, and the host only that a message arrived.
        const heeded = admitted || options.early === 'hears' || (options.early === 'writes' && message?.kind === 'got');
        if (live(made) && heeded && message) options.chat(message);
      },
    });
    connection = made;
    code.renewed();
    begunAt = performance.now();
    packets = createStallWatch();
    packets.restarted(begunAt);
    measured = null;
    remoteMedia = null;
    gathered = null;
    restartWanted = false;
    fullSize = false;
    return made;
  }

  /** A new connection under the next generation. */
  function renew(): void {
    if (closed || !mayConnect()) return;
    generation += 1;
    attempts += 1;
    const spare = options.spare(true);
    const made = open(spare);
    const first = attempts === 1;
    then(async () => {
      const description = (await spare.offer) ?? (await made.pc.createOffer());
      await offer(made, description, first && policy() === 'relay');
    });
    then(attach);
    options.changed();
  }

  /** The other side can work on its answer while this side's addresses still wait for an admission. */
  async function offer(of: Connection, description: RTCSessionDescriptionInit, patient = false): Promise<void> {
    if (!live(of) || description.sdp === undefined) return;
    options.send({ kind: 'offer', generation, sdp: description.sdp });
    if (patient) await Promise.race([admission, pause(ADMITTED_AT_ONCE_MS)]);
    if (live(of)) await describe(of, description);
  }

  /** From here on addresses are gathered: whether one's own may be among them is decided at the last moment. */
  async function describe(of: Connection, description?: RTCSessionDescriptionInit): Promise<void> {
    gathered = policy();
    configure(of.pc, options.iceServers(), gathered);
    await of.pc.setLocalDescription(description);
  }

  /** A new path for a connection that stays: after a changed address, and at admission. */
  function restart(): void {
    const of = connection;
    if (!of || closed) return;
    restartedAt = performance.now();
    if (!options.offers) return options.send({ kind: 'please', generation, wish: 'restart' });
    then(async () => {
      if (!live(of)) return;
      if (of.pc.signalingState !== 'stable') restartWanted = true;
      else await offer(of, await of.pc.createOffer({ iceRestart: true }));
    });
  }

  async function attach(): Promise<void> {
    const of = connection;
    if (!of || !admitted) return;
    const { sound, picture } = options.tracks();
    await putTracks(of.pc, sound, picture, !fullSize);
  }

  function receive(message: LinkMessage): void {
    switch (message.kind) {
      case 'offer':
        if (options.offers || message.generation < generation || !mayConnect()) return;
        return then(() => answer(message.generation, message.sdp));
      case 'answer':
        return then(async () => {
          const of = connection;
          if (!options.offers || message.generation !== generation || of?.pc.signalingState !== 'have-local-offer') return;
          await of.pc.setRemoteDescription({ type: 'answer', sdp: message.sdp });
          await takeEarly(of);
          if (restartWanted) {
            restartWanted = false;
            restart();
          }
        });
      case 'candidate':
        return then(async () => {
          const of = connection;
          if (message.generation < generation) return;
          if (message.generation > generation || !of?.pc.remoteDescription)
            earlyCandidates.push({ generation: message.generation, candidate: message.candidate as RTCIceCandidateInit | null });
          else await add(of, message.candidate as RTCIceCandidateInit | null);
        });
      case 'please':
        if (!options.offers || message.generation < generation - 1) return;
        if (message.wish === 'renew') return message.generation === generation ? renew() : undefined;
        if (performance.now() - restartedAt > RESTART_EVERY_MS / 2) restart();
        return;
      default:
        return message satisfies never;
    }
  }

  async function answer(of: number, sdp: string): Promise<void> {
    if (of > generation || !connection) {
      generation = of;
      open(options.spare(false));
    }
    const made = connection;
    if (!made) return;
    if (made.pc.signalingState !== 'stable') return;
    await made.pc.setRemoteDescription({ type: 'offer', sdp });
    for (const transceiver of made.pc.getTransceivers()) transceiver.direction = 'sendrecv';
    preferRedundantSound(made.pc);
    await describe(made);
    const answered = made.pc.localDescription?.sdp;
    if (live(made) && answered !== undefined) options.send({ kind: 'answer', generation, sdp: answered });
    await takeEarly(made);
    await attach();
  }

  async function takeEarly(of: Connection): Promise<void> {
    const mine = earlyCandidates.filter((each) => each.generation === generation);
    earlyCandidates = earlyCandidates.filter((each) => each.generation > generation);
    for (const each of mine) await add(of, each.candidate);
  }

  async function add(of: Connection, candidate: RTCIceCandidateInit | null): Promise<void> {
    // A candidate of an ICE round that a restart has ended is refused by the browser; that is no fault of the connection.
    if (candidate) await of.pc.addIceCandidate(candidate).catch(() => undefined);
  }

  function moved(of: Connection): void {
    if (of.pc.connectionState === 'connected') {
      attempts = 0;
      everConnected = true;
      connectedAt = performance.now();
    }
    if (of.pc.iceConnectionState === 'failed') giveUp();
    if (of.control.readyState === 'open') {
      if (ownName !== null) say({ kind: 'name', name: ownName });
      if (admitted) tellMedia();
      verify(of);
    }
    if (of.chat.readyState === 'open') options.opened();
    options.changed();
  }

  function say(message: ControlMessage): void {
    if (connection?.control.readyState === 'open') connection.control.send(JSON.stringify(message));
  }

  function tellMedia(): void {
    const { sound, picture } = options.tracks();
    say({ kind: 'media', muted: !sound?.enabled, cameraOff: !picture?.enabled });
  }

  function heard(message: ControlMessage | null): void {
    if (!message) return;
    if (message.kind === 'name') return options.named(message.name);
    if (!admitted) {
      // The other side may know of the admission a moment earlier.
      if (earlyControl.length < MOST_EARLY) earlyControl.push(message);
      return;
    }
    switch (message.kind) {
      case 'media':
        remoteMedia = { muted: message.muted, cameraOff: message.cameraOff };
        packets.restarted(performance.now());
        return options.changed();
      case 'compared':
        return code.compared(message.same);
      default:
        return code.receive(message);
    }
  }

  function verify(of: Connection): void {
    if (admitted) code.begin(of.pc, () => live(of));
  }

  function watch(): void {
    const of = connection;
    if (closed || !of) return;
    const now = performance.now();
    const ice = of.pc.iceConnectionState;
    const patience = admitted ? CONNECT_MS : Math.min(LONGEST_CONNECT_MS, CONNECT_MS * 2 ** Math.max(0, attempts - 1));
    if ((ice === 'new' || ice === 'checking') && of.pc.connectionState !== 'connected' && now - begunAt > patience) {
      begunAt = now;
      return giveUp();
    }
    if (!admitted || of.pc.connectionState === 'new' || of.pc.connectionState === 'connecting') return;
    if (!fullSize && of.pc.connectionState === 'connected' && now - Math.max(connectedAt, admittedAt) > SMALL_MS) {
      fullSize = true;
      then(() => sendFullSize(of.pc));
    }
    lookForStall(of, now);
    if (now - measuredAt > MEASURE_MS) {
      measuredAt = now;
      void of.pc.getStats().then((report: RTCStatsReport) => {
        if (!live(of)) return;
        const next = measure(report.values() as Iterable<{ readonly id?: string; readonly type?: string; readonly [member: string]: unknown }>);
        const before = measured;
        measured = next;
        const then = { path, quality };
        path = next.path;
        quality = qualityOf(before, next);
        if (then.path !== path || then.quality !== quality) options.changed();
      });
    }
  }

  function lookForStall(of: Connection, now: number): void {
    const seen = packets.look(of.pc, now);
    if (seen === 'again') options.changed();
    if (seen !== 'still' || (remoteMedia?.cameraOff && remoteMedia.muted) || globalThis.document?.hidden) return;
    if (!packets.isStalled(now, remoteMedia?.cameraOff === false) || now - restartedAt < RESTART_EVERY_MS) return;
    options.stalled();
    restart();
    options.changed();
  }

  const watcher = setInterval(watch, WATCH_MS);
  const online = () => admitted && restart();
  globalThis.addEventListener?.('online', online);

  return {
    other: options.other,
    /** The offering side begins; the other one waits for its offer. */
    start(): void {
      if (options.offers && !connection) renew();
    },
    receive,
    setName(name: string): void {
      ownName = name;
      say({ kind: 'name', name });
    },
    /** Both may now see, hear and write to each other. */
    admit(): void {
      if (admitted || closed) return;
      admitted = true;
      admittedAt = performance.now();
      letIn();
      const of = connection;
      if (!of) {
        if (options.offers) renew();
        return options.changed();
      }
      then(attach);
      // The other side's offer brings the new path where this one only answers.
      if (options.offers && gathered !== null && gathered !== policy()) restart();
      tellMedia();
      verify(of);
      const waiting = earlyControl;
      earlyControl = [];
      for (const each of waiting) heard(each);
      options.changed();
    },
    /** Own tracks were exchanged, muted or stopped. */
    tracksChanged(): void {
      then(attach);
      if (admitted) tellMedia();
    },
    /** false: no channel is open. */
    write(message: ChannelChat): boolean {
      const allowed = admitted || options.early === 'writes' || (options.early === 'hears' && message.kind === 'got');
      if (!allowed || connection?.chat.readyState !== 'open') return false;
      connection.chat.send(JSON.stringify(message));
      return true;
    },
    compare: (same: boolean): void => code.compare(same),
    /** New credentials or servers: used by the next connection and the next restart. */
    refreshServers(): void {
      if (connection) configure(connection.pc, options.iceServers(), gathered ?? policy());
    },
    snapshot() {
      const of = connection;
      const state = of?.pc.connectionState;
      const silentMs = packets.silentMs(performance.now());
      const isStalled = admitted && remoteMedia?.cameraOff === false && packets.begun && silentMs > SHOWN_STALL_MS;
      const connected = state === 'connected' && of?.control.readyState === 'open' && !isStalled;
      const status: LinkConnection = connected ? 'connected' : !everConnected ? 'connecting' : silentMs > LOST_MS ? 'lost' : 'reconnecting';
      const plays = of !== null && admitted && code.state.state !== 'alarm';
      return {
        connection: status,
        path,
        quality,
        roundTripMs: measured?.roundTripMs ?? null,
        sound: plays ? receivedTrack(of.pc, 'audio') : null,
        picture: plays && remoteMedia?.cameraOff !== true ? receivedTrack(of.pc, 'video') : null,
        muted: remoteMedia?.muted ?? false,
        cameraOff: remoteMedia?.cameraOff ?? false,
        code: code.state,
      };
    },
    close(): void {
      closed = true;
      clearInterval(watcher);
      globalThis.removeEventListener?.('online', online);
      connection?.close();
      connection = null;
      code.close();
      earlyCandidates = [];
      earlyControl = [];
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function plain(candidate: RTCIceCandidate) {
  return { candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex, usernameFragment: candidate.usernameFragment };
}
