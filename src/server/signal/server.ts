/** The hub's sockets: `ws`, Origin checked, limits by size, number and address. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from '../../call/protocol.ts';
import type { BusMessage, Holding } from '../use/ports.ts';
import { Connection } from './connection.ts';
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
  held(): readonly Holding[];
  close(): Promise<void>;
}

/** Also how fast a broken line is seen: two beats. */
const BEAT_MS = 10_000;
const TICK_MS = 1_000;

export function createSignalServer(options: SignalOptions): SignalServer {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(options.publicUrl.hostname);
  const hub = createHub({ ...options, loopback });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    clientTracking: true,
    skipUTF8Validation: false,
    WebSocket: Connection,
  });
  const timers = [setInterval(() => hub.tick(), TICK_MS), setInterval(beat, BEAT_MS)];
  const unsubscribe = options.subscribe((message) => hub.hear(message));

  function beat(): void {
    for (const connection of sockets.clients) connection.beat();
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
      sockets.handleUpgrade(request, socket, head, (connection) => connection.start(hub.open(connection)));
    },
    inspect: () => hub.inspect(),
    held: () => hub.held(),
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
