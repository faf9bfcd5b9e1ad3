/** What two browsers tell each other over the data channels `control` and `chat`. Parsed at the door, like everything that comes from outside. */
import * as v from 'valibot';

export const NAME_LENGTH = 60;
/** About two screens of a phone; longer things are documents. */
export const CHAT_LENGTH = 4_000;
/** JSON of the longest message stays below what every browser carries in one piece (65,536 bytes). */
const MESSAGE_LENGTH = 30_000;

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
/** Bits of state are sent whole at each change. */
const controlSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('name'), name: v.pipe(v.string(), v.maxLength(NAME_LENGTH * 4)) }),
  v.strictObject({ kind: v.literal('media'), muted: v.boolean(), cameraOff: v.boolean() }),
  v.strictObject({ kind: v.literal('commit'), commitment: hex(32) }),
  v.strictObject({ kind: v.literal('nonce'), nonce: hex(32) }),
  v.strictObject({ kind: v.literal('reveal'), nonce: hex(32) }),
  /** The person compared the codes. */
  v.strictObject({ kind: v.literal('compared'), same: v.boolean() }),
]);
export type ControlMessage = v.InferOutput<typeof controlSchema>;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/));
const chatSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), id, text: v.pipe(v.string(), v.minLength(1), v.maxLength(CHAT_LENGTH)) }),
  v.strictObject({ kind: v.literal('got'), id }),
]);
export type ChannelChat = v.InferOutput<typeof chatSchema>;

/** null: not a message of this channel; it is ignored. */
export function parseControl(data: unknown): ControlMessage | null {
  return parse(controlSchema, data);
}
/** null: not a message of this channel; it is ignored. */
export function parseChat(data: unknown): ChannelChat | null {
  return parse(chatSchema, data);
}

function parse<S extends v.GenericSchema>(schema: S, data: unknown): v.InferOutput<S> | null {
  if (typeof data !== 'string' || data.length > MESSAGE_LENGTH) return null;
  try {
    const result = v.safeParse(schema, JSON.parse(data));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** A name as it may be shown: one line, no characters that turn text around or hide in it, not longer than a name. null: nothing is left. */
export function cleanName(name: string): string | null {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Bidi_Control}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = [...plain].slice(0, NAME_LENGTH).join('').trim();
  return short === '' ? null : short;
}
