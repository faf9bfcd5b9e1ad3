/**
 * The reconnecting socket. It says hello with a fresh ticket, keeps what one side relays until the other side has acknowledged it, and
 * stops for good when the server says a last word.
 */
import { createInOrder, createNumbering } from './in-order.ts';
import {
  CloseCode,
  MAX_MESSAGE_BYTES,
  parseMessage,
  PROTOCOL_VERSION,
  serverMessage,
  type ClientMessage,
  type Refusal,
  type ServerMessage,
} from './protocol.ts';

/** What the web role answers when a page asks for a ticket. `offline`: it could not be asked; try again. */
export type TicketAnswer = { readonly ticket: string; readonly signalUrl: string } | { readonly refused: Refusal | 'signed-out' } | { readonly offline: true };

export interface SignalOptions {
  /** Opened ahead to where the first ticket will point; null: none was. */
  readonly line?: WebSocket | null;
  /** `participant`: who this page already is; null at first. */
  readonly ticket: (participant: string | null) => Promise<TicketAnswer>;
  /** Read again at each hello. */
  readonly hello: () => { readonly receipt?: string; readonly hosted?: boolean };
  readonly receive: (message: ServerMessage) => void;
  /** The line broke; it is being made again. */
  readonly lost: () => void;
  /** Terminal. */
  readonly ended: (why: { readonly refused: Refusal | 'signed-out' } | { readonly outdated: true } | { readonly over: true }) => void;
}

export interface Signal {
  /** Commands: sent now or, when the line is broken, not at all. false: not sent. */
  command(message: Exclude<ClientMessage, { type: 'hello' | 'relay' | 'ack' }>): boolean;
  /** Delivered once and in order per receiver, also across a broken line, as long as both pages live. */
  relay(to: string, body: string): void;
  /** Something suggests that the network changed: a line of the old one is dead without knowing it, so it is made again at once. */
  check(): void;
  /** What is still unacknowledged for somebody who is gone is dropped. */
  forget(participant: string): void;
  close(): void;
}

/** A dead server is asked again after a second at the latest: it usually returns within a few. */
const LONGEST_PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 100;
/** A dead network does not close a socket: without an answer for this long the line is made again. */
const PING_MS = 5_000;
const SILENCE_MS = 12_000;
/** A dial into a dead network is given up and made again. */
const DIAL_MS = 4_000;
/** Unacknowledged messages are sent again on a line that lives; the receiver drops what it has. */
const RESEND_MS = 3_000;
const BEAT_MS = 500;

/** Nothing more is heard of it. */
function hangUp(line: WebSocket | null): void {
  if (!line) return;
  line.onopen = line.onmessage = line.onclose = null;
  line.close();
}

export function openSignal(options: SignalOptions): Signal {
  /** Where this page is welcome; null: nowhere. */
  let socket: WebSocket | null = null;
  /** Being made; null: none is. */
  let next: WebSocket | null = null;
  let dialledAt = 0;
  let dialled = options.line ?? null;
  let closed = false;
  let self: string | null = null;
  let tries = 0;
  let heardAt = 0;
  /** Counts what is dialled: an older call that gets its ticket late dials no more. */
  let dial = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const outbox: { readonly to: string; readonly id: string; readonly body: string; sentAt: number }[] = [];
  const inbox = createInOrder<ServerMessage>();
  // Ids differ between visits of the same participant id, so that a reload's first message is not taken for an old one.
  const numbering = createNumbering(Math.random().toString(36).slice(2, 10));

  const put = (line: WebSocket | null, message: ClientMessage): boolean => {
    const text = JSON.stringify(message);
    if (line?.readyState !== WebSocket.OPEN || text.length > MAX_MESSAGE_BYTES) return false;
    line.send(text);
    return true;
  };
  const send = (message: ClientMessage): boolean => put(socket, message);

  function end(why: Parameters<SignalOptions['ended']>[0]): void {
    if (closed) return;
    shut();
    options.ended(why);
  }

  function again(): void {
    if (closed) return;
    if (!socket) options.lost();
    clearTimeout(pause);
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries++);
    pause = setTimeout(() => void connect(), longest * (0.5 + Math.random() / 2));
  }

  /** One that was opened ahead serves once, if the server has not hung up on it meanwhile. */
  function freshLine(signalUrl: string): WebSocket {
    const ahead = dialled;
    dialled = null;
    if (ahead?.url === signalUrl && ahead.readyState <= WebSocket.OPEN) return ahead;
    ahead?.close();
    return new WebSocket(signalUrl);
  }

  async function connect(): Promise<void> {
    const mine = ++dial;
    const answer = await options.ticket(self).catch(() => ({ offline: true }) as const);
    if (closed || mine !== dial) return;
    if ('offline' in answer) return again();
    if ('refused' in answer) return end({ refused: answer.refused });
    hangUp(next);
    const line = freshLine(answer.signalUrl);
    next = line;
    dialledAt = performance.now();
    const greet = () => void put(line, { type: 'hello', version: PROTOCOL_VERSION, ticket: answer.ticket, ...options.hello() });
    line.onopen = greet;
    if (line.readyState === WebSocket.OPEN) greet();
    line.onmessage = (event: MessageEvent<unknown>) => {
      const message = typeof event.data === 'string' ? parseMessage(serverMessage, event.data) : null;
      if (line === next && message?.type === 'welcome') adopt(line);
      else if (line === socket) heardAt = performance.now();
      if (message && (line === socket || message.type === 'refused')) take(message);
    };
    line.onclose = (event) => closedLine(line, event.code);
  }

  /** The former line served until the new one was welcome. */
  function adopt(line: WebSocket): void {
    hangUp(socket);
    socket = line;
    next = null;
    tries = 0;
    heardAt = performance.now();
  }

  function closedLine(line: WebSocket, code: number): void {
    if (line !== socket && line !== next) return;
    if (line === next) next = null;
    else socket = null;
    if (code === CloseCode.version) end({ outdated: true });
    else if (code === CloseCode.over) end({ over: true });
    else if (!socket && !next) again();
  }

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        self = message.self;
        options.receive(message);
        for (const waiting of outbox) resend(waiting);
        return;
      case 'relay': {
        const ready = inbox.take(message.from, message.id, message);
        if (!ready) return;
        send({ type: 'ack', to: message.from, id: message.id });
        for (const each of ready) if (!closed) options.receive(each);
        return;
      }
      case 'ack': {
        const at = outbox.findIndex((each) => each.to === message.from && each.id === message.id);
        if (at !== -1) outbox.splice(at, 1);
        return;
      }
      case 'refused':
        // A ticket that was too old or used twice says nothing about the person: the next one may do.
        if (message.reason === 'ticket-expired' || message.reason === 'ticket-used') return;
        return end({ refused: message.reason });
      case 'pong':
        return;
      default:
        options.receive(message);
    }
  }

  function resend(each: (typeof outbox)[number]): void {
    if (send({ type: 'relay', to: each.to, id: each.id, body: each.body })) each.sentAt = performance.now();
  }

  /** Another line is made; what there is serves until it is welcome. */
  function renew(): void {
    if (closed) return;
    tries = 0;
    clearTimeout(pause);
    void connect();
  }

  const beat = setInterval(() => {
    const now = performance.now();
    if (next && now - dialledAt > DIAL_MS) {
      hangUp(next);
      next = null;
      if (!socket) return again();
    }
    if (!socket) return;
    if (now - heardAt > SILENCE_MS) {
      hangUp(socket);
      socket = null;
      return next ? undefined : again();
    }
    if (now - heardAt > PING_MS) send({ type: 'ping', id: 'beat' });
    for (const each of outbox) if (now - each.sentAt > RESEND_MS) resend(each);
  }, BEAT_MS);

  const online = () => renew();
  globalThis.addEventListener?.('online', online);

  function shut(): void {
    closed = true;
    clearInterval(beat);
    clearTimeout(pause);
    dialled?.close();
    dialled = null;
    globalThis.removeEventListener?.('online', online);
    outbox.length = 0;
    inbox.clear();
    hangUp(socket);
    hangUp(next);
    socket = next = null;
  }

  void connect();
  return {
    command: send,
    relay(to, body) {
      const message = { to, id: numbering.next(to), body, sentAt: 0 };
      outbox.push(message);
      resend(message);
    },
    check: renew,
    forget(participant) {
      for (let at = outbox.length - 1; at >= 0; at--) if (outbox[at]?.to === participant) outbox.splice(at, 1);
      numbering.forget(participant);
    },
    close: shut,
  };
}
