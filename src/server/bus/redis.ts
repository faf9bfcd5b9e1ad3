/**
 * The bus of a portal whose roles run in several processes: Redis or Valkey (from Redis 6 on, RESP3), as a voice and never as a memory. It carries
 * what the memory bus carries, ids and times. A message can be lost with a connection; whoever listens looks into the database again every few minutes.
 */
import { createClient } from 'redis';
import * as v from 'valibot';
import { MEMORY_PLACES } from '../../privacy/memory.ts';
import type { Log } from '../log.ts';
import type { Bus, BusMessage } from '../use/ports.ts';

/** Each sentence is for the person who starts the portal; none holds the address, which may hold a password. */
export type OpenedBus = { readonly ok: true; readonly bus: Bus } | { readonly refused: readonly string[] };

/** Published messages know no database number: the name alone keeps portals of another version apart. */
const CHANNEL = 'incamera/bus/1';
/** A Redis that is started together with the portal is there by then. */
const OPEN_WITHIN_MS = 5_000;
const RETRY_MS = 250;
/** A line that is dead without a word is noticed within the second figure. */
const PING_MS = 5_000;
const SILENT_MS = 15_000;
/** What is said while the line is down waits for it, that long and that many; what is older the tickets' renewal has healed by then. */
const KEEP_UNSENT_MS = 60_000;
const MOST_UNSENT = 1_000;

const uuid = v.pipe(v.string(), v.uuid());
/** An instant, a time or a count. */
const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A hash of 22 characters, and no address. */
const mark = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const ruleName = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/));
const MOST_RULES = 100;
const busMessage = v.variant('type', [
  v.strictObject({
    type: v.literal('event-changed'),
    event: uuid,
    change: v.picklist(['moved', 'extended', 'cancelled']),
    startsAt: natural,
    plannedEnd: natural,
  }),
  v.strictObject({ type: v.literal('invitation-revoked'), event: uuid, invitation: uuid }),
  v.strictObject({ type: v.literal('session-ended'), account: uuid }),
  v.strictObject({ type: v.picklist(['line-blocked', 'line-freed']), mark }),
  v.strictObject({ type: v.literal('networks-blocked') }),
  v.strictObject({
    type: v.literal('limits-refused'),
    process: uuid,
    refusals: v.pipe(v.array(v.strictObject({ rule: ruleName, count: natural })), v.maxLength(MOST_RULES)),
  }),
  v.strictObject({
    type: v.literal('memory-held'),
    process: uuid,
    holdings: v.pipe(v.array(v.strictObject({ place: v.picklist(MEMORY_PLACES), count: natural, oldestMs: natural })), v.maxLength(MEMORY_PLACES.length)),
  }),
]) satisfies v.GenericSchema<unknown, BusMessage>;

/**
 * Answers when the bus can be used. Refused: a Redis that does not answer, does not let the portal in, writes to disk, or does not tell whether it does.
 * Connects again by itself for as long as it is open. `close` is the caller's duty.
 */
export async function openRedisBus(url: string, log: Log): Promise<OpenedBus> {
  const giveUpAt = Date.now() + OPEN_WITHIN_MS;
  let open = false;
  let lost = false;
  const client = createClient({
    url,
    socket: {
      connectTimeout: OPEN_WITHIN_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (_retries, cause) => (!open && (isShut(cause) || Date.now() > giveUpAt) ? cause : RETRY_MS),
    },
    pingInterval: PING_MS,
    commandsQueueMaxLength: MOST_UNSENT,
    commandOptions: { timeout: KEEP_UNSENT_MS },
    maintNotifications: 'disabled',
    disableClientInfo: true,
  });
  client.on('error', (error: unknown) => {
    if (!open || lost) return;
    lost = true;
    log('bus-lost', { code: codeOf(error) });
  });
  client.on('ready', () => {
    if (lost) log('bus-back');
    lost = false;
  });

  const receivers = new Set<(message: BusMessage) => void>();
  const hear = (text: string) => {
    const message = parseBusMessage(text);
    if (!message) return log('bus-lost', { code: 'unknown-message' });
    queueMicrotask(() => {
      for (const receive of receivers) receive(message);
    });
  };
  try {
    await client.connect();
    const fault = faultOf(await client.configGet(['save', 'appendonly']));
    if (fault === null) await client.subscribe(CHANNEL, hear);
    else {
      client.destroy();
      return { refused: [fault] };
    }
  } catch (error) {
    if (client.isOpen) client.destroy();
    return { refused: [sentenceFor(error)] };
  }
  open = true;
  return {
    ok: true,
    bus: {
      publish(message) {
        // Like in one process: the deed is done and does not wait for its echo, nor fail without it.
        if (client.isOpen) client.publish(CHANNEL, JSON.stringify(message)).catch((error: unknown) => log('bus-lost', { code: codeOf(error) }));
        return Promise.resolve();
      },
      subscribe(receive) {
        receivers.add(receive);
        return () => receivers.delete(receive);
      },
      async close() {
        receivers.clear();
        if (!client.isOpen) return;
        // What was said a moment ago still goes out; a line that is down is not waited for.
        if (client.isReady) await client.close();
        else client.destroy();
      },
    },
  };
}

/** null: not a message of this bus. */
function parseBusMessage(text: string): BusMessage | null {
  try {
    const result = v.safeParse(busMessage, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** null: it keeps nothing on disk. */
function faultOf(settings: Readonly<Record<string, string>>): string | null {
  const { save, appendonly } = settings;
  if (save === undefined || appendonly === undefined) return UNTOLD;
  if (save === '' && appendonly === 'no') return null;
  return 'REDIS_URL: this Redis writes to disk. What passes through it must not stay: start it with --save "" --appendonly no.';
}

const UNTOLD =
  'REDIS_URL: this Redis does not tell whether it writes to disk. Let the portal\'s user run CONFIG GET (ACL: +config|get), and start it with --save "" --appendonly no.';

function sentenceFor(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  if (/\bconfig\b/i.test(text)) return UNTOLD;
  if (/^NOPERM/.test(text)) return `REDIS_URL: the portal's user may not publish and hear on the channel ${CHANNEL} (ACL: &incamera/* +subscribe +publish).`;
  if (isShut(error)) return 'REDIS_URL: this Redis does not accept the user or the password.';
  return 'REDIS_URL: no Redis (version 6 or newer) answers there.';
}

/** It answers and does not let us in: trying again changes nothing. */
function isShut(error: unknown): boolean {
  return error instanceof Error && /^(WRONGPASS|NOAUTH|NOPERM)\b/.test(error.message);
}

/** A word of Node or of Redis such as ECONNREFUSED or LOADING, never a message. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
