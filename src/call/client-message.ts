/** What a page says to the signalling server. Parsed there and nowhere else, so pages need not carry it. */
import * as v from 'valibot';
import { id, participantId, PRESETS, relayBody, TURN_AWAY_REASONS, uuid } from './protocol.ts';

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
