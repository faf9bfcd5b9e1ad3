/**
 * What a browser and the signalling server say to each other, version 1.
 *
 * Both sides parse every message with these schemas; whatever does not fit is refused. The server relays `body` between two
 * people of the same room without looking into it, keeps nothing after the socket, and never sees a name.
 * Message ids are chosen by the sender; a relayed message counts as delivered only when its receiver has acknowledged it.
 */
import * as v from 'valibot';

export const PROTOCOL_VERSION = 1;

/** A session description of nine people with simulcast stays below 20 KiB; twice that leaves room and still ends a flood early. */
export const MAX_MESSAGE_BYTES = 40_960;
/** A burst of trickled candidates to eight people is below 200 messages; sustained traffic is a few a second. */
export const BURST_MESSAGES = 240;
export const SUSTAINED_MESSAGES_PER_SECOND = 40;

/** WebSocket close codes (RFC 6455, section 7.4.2: 4000-4999 are private). */
export const CloseCode = {
  /** The page speaks a version this server does not know: the page says "please reload". */
  version: 4000,
  /** A message did not parse, was too large, or came before `hello`. */
  malformed: 4001,
  /** Too many messages. */
  flood: 4002,
  /** The ticket was refused; the reason came in `refused`. */
  refused: 4003,
  /** The room said its last word to this person (`over`): do not reconnect. */
  over: 4004,
  /** The server stops or restarts: reconnect. */
  restart: 1012,
} as const;

export const MAX_ID_LENGTH = 64;
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** 128 bits as base64url. */
export const PARTICIPANT_ID_LENGTH = 22;
/** Random per visit, drawn by the web role. */
export const participantId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
export const uuid = v.pipe(v.string(), v.uuid());
/** Milliseconds since the epoch. */
const instant = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why someone is turned away at the door; closed, so that no free text passes the server. */
export const TURN_AWAY_REASONS = ['not-now', 'wrong-person', 'appointment-over', 'please-call', 'cannot-take-place'] as const;
export type TurnAwayReason = (typeof TURN_AWAY_REASONS)[number];

/** Preset messages for people who wait while no host endpoint is there to write to them peer to peer. */
export const PRESETS = ['late-5', 'late-10', 'late-20', 'soon', 'please-call'] as const;
export type Preset = (typeof PRESETS)[number];

/** Why `hello` (or a later renewal) is refused. */
export const REFUSALS = [
  'ticket-unknown',
  'ticket-expired',
  'ticket-used',
  'event-over',
  'event-cancelled',
  'invitation-revoked',
  'event-not-published',
  'room-full',
  'too-many',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The room's last word to a person. Terminal: the page leaves the room and does not reconnect. */
export const OVER_REASONS = ['left', 'turned-away', 'removed', 'host-ended', 'planned-end', 'cancelled', 'revoked'] as const;
export type OverReason = (typeof OVER_REASONS)[number];

/** Roles of a socket. `presence` (account pages) sees the queue of its owner's events and admits nobody. */
export const ROLES = ['guest', 'host', 'presence'] as const;

/** Most of `MAX_MESSAGE_BYTES`, so that quotation marks in it may be escaped. */
export const MAX_BODY_LENGTH = 32_768;
/** What the other side of a link is told through the server: opaque to it, parsed again by the receiver (see `linkMessage`). */
export const relayBody = v.pipe(v.string(), v.maxLength(MAX_BODY_LENGTH));

export type { ClientMessage } from './client-message.ts';

export const iceServer = v.strictObject({ urls: v.array(v.string()), username: v.string(), credential: v.string() });
export type IceServer = v.InferOutput<typeof iceServer>;

/**
 * How two people may meet before admission: `relay` through TURN so that no address shows; `loopback` on a machine without TURN
 * whose public address is a loopback one; `none`: only after admission.
 */
export const preconnection = v.picklist(['relay', 'loopback', 'none']);
export type Preconnection = v.InferOutput<typeof preconnection>;

const person = v.strictObject({
  participant: participantId,
  /** null: a host endpoint. The host's page knows the practice's own label for it; nobody else is told. */
  invitation: v.nullable(uuid),
  since: instant,
  /** The same invitation is here more than once. */
  twice: v.boolean(),
  /** Its socket broke; the place is kept. */
  away: v.boolean(),
});
export type Person = v.InferOutput<typeof person>;

export const HOST_STATES = ['absent', 'here', 'busy'] as const;
/** absent: no host endpoint; here: in the room; busy: in the consultation with someone else. */
export type HostState = (typeof HOST_STATES)[number];

export const serverMessage = v.variant('type', [
  v.strictObject({
    type: v.literal('welcome'),
    self: participantId,
    role: v.picklist(ROLES),
    event: v.nullable(uuid),
    /** waiting | admitted (guests); elected | standby (hosts); watching (presence). */
    place: v.picklist(['waiting', 'admitted', 'elected', 'standby', 'watching']),
    /** Since when this person has waited or been inside, kept across reconnections by the receipt. */
    since: instant,
    now: instant,
    iceServers: v.array(iceServer),
    preconnection,
  }),
  /** To guests: the state of the room, sent whole at each change. `peers`: who is inside with whom one keeps a link (the host while waiting). */
  v.strictObject({
    type: v.literal('room'),
    host: v.picklist(HOST_STATES),
    hostParticipant: v.nullable(participantId),
    peers: v.array(participantId),
    plannedEnd: instant,
  }),
  /** To host endpoints and presence sockets: who waits and who is inside, sent whole at each change. One entry an event. */
  v.strictObject({
    type: v.literal('roster'),
    events: v.array(
      v.strictObject({ event: uuid, plannedEnd: instant, hostParticipant: v.nullable(participantId), waiting: v.array(person), inside: v.array(person) }),
    ),
  }),
  v.strictObject({ type: v.literal('relay'), from: participantId, id, body: relayBody }),
  v.strictObject({ type: v.literal('ack'), from: participantId, id }),
  /** `receipt` is opaque to the browser: {event, invitation, admitted, waitingSince} signed by the server. */
  v.strictObject({ type: v.literal('admitted'), receipt: v.string(), since: instant }),
  /** place changed of a host endpoint: another device took over, or the elected one went away. */
  v.strictObject({ type: v.literal('place'), place: v.picklist(['elected', 'standby']) }),
  v.strictObject({ type: v.literal('preset'), preset: v.picklist(PRESETS) }),
  v.strictObject({ type: v.literal('turn'), iceServers: v.array(iceServer) }),
  /** The event was moved or extended; a waiting guest is told the new time. */
  v.strictObject({ type: v.literal('moved'), event: uuid, startsAt: instant, plannedEnd: instant }),
  v.strictObject({ type: v.literal('over'), reason: v.picklist(OVER_REASONS), turnAway: v.nullable(v.picklist(TURN_AWAY_REASONS)) }),
  v.strictObject({ type: v.literal('refused'), reason: v.picklist(REFUSALS) }),
  /** A command was understood and not allowed or no longer sensible; the state did not change. */
  v.strictObject({ type: v.literal('declined'), command: v.string(), reason: v.picklist(['not-host', 'not-elected', 'unknown-participant', 'already']) }),
  v.strictObject({ type: v.literal('pong'), id }),
]);
export type ServerMessage = v.InferOutput<typeof serverMessage>;

/** What travels inside `relay.body` as JSON. `generation` rises with each RTCPeerConnection the offerer makes; older ones are dropped. */
export const linkMessage = v.variant('kind', [
  v.strictObject({ kind: v.literal('offer'), generation: v.pipe(v.number(), v.integer(), v.minValue(0)), sdp: v.pipe(v.string(), v.maxLength(30_000)) }),
  v.strictObject({ kind: v.literal('answer'), generation: v.pipe(v.number(), v.integer(), v.minValue(0)), sdp: v.pipe(v.string(), v.maxLength(30_000)) }),
  /** null: end of candidates. */
  v.strictObject({
    kind: v.literal('candidate'),
    generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
    candidate: v.nullable(
      v.strictObject({
        candidate: v.pipe(v.string(), v.maxLength(1024)),
        sdpMid: v.nullable(v.string()),
        sdpMLineIndex: v.nullable(v.number()),
        usernameFragment: v.optional(v.nullable(v.string())),
      }),
    ),
  }),
  /** The one who does not offer asks the offerer for a connection of a new generation; `generation`: the newest it has heard of. */
  v.strictObject({ kind: v.literal('please'), generation: v.pipe(v.number(), v.integer(), v.minValue(0)), wish: v.literal('renew') }),
]);
export type LinkMessage = v.InferOutput<typeof linkMessage>;

/** null: not a message of this protocol. */
export function parseMessage<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | null {
  if (text.length > MAX_MESSAGE_BYTES) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
