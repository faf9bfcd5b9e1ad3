/**
 * One visit of one person: the socket, the links to others, what is written, and the state the page shows. The server decides who is
 * admitted; this side sends and plays nothing before. Longer than most files: the one switch over what the server says, and the one over what the page asks,
 * act on the same few variables.
 */
import { makeSpare } from './connection.ts';
import { cleanName } from './control.ts';
import { createConversation } from './conversation.ts';
import { openLink, type Link } from './link.ts';
import { prepareVisit, type Prepared } from './prepare.ts';
import {
  linkMessage,
  parseMessage,
  type HostState,
  type IceServer,
  type Person,
  type Preconnection,
  type Preset,
  type ServerMessage,
  type TurnAwayReason,
} from './protocol.ts';
import { openSignal, type TicketAnswer } from './signal.ts';
import { isTerminal, type Peer, type VisitState } from './state.ts';

export interface VisitOptions {
  readonly role: 'guest' | 'host';
  /** The event's id: the security code is bound to it. */
  readonly room: string;
  /** Asks the web role for a fresh ticket; `participant`: who this page already is. */
  readonly ticket: (participant: string | null) => Promise<TicketAnswer>;
  /** Goes to the other people peer to peer, never to the server. */
  readonly name: string;
  /** Proof of an earlier admission, kept by the page; null: none. */
  readonly receipt: string | null;
  /** null: it is worth nothing any more and must be forgotten. */
  readonly receiptChanged: (receipt: string | null) => void;
  /** Relay only from the start; see `hideAddress` of the visit. */
  readonly hideAddress: boolean;
  /** Made ahead by the page; the visit closes it with itself. */
  readonly prepared?: Prepared | undefined;
  readonly changed: (state: VisitState) => void;
}

export interface Visit {
  /** As it is now; `changed` tells of it a moment later. */
  readonly state: VisitState;
  setName(name: string): void;
  /** Own tracks; null: none. `enabled` false: muted. Call again after each change. Nothing is sent before admission. */
  setTracks(sound: MediaStreamTrack | null, picture: MediaStreamTrack | null): void;
  /** To everybody one has a link with; `to`: to one person, also one who waits. false: nobody is there, or it is empty or too long. */
  write(text: string, to?: string): boolean;
  /** The person compared the security code. Not the same: the call ends. */
  compared(participant: string, same: boolean): void;
  admit(participant: string): void;
  turnAway(participant: string, reason: TurnAwayReason): void;
  remove(participant: string): void;
  tell(preset: Preset): void;
  /** Relay only, also after admission, from now on: nobody new learns this computer's address. Without a relay it changes nothing. */
  hideAddress(hidden: boolean): void;
  takeOver(): void;
  endForAll(): void;
  leave(): void;
  /** Ends everything at once, without a word to the server: for a page that goes. */
  close(): void;
}

/** A link whose person the server does not know any more is kept this long: after a server's restart people come back one by one. */
const KEEP_UNKNOWN_MS = 10_000;
const SWEEP_MS = 1_000;
/** A delay that nobody sees. */
const TELL_LATER_MS = 150;
const LOOK_AGAIN_MS = 5;
/** The other side hears that the codes differ before the server ends the room. */
const TELL_DIFFERENCE_MS = 250;

export function openVisit(options: VisitOptions): Visit {
  let state: VisitState = { phase: 'connecting' };
  let self = '';
  let place: 'waiting' | 'admitted' | 'elected' | 'standby' | null = null;
  let since = 0;
  /** What to add to the server's clock to get this computer's; they may differ by minutes. */
  let skewMs = 0;
  /** When the first person was let in, kept after they went: the consultation lasted from then on. */
  let heldSince: number | null = null;
  let signalLost = false;
  let room: Extract<ServerMessage, { type: 'room' }> | null = null;
  let roster: { readonly waiting: readonly Person[]; readonly inside: readonly Person[]; readonly plannedEnd: number } = {
    waiting: [],
    inside: [],
    plannedEnd: 0,
  };
  let preset: Preset | null = null;
  let movedTo: number | null = null;
  let receipt = options.receipt;
  let ownName = options.name;
  let iceServers: readonly IceServer[] = [];
  let preconnection: Preconnection = 'none';
  let tracks: { sound: MediaStreamTrack | null; picture: MediaStreamTrack | null } = { sound: null, picture: null };
  let hidden = options.hideAddress;
  let partedFrom: readonly string[] = [];
  const parting = new Set<string>();
  let scheduled = false;
  let generations = 0;
  const links = new Map<string, Link>();
  const names = new Map<string, string>();
  const unknownSince = new Map<string, number>();
  const conversation = createConversation(() => crypto.randomUUID().replaceAll('-', ''));
  const prepared = options.prepared ?? prepareVisit(options.role === 'guest');
  let ownCertificate: RTCCertificate | null = null;

  const signal = openSignal({
    line: prepared.takeLine(),
    ticket: async (participant) => {
      // The first ticket is asked for while the certificate is made.
      const [answer, made] = await Promise.all([options.ticket(participant), prepared.certificate]);
      ownCertificate = made;
      return answer;
    },
    hello: () => ({ ...(receipt === null ? {} : { receipt }), ...(place === 'elected' ? { hosted: true } : {}) }),
    receive: take,
    lost() {
      signalLost = state.phase !== 'connecting';
      refresh();
    },
    ended(why) {
      if ('refused' in why) finish({ phase: 'refused', reason: why.refused });
      else if ('outdated' in why) finish({ phase: 'outdated' });
      else finish({ phase: 'over', reason: 'left', turnAway: null, durationMs: duration() });
    },
  });

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        self = message.self;
        // Another device leads meanwhile; or this guest waits again, and nothing of them may be seen.
        if (message.place === 'standby' || (message.place === 'waiting' && place === 'admitted')) closeLinks();
        place = message.place === 'watching' ? null : message.place;
        skewMs = Date.now() - message.now;
        since = message.since + skewMs;
        iceServers = message.iceServers;
        preconnection = message.preconnection;
        signalLost = false;
        for (const link of links.values()) link.refreshServers();
        if (place === 'admitted') for (const link of links.values()) link.admit();
        break;
      case 'turn':
        iceServers = message.iceServers;
        for (const link of links.values()) link.refreshServers();
        break;
      case 'room':
        room = message;
        linkToPeers(message);
        break;
      case 'roster': {
        const [event] = message.events;
        if (event) {
          const here = (person: Person): Person => ({ ...person, since: person.since + skewMs });
          roster = { ...event, waiting: event.waiting.map(here), inside: event.inside.map(here) };
          heldSince ??= insideSince();
        }
        if (place === 'elected') linkToGuests();
        break;
      }
      case 'place':
        place = message.place;
        if (place === 'elected') linkToGuests();
        else closeLinks();
        break;
      case 'admitted':
        place = 'admitted';
        since = Date.now();
        receipt = message.receipt;
        options.receiptChanged(receipt);
        for (const link of links.values()) link.admit();
        break;
      case 'relay':
        relayed(message.from, message.body);
        break;
      case 'preset':
        preset = message.preset;
        break;
      case 'moved':
        movedTo = message.startsAt;
        break;
      case 'over':
        return finish({ phase: 'over', reason: message.reason, turnAway: message.turnAway, durationMs: duration() });
      case 'ack':
      case 'refused':
      case 'declined':
      case 'pong':
        break;
      default:
        return message satisfies never;
    }
    refresh();
  }

  function relayed(from: string, body: string): void {
    const message = parseMessage(linkMessage, body);
    if (message) links.get(from)?.receive(message);
  }

  /** A guest links to the host, and inside to everybody: to those who were there before by offering, to later ones by waiting for their offer. */
  function linkToPeers(message: Extract<ServerMessage, { type: 'room' }>): void {
    const arriving = links.size === 0 || [...links.keys()].every((other) => other === message.hostParticipant);
    for (const participant of message.peers) {
      if (!links.has(participant)) link(participant, participant === message.hostParticipant || arriving, place === 'admitted');
    }
    // Another device took over: its link replaces the former one's.
    if (message.hostParticipant !== null) for (const other of [...links.keys()]) if (!message.peers.includes(other)) unlink(other);
    for (const other of links.keys()) remember(other, message.peers.includes(other));
  }

  function linkToGuests(): void {
    for (const person of [...roster.waiting, ...roster.inside]) if (!links.has(person.participant) && !person.away) link(person.participant, false, false);
    for (const person of roster.inside) links.get(person.participant)?.admit();
    for (const other of links.keys())
      remember(
        other,
        [...roster.waiting, ...roster.inside].some((person) => person.participant === other),
      );
  }

  function remember(other: string, known: boolean): void {
    if (known) unknownSince.delete(other);
    else if (!unknownSince.has(other)) unknownSince.set(other, performance.now());
  }

  function link(other: string, offers: boolean, admitted: boolean): void {
    const certificate = ownCertificate;
    if (!certificate) return;
    const made = openLink({
      room: options.room,
      self,
      other,
      offers,
      nextGeneration: () => ++generations,
      spare: (offers, moved) => (moved ? null : prepared.takeSpare(offers)) ?? makeSpare(certificate, offers, moved),
      iceServers: () => iceServers,
      preconnection: () => preconnection,
      // Clients of a group do not learn each other's addresses where there is another way.
      hideAddress: () => preconnection === 'relay' && (hidden || (options.role === 'guest' && other !== room?.hostParticipant)),
      tracks: () => tracks,
      early: options.role === 'host' ? 'writes' : other === room?.hostParticipant ? 'hears' : 'neither',
      send: (message) => signal.relay(other, JSON.stringify(message)),
      stalled: () => signal.check(),
      changed: refresh,
      named(name) {
        const clean = cleanName(name);
        if (clean !== null) names.set(other, clean);
        refresh();
      },
      opened() {
        for (const message of conversation.undelivered(other)) made.write(message);
      },
      chat(message) {
        const answer = conversation.receive(other, message);
        if (answer) made.write(answer);
        refresh();
      },
    });
    links.set(other, made);
    made.setName(ownName);
    if (admitted) made.admit();
    made.start();
  }

  function unlink(other: string): void {
    links.get(other)?.close();
    links.delete(other);
    names.delete(other);
    unknownSince.delete(other);
    signal.forget(other);
  }

  function closeLinks(): void {
    for (const other of [...links.keys()]) unlink(other);
  }

  /** Who left for good is not kept; who only lost the line is. */
  const sweep = setInterval(() => {
    for (const [other, at] of unknownSince) {
      const status = links.get(other)?.snapshot().connection;
      if (status !== 'connected' && performance.now() - at > KEEP_UNKNOWN_MS) unlink(other);
    }
    refresh();
  }, SWEEP_MS);

  function duration(): number | null {
    if (place === 'admitted') return Date.now() - since;
    return place === 'elected' && heldSince !== null ? Date.now() - heldSince : null;
  }

  function insideSince(): number | null {
    return roster.inside.length === 0 ? null : Math.min(...roster.inside.map((person) => person.since));
  }

  function finish(word: VisitState): void {
    if (isTerminal(state)) return;
    // Both sides end a talk whose codes differ, and whoever hears the other's ending first is told the cause all the same.
    const differs = [...links.values()].some((link) => link.snapshot().code.state === 'alarm');
    const last: VisitState = word.phase === 'over' && differs && partedFrom.length === 0 ? { ...word, reason: 'code-differs' } : word;
    if (last.phase === 'over') {
      receipt = null;
      options.receiptChanged(null);
    }
    shut();
    state = last;
    options.changed(state);
  }

  function shut(): void {
    clearInterval(sweep);
    signal.close();
    prepared.close();
    closeLinks();
    conversation.clear();
    tracks = { sound: null, picture: null };
  }

  /**
   * Many things change at once; the page is told once. While two sides agree on a connection it is told a little later: drawing takes the thread
   * that the next step of the agreement waits for.
   */
  function refresh(): void {
    if (scheduled || isTerminal(state)) return;
    scheduled = true;
    const since = performance.now();
    const tell = (): void => {
      if (isTerminal(state)) return;
      if ([...links.values()].some((link) => link.isNegotiating) && performance.now() - since < TELL_LATER_MS) return void setTimeout(tell, LOOK_AGAIN_MS);
      scheduled = false;
      const next = compose();
      if (!next) return;
      state = next;
      const alarmed = next.peers.find((peer) => peer.code.state === 'alarm');
      if (alarmed && !partFrom(alarmed)) return endForDifference();
      options.changed(state);
    };
    setTimeout(tell, 0);
  }

  function compose(): Exclude<VisitState, { phase: 'connecting' | 'over' | 'refused' | 'outdated' }> | null {
    const peers: Peer[] = [...links].map(([participant, link]) => ({ participant, name: names.get(participant) ?? null, ...link.snapshot() }));
    const present = { signalLost, self, peers, messages: conversation.messages, addressHidden: preconnection === 'relay' ? hidden : null };
    const host: HostState = room?.host ?? 'absent';
    switch (place) {
      case null:
        return null;
      case 'waiting':
        return { phase: 'waiting', ...present, since, host, plannedEnd: room?.plannedEnd ?? 0, preset, movedTo };
      case 'admitted':
        return { phase: 'inside', ...present, since, host, plannedEnd: room?.plannedEnd ?? 0 };
      default:
        return {
          phase: 'hosting',
          ...present,
          elected: place === 'elected',
          since: insideSince(),
          plannedEnd: roster.plannedEnd,
          waiting: roster.waiting,
          inside: roster.inside,
          partedFrom,
        };
    }
  }

  /** In a group the host's talk with the others goes on without whom the code does not match. false: there is nobody else. */
  function partFrom({ participant, name }: Peer): boolean {
    if (options.role !== 'host' || !roster.inside.some((person) => person.participant !== participant)) return false;
    if (parting.has(participant)) return true;
    parting.add(participant);
    partedFrom = [...partedFrom, name ?? ''];
    setTimeout(() => {
      if (!isTerminal(state) && signal.command({ type: 'remove', participant })) unlink(participant);
      refresh();
    }, TELL_DIFFERENCE_MS);
    return true;
  }

  function endForDifference(): void {
    const durationMs = duration();
    setTimeout(() => {
      signal.command(options.role === 'host' ? { type: 'end' } : { type: 'leave' });
      finish({ phase: 'over', reason: 'code-differs', turnAway: null, durationMs });
    }, TELL_DIFFERENCE_MS);
  }

  return {
    get state() {
      return isTerminal(state) ? state : (compose() ?? state);
    },
    setName(name) {
      ownName = name;
      for (const link of links.values()) link.setName(name);
    },
    setTracks(sound, picture) {
      tracks = { sound, picture };
      for (const link of links.values()) link.tracksChanged();
    },
    write(text, to) {
      const receivers =
        to === undefined ? [...links.keys()].filter((other) => place !== 'elected' || roster.inside.some((person) => person.participant === other)) : [to];
      if (receivers.length === 0 || (place === 'waiting' && options.role === 'guest')) return false;
      const message = conversation.write(self, receivers, text);
      if (!message) return false;
      for (const other of receivers) links.get(other)?.write(message);
      refresh();
      return true;
    },
    compared: (participant, same) => links.get(participant)?.compare(same),
    admit(participant) {
      if (place !== 'elected' || !signal.command({ type: 'admit', participant })) return;
      // This side is ready before the guest hears of it: its first packets are not turned away.
      links.get(participant)?.admit();
      refresh();
    },
    turnAway(participant, reason) {
      if (signal.command({ type: 'turn-away', participant, reason })) unlink(participant);
    },
    remove(participant) {
      if (signal.command({ type: 'remove', participant })) unlink(participant);
    },
    tell: (wanted) => void signal.command({ type: 'preset', event: options.room, preset: wanted }),
    hideAddress(wanted) {
      hidden = wanted;
      for (const link of links.values()) link.addressChanged();
      refresh();
    },
    takeOver: () => void signal.command({ type: 'take-over' }),
    endForAll() {
      if (!signal.command({ type: 'end' })) finish({ phase: 'over', reason: 'host-ended', turnAway: null, durationMs: duration() });
    },
    leave() {
      signal.command({ type: 'leave' });
      finish({ phase: 'over', reason: 'left', turnAway: null, durationMs: duration() });
    },
    close() {
      shut();
      state = { phase: 'over', reason: 'left', turnAway: null, durationMs: null };
    },
  };
}
