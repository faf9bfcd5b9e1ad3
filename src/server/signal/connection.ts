/** One socket of a page: what it says goes to its session, what it is told waits for a slow reader up to a limit. */
import { WebSocket } from 'ws';
import { CloseCode } from '../../call/protocol.ts';
import type { Line, LineEvents } from './session.ts';

/** A page says hello at once; a socket that stays silent is not one of ours. */
const HELLO_MS = 5_000;
/** A page answers a closing at once. Whoever does not is cut off: nothing of a call stays in memory for its sake. */
const CLOSING_MS = 500;
/** What may lie unsent for one slow reader before its line is given up. */
const MOST_UNSENT_BYTES = 1 << 20;

/** Made by `ws` at each upgrade. The socket itself is the line, and hears itself: most of what a server holds are pages that wait, and listeners want a table for each. */
export class Connection extends WebSocket implements Line {
  /** null: not started. */
  private session: LineEvents | null = null;
  /** null: something was said, or nothing is waited for any more. */
  private silence: NodeJS.Timeout | null = null;
  private heard = true;

  /** To be called once, when it is open. */
  start(session: LineEvents): void {
    this.session = session;
    this.silence = setTimeout(() => this.hangUp(CloseCode.malformed), HELLO_MS);
  }

  say(text: string): void {
    if (this.readyState !== this.OPEN) return;
    if (this.bufferedAmount > MOST_UNSENT_BYTES) this.terminate();
    else this.send(text);
  }

  hangUp(code: number): void {
    this.close(code);
    setTimeout(() => this.terminate(), CLOSING_MS).unref();
  }

  /** Asks whether it is still there; cuts it off when it has not been heard since it was asked last. */
  beat(): void {
    if (!this.heard) return this.terminate();
    this.heard = false;
    this.ping();
  }

  /** What `ws` tells of this socket; its own listeners hear it too. */
  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    switch (event) {
      case 'message':
        this.hear(first, second === true);
        return true;
      case 'pong':
        this.heard = true;
        return true;
      case 'error':
        // A frame that breaks RFC 6455, or one that is too large: `ws` closes the socket itself.
        return true;
      case 'close': {
        const told = super.emit(event, first, second);
        this.endSilence();
        this.session?.closed();
        return told;
      }
      default:
        return super.emit(event, first, second);
    }
  }

  private hear(data: unknown, isBinary: boolean): void {
    this.heard = true;
    this.endSilence();
    if (!isBinary && Buffer.isBuffer(data)) return this.session?.message(data.toString('utf8'));
    this.session?.closed();
    this.hangUp(CloseCode.malformed);
  }

  private endSilence(): void {
    if (this.silence === null) return;
    clearTimeout(this.silence);
    this.silence = null;
  }
}
