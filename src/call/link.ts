/**
 * The link between this person and one other: made while one waits, carrying nothing but a name; at admission sound, picture and chat
 * join it and it moves to the direct path. Exactly one side offers. A connection that does not come up is replaced by one of the next
 * generation; one that stands still goes on while its heir is made, and whichever moves carries the call. Messages of older generations are
 * dropped. Longer than most files: every part of it decides by which attempt counts, and apart they would share that as state.
 */
import { openAttempt, type Attempt, type Tracks } from './attempt.ts';
import { createCodeExchange } from './code-exchange.ts';
import { receivedTrack, type Spare } from './connection.ts';
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
  /** Higher than any that this page has offered under before: the other side may still hold a link that this one has closed. */
  readonly nextGeneration: () => number;
  /** A new connection, or one made ahead; with empty media in it where this side offers. `moved`: this computer's address may be another one. */
  readonly spare: (offers: boolean, moved: boolean) => Spare;
  readonly iceServers: () => readonly RTCIceServer[];
  readonly preconnection: () => Preconnection;
  /** Relay only, also after admission. */
  readonly hideAddress: () => boolean;
  readonly tracks: () => Tracks;
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
const WATCH_MS = 50;
/** A freeze that people see; what is shorter is mended before it is worth a word. */
const SHOWN_STALL_MS = 800;
/** An heir takes three round trips; it gets time before the next one is begun. */
const HEIR_EVERY_MS = 2_000;
/** An heir that is connected and receives nothing after this long is taken for one to which nothing is sent. */
const HEIR_SILENT_MS = 300;
const LOST_MS = 10_000;
const MEASURE_MS = 2_000;
/** Who is let in the moment they come needs no relay first: the addresses of the first offer are chosen this much later. */
const ADMITTED_AT_ONCE_MS = 150;
/** Messages that overtook the server's "admitted". */
const MOST_EARLY = 8;
/** Candidates that overtook their offer. */
const MOST_EARLY_CANDIDATES = 64;

export type Link = ReturnType<typeof openLink>;

export function openLink(options: LinkOptions) {
  let newest = options.offers ? 0 : -1;
  let current: Attempt | null = null;
  /** Made beside a current one that stands still. */
  let heir: Attempt | null = null;
  let heirAt = 0;
  let offeredAt = 0;
  let admitted = false;
  let letIn = (): void => undefined;
  const admission = new Promise<void>((resolve) => (letIn = resolve));
  let closed = false;
  /** The current attempt's patience runs from here: it may be given more. */
  let begunAt = 0;
  let tries = 0;
  let everConnected = false;
  let ownName: string | null = null;
  /** null: the other side has not said it yet; its pictures may be there before. */
  let remoteMedia: { readonly muted: boolean; readonly cameraOff: boolean } | null = null;
  let earlyCandidates: Extract<LinkMessage, { kind: 'candidate' }>[] = [];
  let earlyControl: ControlMessage[] = [];
  let heirControl: ControlMessage[] = [];
  const code = createCodeExchange({
    room: options.room,
    self: options.self,
    other: options.other,
    say,
    changed: options.changed,
    // Nothing is sent or played any more; the page ends the call and says why.
    alarmed() {
      current?.silence();
      heir?.silence();
      options.changed();
    },
  });
  let path: LinkPath = 'unknown';
  let quality: LinkQuality = 'unknown';
  let measured: Measured | null = null;
  let measuredAt = 0;
  let packets = createStallWatch();

  const lives = (attempt: Attempt) => !closed && (attempt === current || attempt === heir);
  const policy = (): RTCIceTransportPolicy => (options.hideAddress() || (!admitted && options.preconnection() !== 'loopback') ? 'relay' : 'all');
  const mayConnect = () => admitted || options.preconnection() !== 'none';
  const find = (generation: number) => [current, heir].find((attempt) => attempt?.generation === generation) ?? null;
  const isAlarmed = () => code.state.state === 'alarm';

  function giveUp(): void {
    if (options.offers) renew();
    else options.send({ kind: 'please', generation: Math.max(0, newest), wish: 'renew' });
  }

  /** An attempt of a new generation; beside the current one if that has carried something. */
  function open(generation: number): { readonly attempt: Attempt; readonly candidates: typeof earlyCandidates } {
    newest = generation;
    const moved = current !== null && current.connectedAt !== null;
    const attempt: Attempt = openAttempt({
      generation,
      spare: options.spare(options.offers, moved),
      iceServers: options.iceServers,
      policy,
      tracks: () => (admitted && !isAlarmed() ? options.tracks() : null),
      send: (message) => lives(attempt) && options.send(message),
      changed: () => lives(attempt) && changed(attempt),
      broken: () => lives(attempt) && giveUp(),
      control(data) {
        const message = parseControl(data);
        if (attempt === current) heard(message);
        // What is said of a connection is heard when it is this side's too.
        else if (attempt === heir && message) heirControl = keptEarly(heirControl, message);
      },
      chat(data) {
        const message = parseChat(data);
        // Before admission a guest hears the host, and the host only that a message arrived.
        const heeded = admitted || options.early === 'hears' || (options.early === 'writes' && message?.kind === 'got');
        if (lives(attempt) && heeded && message) options.chat(message);
      },
    });
    if (moved) {
      dropHeir();
      heir = attempt;
    } else {
      current?.close();
      become(attempt);
    }
    const candidates = earlyCandidates.filter((each) => each.generation === generation);
    earlyCandidates = earlyCandidates.filter((each) => each.generation > generation);
    return { attempt, candidates };
  }

  function become(attempt: Attempt): void {
    current = attempt;
    // What was said on the former connection was said of the former one.
    earlyControl = [];
    code.renewed();
    begunAt = attempt.begunAt;
    packets = createStallWatch();
    packets.restarted(performance.now());
    measured = null;
  }

  /** A new connection under the next generation. */
  function renew(): void {
    if (closed || !mayConnect()) return;
    tries += 1;
    heirAt = performance.now();
    offeredAt = heirAt;
    const { attempt } = open(options.nextGeneration());
    attempt.begin(tries === 1 && policy() === 'relay' ? Promise.race([admission, pause(ADMITTED_AT_ONCE_MS)]) : null);
    options.changed();
  }

  function receive(message: LinkMessage): void {
    switch (message.kind) {
      case 'offer': {
        if (options.offers || !mayConnect()) return;
        const known = find(message.generation);
        if (known) return known.takeOffer(message.sdp);
        if (message.generation <= newest) return;
        const { attempt, candidates } = open(message.generation);
        attempt.takeOffer(message.sdp);
        for (const { candidate } of candidates) attempt.takeCandidate(candidate);
        return;
      }
      case 'answer':
        if (options.offers) find(message.generation)?.takeAnswer(message.sdp);
        return;
      case 'candidate': {
        const known = find(message.generation);
        if (known) known.takeCandidate(message.candidate);
        else if (message.generation > newest && earlyCandidates.length < MOST_EARLY_CANDIDATES) earlyCandidates.push(message);
        return;
      }
      case 'please':
        // An older wish is being met, unless the other side should have heard of the heir long ago.
        if (options.offers && (message.generation === newest || performance.now() - heirAt > HEIR_EVERY_MS)) renew();
        return;
      default:
        return message satisfies never;
    }
  }

  function changed(attempt: Attempt): void {
    const { pc, control, chat } = attempt;
    if (attempt === heir) {
      if (pc.connectionState === 'failed') dropHeir();
      else considerHeir();
      return;
    }
    if (pc.connectionState === 'connected') {
      tries = 0;
      everConnected = true;
    }
    if (pc.iceConnectionState === 'failed' && !heir) giveUp();
    if (control.readyState === 'open') {
      if (ownName !== null) say({ kind: 'name', name: ownName });
      if (admitted) tellMedia();
      verify();
    }
    if (chat.readyState === 'open') options.opened();
    options.changed();
  }

  /** Takes over once it carries something. */
  function considerHeir(): void {
    const attempt = heir;
    if (!attempt || attempt.connectedAt === null || attempt.pc.connectionState !== 'connected' || attempt.control.readyState !== 'open') return;
    const receives = attempt.pc.getReceivers().some((receiver) => 'getSynchronizationSources' in receiver && receiver.getSynchronizationSources().length > 0);
    if (!receives && performance.now() - attempt.connectedAt < HEIR_SILENT_MS) return;
    const former = current;
    heir = null;
    become(attempt);
    former?.close();
    // It may have been begun before the admission.
    if (admitted) attempt.attach();
    if (admitted && options.offers && attempt.isOutdated) attempt.restart();
    changed(attempt);
    const waiting = heirControl;
    heirControl = [];
    for (const each of waiting) heard(each);
  }

  function dropHeir(): void {
    heir?.close();
    heir = null;
    heirControl = [];
  }

  function say(message: ControlMessage): void {
    if (current?.control.readyState === 'open') current.control.send(JSON.stringify(message));
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
      earlyControl = keptEarly(earlyControl, message);
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

  function verify(): void {
    const attempt = current;
    // What is said before the channel is open is lost, and a run begins once.
    if (admitted && attempt?.control.readyState === 'open') code.begin(attempt.pc, () => !closed && current === attempt);
  }

  function watch(): void {
    const attempt = current;
    if (closed || !attempt) return;
    const now = performance.now();
    const { pc } = attempt;
    if (heir) {
      if (attempt.connectedAt !== null && now - heir.begunAt > CONNECT_MS) dropHeir();
      else considerHeir();
    }
    const patience = admitted ? CONNECT_MS : Math.min(LONGEST_CONNECT_MS, CONNECT_MS * 2 ** Math.max(0, tries - 1));
    const isConnecting = attempt.connectedAt === null || pc.iceConnectionState === 'new' || pc.iceConnectionState === 'checking';
    if (isConnecting && pc.connectionState !== 'connected' && !heir && now - begunAt > patience) {
      begunAt = now;
      return giveUp();
    }
    if (!heir && now - heirAt > HEIR_EVERY_MS) {
      // The other side may have begun afresh and know nothing of the offer; and where nothing is to be heard (muted, or before admission) nothing stalls.
      const isUnheard = pc.signalingState === 'have-local-offer' && pc.connectionState !== 'connected' && now - offeredAt > LOST_MS;
      if (isUnheard || pc.iceConnectionState === 'disconnected') {
        heirAt = now;
        giveUp();
      }
    }
    if (!admitted || pc.connectionState === 'new' || pc.connectionState === 'connecting') return;
    attempt.tend(now);
    lookForStall(attempt, now);
    if (now - measuredAt > MEASURE_MS) look(attempt, now);
  }

  function look(attempt: Attempt, now: number): void {
    measuredAt = now;
    const seen = (report: RTCStatsReport): void => {
      if (current !== attempt) return;
      const next = measure(report.values() as Iterable<{ readonly id?: string; readonly type?: string; readonly [member: string]: unknown }>);
      const before = measured;
      measured = next;
      const shown = { path, quality };
      path = next.path;
      quality = qualityOf(before, next);
      if (shown.path !== path || shown.quality !== quality) options.changed();
      // The host's answer can have left before the admission that the guest's addresses waited for; then only another round brings the direct way.
      if (path === 'relayed' && admitted && options.offers && attempt.wasOfferedEarly) attempt.restart();
    };
    // A connection that was closed meanwhile has none.
    attempt.pc.getStats().then(seen, () => undefined);
  }

  /** The address may have changed: the socket is dead then too, and only a new connection knows of the new one. */
  function lookForStall(attempt: Attempt, now: number): void {
    const seen = packets.look(attempt.pc, now);
    if (seen === 'again') options.changed();
    if (seen !== 'still' || (remoteMedia?.cameraOff && remoteMedia.muted) || globalThis.document?.hidden) return;
    // What has been silent for longer is no dead path, or ICE has said so.
    if (packets.silentMs(now) > LOST_MS) return;
    if (!packets.isStalled(now, remoteMedia?.cameraOff === false) || now - heirAt < HEIR_EVERY_MS) return;
    heirAt = now;
    options.stalled();
    giveUp();
    options.changed();
  }

  const watcher = setInterval(watch, WATCH_MS);
  const online = () => {
    if (!admitted || current === null) return;
    heirAt = performance.now();
    giveUp();
  };
  globalThis.addEventListener?.('online', online);

  return {
    other: options.other,
    get isNegotiating(): boolean {
      return current?.isNegotiating === true || heir?.isNegotiating === true;
    },
    /** The offering side begins; the other one waits for its offer. */
    start(): void {
      if (options.offers && !current) renew();
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
      letIn();
      if (!current) {
        if (options.offers) renew();
        return options.changed();
      }
      current.attach();
      // The other side's offer brings the new path where this one only answers.
      if (options.offers && current.isOutdated) current.restart();
      tellMedia();
      verify();
      const waiting = earlyControl;
      earlyControl = [];
      for (const each of waiting) heard(each);
      options.changed();
    },
    /** Own tracks were exchanged, muted or stopped. */
    tracksChanged(): void {
      current?.attach();
      heir?.attach();
      if (admitted) tellMedia();
    },
    /** false: no channel is open. */
    write(message: ChannelChat): boolean {
      const allowed = admitted || options.early === 'writes' || (options.early === 'hears' && message.kind === 'got');
      if (!allowed || current?.chat.readyState !== 'open') return false;
      current.chat.send(JSON.stringify(message));
      return true;
    },
    compare: (same: boolean): void => code.compare(same),
    /** Whether one's own address may show was decided anew. */
    addressChanged(): void {
      if (!admitted || !current?.isOutdated) return;
      if (options.offers) current.restart();
      else giveUp();
    },
    /** New credentials or servers: used by the next connection and the next round of this one. */
    refreshServers(): void {
      current?.refreshServers();
      heir?.refreshServers();
    },
    snapshot() {
      const state = current?.pc.connectionState;
      const silentMs = packets.silentMs(performance.now());
      const isStalled = admitted && remoteMedia?.cameraOff === false && packets.begun && silentMs > SHOWN_STALL_MS;
      const connected = state === 'connected' && current?.control.readyState === 'open' && !isStalled;
      const status: LinkConnection = connected ? 'connected' : !everConnected ? 'connecting' : silentMs > LOST_MS ? 'lost' : 'reconnecting';
      const played = admitted && !isAlarmed() ? current : null;
      return {
        connection: status,
        path,
        quality,
        roundTripMs: measured?.roundTripMs ?? null,
        sound: played && receivedTrack(played.pc, 'audio'),
        picture: played && remoteMedia?.cameraOff !== true ? receivedTrack(played.pc, 'video') : null,
        muted: remoteMedia?.muted ?? false,
        cameraOff: remoteMedia?.cameraOff ?? false,
        code: code.state,
      };
    },
    close(): void {
      closed = true;
      clearInterval(watcher);
      globalThis.removeEventListener?.('online', online);
      dropHeir();
      current?.close();
      current = null;
      code.close();
      earlyCandidates = [];
      earlyControl = [];
    },
  };
}

/** What is said again and again is kept once, so that it crowds out nothing. */
function keptEarly(kept: readonly ControlMessage[], message: ControlMessage): ControlMessage[] {
  const others = kept.filter(({ kind }) => kind !== message.kind || (kind !== 'media' && kind !== 'name'));
  return others.length < MOST_EARLY ? [...others, message] : others;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
