/** The hub's sockets: `ws`, Origin checked, limits by size, number and address. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CloseCode, MAX_MESSAGE_BYTES } from '../../call/protocol.ts';
import type { BusMessage } from '../use/ports.ts';
import { createHub, type HubOptions } from './hub.ts';

export interface SignalOptions extends Omit<HubOptions, 'loopback'> {
  readonly publicUrl: URL;
  readonly subscribe: (receive: (message: BusMessage) => void) => () => void;
  /** false: this address opened too many sockets in a short time. */
  readonly mayUpgrade: (address: string) => boolean;
}

export interface SignalServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void;
  /** Counts only. */
  inspect(): { readonly rooms: number; readonly sockets: number; readonly nonces: number };
  close(): Promise<void>;
}

/** A page says hello at once; a socket that stays silent is not one of ours. */
const HELLO_MS = 5_000;
/** Also how fast a broken line is seen: two beats. */
const BEAT_MS = 10_000;
const TICK_MS = 1_000;
/** A page answers a closing at once. Whoever does not is cut off: nothing of a call stays in memory for its sake. */
const CLOSING_MS = 500;
/** What may lie unsent for one slow reader before its line is given up. */
const MOST_UNSENT_BYTES = 1 << 20;

export function createSignalServer(options: SignalOptions): SignalServer {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(options.publicUrl.hostname);
  const hub = createHub({ ...options, loopback });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    clientTracking: true,
    skipUTF8Validation: false,
  });
  const alive = new WeakSet<WebSocket>();
  const timers = [setInterval(() => hub.tick(), TICK_MS), setInterval(beat, BEAT_MS)];
  const unsubscribe = options.subscribe((message) => hub.hear(message));

  function beat(): void {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }

  function hangUp(socket: WebSocket, code: number): void {
    socket.close(code);
    setTimeout(() => socket.terminate(), CLOSING_MS).unref();
  }

  function take(socket: WebSocket): void {
    alive.add(socket);
    const events = hub.open({
      say(text) {
        if (socket.readyState !== socket.OPEN) return;
        if (socket.bufferedAmount > MOST_UNSENT_BYTES) socket.terminate();
        else socket.send(text);
      },
      hangUp: (code) => hangUp(socket, code),
    });
    const silent = setTimeout(() => hangUp(socket, CloseCode.malformed), HELLO_MS);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      clearTimeout(silent);
      alive.add(socket);
      if (!isBinary) return events.message(data.toString('utf8'));
      events.closed();
      hangUp(socket, CloseCode.malformed);
    });
    socket.on('close', () => {
      clearTimeout(silent);
      events.closed();
    });
    // A frame that breaks RFC 6455, or one that is too large: `ws` closes the socket itself.
    socket.on('error', () => undefined);
  }

  return {
    upgrade(request, socket, head, address) {
      const refuse = (status: string) => {
        // Node takes its own listener off: without one here, whoever resets the connection now ends the process. `ws` brings its own.
        socket.on('error', () => undefined);
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      };
      if (request.headers.origin !== options.publicUrl.origin) return refuse('403 Forbidden');
      if (!options.mayUpgrade(address)) return refuse('429 Too Many Requests');
      sockets.handleUpgrade(request, socket, head, take);
    },
    inspect: () => hub.inspect(),
    async close() {
      unsubscribe();
      for (const timer of timers) clearInterval(timer);
      hub.close();
      await new Promise<void>((resolve) => {
        sockets.close(() => resolve());
        setTimeout(() => {
          for (const socket of sockets.clients) socket.terminate();
          resolve();
        }, 500).unref();
      });
    },
  };
}
