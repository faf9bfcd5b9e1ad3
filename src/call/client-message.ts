/** What a page says to the signalling server. Parsed there and nowhere else, so pages need not carry it. */
import * as v from 'valibot';
import {
  id,
  MAX_BODY_LENGTH,
  MAX_ID_LENGTH,
  MAX_MESSAGE_BYTES,
  PARTICIPANT_ID_LENGTH,
  participantId,
  PRESETS,
  relayBody,
  TURN_AWAY_REASONS,
  uuid,
} from './protocol.ts';

export const clientMessage = v.variant('type', [
  /** First message on a socket. `receipt`: proof of an earlier admission, honoured until the host ends. `hosted`: this page was the elected host endpoint before the socket broke. */
  v.strictObject({
    type: v.literal('hello'),
    version: v.number(),
    ticket: v.pipe(v.string(), v.maxLength(2048)),
    receipt: v.optional(v.pipe(v.string(), v.maxLength(2048))),
    hosted: v.optional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('relay'), to: participantId, id, body: relayBody }),
  /** End-to-end acknowledgement of a `relay`. */
  v.strictObject({ type: v.literal('ack'), to: participantId, id }),
  /** Host endpoint only. */
  v.strictObject({ type: v.literal('admit'), participant: participantId }),
  v.strictObject({ type: v.literal('turn-away'), participant: participantId, reason: v.picklist(TURN_AWAY_REASONS) }),
  v.strictObject({ type: v.literal('remove'), participant: participantId }),
  v.strictObject({ type: v.literal('end') }),
  /** A standby host endpoint becomes the elected one. */
  v.strictObject({ type: v.literal('take-over') }),
  /** Host or presence (of a provider). `event`: to all who wait for it. */
  v.strictObject({ type: v.literal('preset'), event: uuid, preset: v.picklist(PRESETS) }),
  v.strictObject({ type: v.literal('leave') }),
  v.strictObject({ type: v.literal('ping'), id }),
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;

/** A `relay` or `ack` that is passed on as it came: nobody on the way looks at what stands behind `to`. */
export interface Passing {
  readonly type: 'relay' | 'ack';
  readonly to: string;
  /** Its text from there on. */
  readonly rest: string;
}

const HEADS = { relay: '{"type":"relay","to":"', ack: '{"type":"ack","to":"' };
const BEFORE_ID = '","id":"';
const BEFORE_BODY = '","body":';
/** 1 at the code of each letter of base64url. */
const LETTERS = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') LETTERS[letter.charCodeAt(0)] = 1;

/**
 * Reads `relay` and `ack` as `JSON.stringify` writes them, members in the order of the schema, and nothing that `clientMessage` refuses. null: something
 * else, which may be a message all the same. Nearly all that is ever said is read here; to take it apart, check each member by the schema and put it
 * together again costs more than all the rest of its way through the server. There is no regular expression in here, because the engine keeps the
 * text that one matched last, and the text is what two people say to each other.
 */
export function readPassing(text: string): Passing | null {
  const type = text.startsWith(HEADS.relay) ? 'relay' : 'ack';
  if (text.length > MAX_MESSAGE_BYTES || !text.startsWith(HEADS[type]) || !text.endsWith('"}')) return null;
  const toAt = HEADS[type].length;
  const toEnd = endOfName(text, toAt);
  const idAt = toEnd + BEFORE_ID.length;
  const idEnd = endOfName(text, idAt);
  if (toEnd - toAt !== PARTICIPANT_ID_LENGTH || !text.startsWith(BEFORE_ID, toEnd) || idEnd === idAt || idEnd - idAt > MAX_ID_LENGTH) return null;
  const whole = type === 'ack' ? idEnd === text.length - 2 : text.startsWith(BEFORE_BODY, idEnd) && isBody(text.slice(idEnd + BEFORE_BODY.length, -1));
  return whole ? { type, to: text.slice(toAt, toEnd), rest: text.slice(toEnd + 1) } : null;
}
/** Where the letters of base64url end that begin here. */
function endOfName(text: string, at: number): number {
  let end = at;
  while (LETTERS[text.charCodeAt(end)] === 1) end++;
  return end;
}
/** Whether this is one JSON string, and not too long. */
function isBody(json: string): boolean {
  try {
    const body: unknown = JSON.parse(json);
    return typeof body === 'string' && body.length <= MAX_BODY_LENGTH;
  } catch {
    return false;
  }
}

/** The `ServerMessage` that its receiver reads. */
export function passOn(from: string, { type, rest }: Passing): string {
  return `{"type":"${type}","from":"${from}"${rest}`;
}
