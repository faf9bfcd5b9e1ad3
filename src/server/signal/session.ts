/** What a line goes through: silent, looked up, a visitor, gone. Nobody is heard who floods, says what is no message, or does not begin with hello. */
import { clientMessage, readPassing, type ClientMessage, type Passing } from '../../call/client-message.ts';
import { CloseCode, parseMessage, PROTOCOL_VERSION } from '../../call/protocol.ts';
import { takeOne } from './flood.ts';
import type { Visitor } from './visitor.ts';

/** One WebSocket as the hub sees it. */
export interface Line {
  say(text: string): void;
  hangUp(code: number): void;
}
/** What the transport tells the hub about a line. */
export interface LineEvents {
  message(text: string): void;
  closed(): void;
}

export type Hello = Extract<ClientMessage, { type: 'hello' }>;

/** What all sessions of a hub share. */
export interface Desk {
  now(): number;
  /** Whether who says hello may come in; null: it was told why not. Rejects when nobody can be asked. */
  greet(session: Session, hello: Hello): Promise<Visitor | null>;
  /** false: the message is to be acted on like any other. */
  pass(visitor: Visitor, message: Passing): boolean;
  act(visitor: Visitor, message: ClientMessage): void;
  /** Its place is kept for a while; a second time changes nothing. */
  leave(visitor: Visitor): void;
  /** Nothing more is heard of this session. */
  forget(session: Session): void;
  onFailure(code: 'recheck'): void;
}

/** What pages send before they are welcome: a page of ours sends nothing. */
const MOST_EARLY_MESSAGES = 16;

interface Greeting {
  readonly is: 'greeting';
  readonly early: ClientMessage[];
}
type State = { readonly is: 'silent' } | Greeting | Visitor | { readonly is: 'gone' };
const SILENT = { is: 'silent' } as const;
const GONE = { is: 'gone' } as const;

/** A class, and so little in it, because there is one for each page that waits. */
export class Session implements LineEvents {
  readonly line: Line;
  private readonly desk: Desk;
  private state: State = SILENT;
  /** The bucket of `flood.ts`. */
  private fullAt: number;

  constructor(line: Line, desk: Desk) {
    this.line = line;
    this.desk = desk;
    this.fullAt = desk.now();
  }

  get isGone(): boolean {
    return this.state.is === 'gone';
  }
  /** null: not yet, or not any more. */
  get visitor(): Visitor | null {
    return this.state.is === 'visitor' ? this.state : null;
  }

  message(text: string): void {
    const { state } = this;
    if (state.is === 'gone') return;
    const fullAt = takeOne(this.fullAt, this.desk.now());
    if (fullAt === null) return this.shut(CloseCode.flood);
    this.fullAt = fullAt;
    if (state.is === 'visitor') {
      const passing = readPassing(text);
      if (passing && this.desk.pass(state, passing)) return;
    }
    const message = parseMessage(clientMessage, text);
    if (!message) return this.shut(CloseCode.malformed);
    switch (state.is) {
      case 'visitor':
        return this.desk.act(state, message);
      case 'greeting':
        if (state.early.push(message) > MOST_EARLY_MESSAGES) this.shut(CloseCode.flood);
        return;
      case 'silent':
        if (message.type !== 'hello') return this.shut(CloseCode.malformed);
        if (message.version !== PROTOCOL_VERSION) return this.shut(CloseCode.version);
        return this.greet(message);
      default:
        return state satisfies never;
    }
  }

  closed(): void {
    this.end();
  }

  /** Says the last word: nothing more is heard from this line, also when its other end does not hang up. */
  hangUp(code: number): void {
    this.state = GONE;
    this.desk.forget(this);
    this.line.hangUp(code);
  }

  private greet(hello: Hello): void {
    this.state = { is: 'greeting', early: [] };
    this.desk.greet(this, hello).then(
      (visitor) => {
        const { state } = this;
        if (!visitor) return;
        // What was said meanwhile went with the line: it is in the state, and nothing else holds it.
        if (state.is !== 'greeting') return this.desk.leave(visitor);
        this.state = visitor;
        for (const message of state.early) if (!this.isGone) this.desk.act(visitor, message);
      },
      () => {
        // The database cannot be asked: the browser tries again in a second.
        this.desk.onFailure('recheck');
        this.shut(CloseCode.restart);
      },
    );
  }

  private shut(code: number): void {
    if (this.isGone) return;
    this.end();
    this.line.hangUp(code);
  }

  private end(): void {
    const { visitor } = this;
    this.state = GONE;
    this.desk.forget(this);
    if (visitor) this.desk.leave(visitor);
  }
}
