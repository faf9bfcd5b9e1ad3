/** Lines between pages and the portal that take time, break and go silent. A line keeps the order of what it carries, as TCP does. */
import type { Line, LineEvents } from '../../server/signal/session.ts';
import type { Device } from './device.ts';

export interface Break {
  /** What is under way still arrives. */
  readonly delivers: boolean;
  /** The page's socket hears of it; otherwise it seems open and swallows what is sent. */
  readonly told: boolean;
}

/** The server's beat finds a dead line by then. */
const SERVER_NOTICES_MS = 20_000;
/** RFC 6455, 7.1.5: the line ended without a closing frame. */
const ABNORMAL = 1006;
const NO_CODE = 1005;

/** One direction of a line. */
class Wire {
  readonly #device: Device;
  #freeAt = 0;
  #way: 'open' | 'ending' | 'cut' = 'open';

  constructor(device: Device) {
    this.#device = device;
  }
  carry(arrive: () => void): void {
    if (this.#way !== 'open') return;
    this.#freeAt = Math.max(this.#freeAt, performance.now() + this.#device.delayMs());
    setTimeout(() => {
      if (this.#way !== 'cut') arrive();
    }, this.#freeAt - performance.now());
  }
  /** Nothing more is taken. */
  end(delivers: boolean): void {
    if (this.#way !== 'cut') this.#way = delivers ? 'ending' : 'cut';
  }
  /** When what is under way has arrived. */
  get emptyInMs(): number {
    return this.#way === 'cut' ? 0 : Math.max(0, this.#freeAt - performance.now());
  }
}

type Handler<E> = ((event: E) => void) | null;

/** As much of a WebSocket as the call uses. */
export class Socket {
  readonly url: string;
  readyState: number = WebSocket.CONNECTING;
  onopen: Handler<unknown> = null;
  onmessage: Handler<{ readonly data: unknown }> = null;
  onclose: Handler<{ readonly code: number }> = null;
  readonly device: Device;
  readonly #network: Network;
  readonly #up: Wire;
  readonly #down: Wire;
  #served: LineEvents | null = null;
  #broken = false;

  constructor(network: Network, device: Device, url: string) {
    this.url = url;
    this.device = device;
    this.#network = network;
    this.#up = new Wire(device);
    this.#down = new Wire(device);
    if (!device.reachable) {
      setTimeout(() => this.#closed(ABNORMAL), device.delayMs());
      return;
    }
    this.#up.carry(() => {
      this.#served = network.accept({ say: (text) => this.#say(text), hangUp: (code) => this.#hangUp(code) });
      if (!this.#served) return this.#down.carry(() => this.#closed(ABNORMAL));
      this.#down.carry(() => {
        if (this.readyState !== WebSocket.CONNECTING) return;
        this.readyState = WebSocket.OPEN;
        device.run(() => this.onopen?.({}));
      });
    });
  }

  send(data: string): void {
    if (this.readyState === WebSocket.CONNECTING) throw new DOMException('the socket is not open yet', 'InvalidStateError');
    if (this.readyState !== WebSocket.OPEN) return;
    this.#network.sent(this.device, data);
    this.#up.carry(() => this.#served?.message(data));
  }

  close(): void {
    if (this.readyState >= WebSocket.CLOSING) return;
    this.readyState = WebSocket.CLOSING;
    this.#up.carry(() => {
      this.#served?.closed();
      this.#served = null;
      this.#down.carry(() => this.#closed(NO_CODE));
    });
    this.#up.end(true);
    if (this.#broken) setTimeout(() => this.#closed(ABNORMAL), this.device.delayMs());
  }

  /** The line is gone; the portal sees it at once, or when its beat is not answered. */
  break({ delivers, told }: Break): void {
    if (this.#broken || this.readyState === WebSocket.CLOSED) return;
    this.#broken = true;
    this.#up.end(delivers);
    this.#down.end(delivers);
    const gone = () => {
      this.#served?.closed();
      this.#served = null;
    };
    setTimeout(gone, told ? this.#up.emptyInMs + this.device.delayMs() : SERVER_NOTICES_MS);
    // A page that is closing does not wait for the other end for ever.
    if (told || this.readyState === WebSocket.CLOSING) setTimeout(() => this.#closed(ABNORMAL), this.#down.emptyInMs + this.device.delayMs());
  }

  /** Somebody between page and portal says it. */
  inject(text: unknown): void {
    if (this.readyState === WebSocket.OPEN) this.device.run(() => this.onmessage?.({ data: text }));
  }

  #say(text: string): void {
    this.#down.carry(() => {
      this.#hear(text);
      if (this.device.repeats === 0 || !text.startsWith('{"type":"relay"')) return;
      this.device.repeats -= 1;
      this.#hear(text);
    });
  }
  #hear(text: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#network.heard(this.device, text);
    this.device.run(() => this.onmessage?.({ data: text }));
  }
  #hangUp(code: number): void {
    this.#down.carry(() => {
      this.#closed(code);
      this.#up.carry(() => {
        this.#served?.closed();
        this.#served = null;
      });
    });
    this.#down.end(true);
  }
  #closed(code: number): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.#network.sockets.delete(this);
    this.device.run(() => this.onclose?.({ code }));
  }
}

export class Network {
  readonly devices = new Map<string, Device>();
  /** Those that are not closed yet. */
  readonly sockets = new Set<Socket>();
  accept: (line: Line) => LineEvents | null;
  /** Told of each message that a page says to the portal, and of each that it hears. */
  sent: (device: Device, text: string) => void = () => undefined;
  heard: (device: Device, text: string) => void = () => undefined;
  /** How many sockets pages have opened, and how many one page had open at the same time. */
  opened = 0;
  mostAtOnce = 0;

  /** `accept`: the portal's end of a new line; null: nobody listens. */
  constructor(accept: (line: Line) => LineEvents | null) {
    this.accept = accept;
  }
  /** Each device has an address of its own to the portal; that is how its sockets are told from others'. */
  urlFor(device: Device): string {
    this.devices.set(device.name, device);
    return `wss://${device.name}.portal.test/signal`;
  }
  open(url: string): Socket {
    const device = this.devices.get(new URL(url).hostname.split('.')[0] ?? '');
    if (!device) throw new Error(`no device goes by ${url}`);
    this.opened += 1;
    const socket = new Socket(this, device, url);
    this.sockets.add(socket);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.of(device).filter(({ readyState }) => readyState <= WebSocket.OPEN).length);
    return socket;
  }
  of(device: Device): readonly Socket[] {
    return [...this.sockets].filter((socket) => socket.device === device);
  }
  break(device: Device | null, how: Break): void {
    for (const socket of this.sockets) if (device === null || socket.device === device) socket.break(how);
  }
}
