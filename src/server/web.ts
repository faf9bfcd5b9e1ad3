/**
 * The HTTP server: what every answer carries, who is asking, which route pattern goes into the access record, health. Pages come
 * from the web role's handler, sockets from the signalling role; either may be missing in this process.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from './log.ts';
import { browserOf } from './access/browser.ts';
import { noteRequestFacts, requestFacts } from './request-facts.ts';

export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface WebOptions {
  readonly publicUrl: URL;
  readonly mode: 'development' | 'production';
  /** The address of the person, from the socket or from a trusted proxy's header. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly record: (visit: { readonly address: string; readonly userAgent: string | undefined; readonly route: string }) => void;
  /** M1.4: what somebody is told who is kept out. null: they are not. */
  readonly turnsAway: (address: string) => string | null;
  readonly ready: () => Promise<boolean>;
  readonly log: Log;
  /** null: this process does not have the web role. */
  readonly pages: PageHandler | null;
  /** null: this process does not have the signalling role. */
  readonly upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer, address: string) => void) | null;
}

/** Private names: what a client sends under them is overwritten with the configured public address, so it cannot be spoofed. */
export const PROTOCOL_HEADER = 'x-incamera-protocol';
export const HOST_HEADER = 'x-incamera-host';
const SIGNAL_PATH = '/signal';
/** In the access record: a request that was turned away, whatever it asked for. */
const BLOCKED_ROUTE = '[blocked]';
/** Browsers ask for the sign of a page anew at each step of it; a day old is new enough. */
const SIGN_PATH = '/favicon.svg';
const SIGN_SECONDS = 86_400;
/** Two years, as browsers' preload lists ask for. */
const HSTS_SECONDS = 63_072_000;

const POLICY = [
  'accelerometer=()',
  'autoplay=(self)',
  'camera=(self)',
  'display-capture=(self)',
  'encrypted-media=()',
  'fullscreen=(self)',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=(self)',
  'midi=()',
  'payment=()',
  'picture-in-picture=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'screen-wake-lock=(self)',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ');

/** On every answer, also of static files and refusals. Pages replace the content policy with their own (nonces). */
function commonHeaders(options: WebOptions): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', POLICY],
    // Nothing to others. `no-referrer` would also take the origin from a form's own post, and such posts are refused.
    ['referrer-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
  ];
  if (options.mode === 'production') headers.push(['strict-transport-security', `max-age=${HSTS_SECONDS}; includeSubDomains`]);
  return headers;
}

export function createWeb(options: WebOptions): Server {
  const headers = commonHeaders(options);
  const protocol = options.publicUrl.protocol.slice(0, -1);
  const server = createServer((request, response) => {
    const address = options.addressOf(request);
    noteRequestFacts(request, {
      address,
      browser: browserOf(request.headers['user-agent']),
      route: staticRoute(request.url ?? '/'),
      failed(error) {
        options.log('request-failed', { code: error.name });
        if (options.mode === 'development')
          process.stderr.write(
            `${(error.stack ?? '')
              .split('\n')
              .filter((line) => /^\s+at /.test(line))
              .slice(0, 8)
              .join('\n')}\n`,
          );
      },
    });
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.url === SIGN_PATH) response.setHeader('cache-control', `public, max-age=${SIGN_SECONDS}`);
    if (isHealthPath(request.url)) return void answerHealth(request, response, options);
    const refusal = options.turnsAway(address);
    if (refusal !== null) {
      options.record({ address, userAgent: request.headers['user-agent'], route: BLOCKED_ROUTE });
      response.setHeader('connection', 'close');
      return answer(response, 403, refusal);
    }
    response.once('close', () => options.record({ address, userAgent: request.headers['user-agent'], route: requestFacts(request)?.route ?? '[unknown]' }));
    if (request.headers.host !== options.publicUrl.host) return answerElsewhere(request, response, options);
    request.headers[PROTOCOL_HEADER] = protocol;
    request.headers[HOST_HEADER] = options.publicUrl.host;
    if (!options.pages) return answer(response, 404, 'Not found');
    options.pages(request, response, () => answer(response, 404, 'Not found'));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = options.addressOf(request);
    const path = (request.url ?? '').split('?')[0];
    if (options.turnsAway(address) !== null) {
      options.record({ address, userAgent: request.headers['user-agent'], route: BLOCKED_ROUTE });
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    options.record({ address, userAgent: request.headers['user-agent'], route: path === SIGNAL_PATH ? SIGNAL_PATH : '[unknown]' });
    if (!options.upgrade || path !== SIGNAL_PATH) {
      // Node takes its own listener off: without one here, whoever resets the connection now ends the process.
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    options.upgrade(request, socket, head, address);
  });
  // What is not HTTP is answered and forgotten; Node's default would keep the socket open on an error.
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

/** Static files are answered before the web role sees a route. */
function staticRoute(url: string): string {
  const path = url.split(/[?#]/)[0] ?? '/';
  if (path.startsWith('/_app/')) return '/_app/[file]';
  return path === SIGN_PATH ? path : '[unknown]';
}

function isHealthPath(url: string | undefined): boolean {
  return url === '/healthz' || url === '/readyz';
}

async function answerHealth(request: IncomingMessage, response: ServerResponse, options: WebOptions): Promise<void> {
  if (request.url === '/healthz') return answer(response, 200, 'alive');
  const ready = await options.ready().catch(() => false);
  answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready');
}

/** Another host name than the public one: a person in front of a development machine is shown the way, everything else is misdirected. */
function answerElsewhere(request: IncomingMessage, response: ServerResponse, options: WebOptions): void {
  if (options.mode === 'development' && (request.method === 'GET' || request.method === 'HEAD')) {
    response.setHeader('location', `${options.publicUrl.origin}${ownPath(request.url ?? '/')}`);
    return answer(response, 307, '');
  }
  answer(response, 421, 'This server does not answer for that host name.');
}

/** What browsers would read as another host (`//x`, a backslash for a slash), or not at all, leads to the beginning. */
function ownPath(target: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(target) ? target : '/';
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(text);
}
