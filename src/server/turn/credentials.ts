/** TURN REST credentials: `<expiry>:<random id>` and HMAC-SHA1 of it under the relay's secret (draft-uberti-behave-turn-rest-00, 2.2). */
import { createHmac } from 'node:crypto';
import type { IceServer } from '../../call/protocol.ts';

/** Long enough for the socket to renew them in time, short enough that a copied pair soon relays nothing. */
export const CREDENTIAL_LIFE_MS = 10 * 60_000;

export interface Turn {
  readonly urls: readonly string[];
  readonly secret: string;
}

/** `visit`: a random id of this visit; the relay's log and quotas know no other name. */
export function iceServersFor(turn: Turn | null, visit: string, now: Date): IceServer[] {
  if (!turn) return [];
  const username = `${Math.floor((now.getTime() + CREDENTIAL_LIFE_MS) / 1000)}:${visit}`;
  return [{ urls: [...turn.urls], username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') }];
}
