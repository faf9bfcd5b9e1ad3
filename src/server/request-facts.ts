/**
 * What the HTTP server and the web role tell each other about one request. They share no modules (the web role is bundled), so the
 * facts hang on the request itself.
 */
import type { IncomingMessage } from 'node:http';

export interface RequestFacts {
  /** As the trusted proxies tell it. Only for limits and the hour's ring; never kept with anything else. */
  readonly address: string;
  /** Family and major version, as in the access record. */
  readonly browser: string;
  /** The route's pattern, written by the web role: `/portal/events/[id]`. */
  route: string;
  /** Told of what went wrong; logs a code and the place in our code, no message. */
  failed(error: Error): void;
}

const KEY = Symbol.for('incamera.request');

export function noteRequestFacts(request: IncomingMessage, facts: RequestFacts): void {
  Reflect.set(request, KEY, facts);
}

/** null: the request did not come through our HTTP server. */
export function requestFacts(request: IncomingMessage): RequestFacts | null {
  const facts: unknown = Reflect.get(request, KEY);
  return typeof facts === 'object' && facts !== null ? (facts as RequestFacts) : null;
}
