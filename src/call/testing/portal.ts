/** The portal as pages meet it: the real hub with real tickets, which can be killed and started anew. */
import { newKeyring, openKeyring } from '../../server/keys/keyring.ts';
import { createHub, type Hub } from '../../server/signal/hub.ts';
import type { Line, LineEvents } from '../../server/signal/session.ts';
import { guestClaims, hostClaims, lookUp, newFacts } from '../../server/signal/testing.ts';
import { issueTicket } from '../../server/use/tickets.ts';
import { CloseCode } from '../protocol.ts';
import type { TicketAnswer } from '../signal.ts';
import type { Device } from './device.ts';
import { Network, type Break } from './network.ts';

/** As `server/signal/server.ts` does: whoever says nothing is hung up on. */
const HELLO_MS = 5_000;
const TICK_MS = 1_000;
const TURN = { urls: ['turn:relay.test:3478?transport=udp'], secret: 'geheim' };

export type Meeting = 'relay' | 'loopback' | 'none';

export class Portal {
  readonly network: Network;
  readonly facts = newFacts();
  /** Of failures the hub told; a code each. */
  readonly failures: string[] = [];
  #hub: Hub;
  #up = true;
  readonly #keyring = openKeyring(newKeyring());
  readonly #meeting: Meeting;
  readonly #clock: ReturnType<typeof setInterval>;

  /** `meeting`: how people may meet before admission. */
  constructor(meeting: Meeting) {
    this.#meeting = meeting;
    this.#hub = this.#start();
    this.network = new Network((line) => (this.#up ? this.#accept(line) : null));
    this.#clock = setInterval(() => this.#hub.tick(), TICK_MS);
  }

  get hub(): Hub {
    return this.#hub;
  }

  #start(): Hub {
    return createHub({
      keyring: this.#keyring,
      recheck: async (who) => lookUp(this.facts, who, Date.now()),
      hostEnded: async () => void (this.facts.hostEndedAt = Date.now()),
      turn: () => (this.#meeting === 'relay' ? TURN : null),
      loopback: this.#meeting === 'loopback',
      now: () => new Date(Date.now()),
      onFailure: (code) => this.failures.push(code),
    });
  }

  #accept(line: Line): LineEvents {
    const events = this.#hub.open(line);
    const silent = setTimeout(() => line.hangUp(CloseCode.malformed), HELLO_MS);
    return {
      message(text) {
        clearTimeout(silent);
        events.message(text);
      },
      closed() {
        clearTimeout(silent);
        events.closed();
      },
    };
  }

  /** What a page asks for tickets. `invitation`: a guest's; null: the host. */
  tickets(device: Device, invitation: string | null): (participant: string | null) => Promise<TicketAnswer> {
    const claims = invitation === null ? hostClaims(this.facts) : guestClaims(this.facts, invitation);
    const randomBytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(device.chance() * 256));
    const ports = { keyring: this.#keyring, now: () => new Date(Date.now()), randomBytes };
    return async (participant) => {
      await new Promise((answered) => setTimeout(answered, 2 * device.delayMs()));
      if (!device.reachable) return { offline: true };
      return { ticket: issueTicket(ports, claims, participant), signalUrl: this.network.urlFor(device) };
    };
  }

  /** A server without memory takes over. `how`: null: the old one says that it stops. */
  restart(how: Break | null, downMs: number): void {
    if (how) this.network.break(null, how);
    else this.#hub.close();
    this.#hub = this.#start();
    this.#up = false;
    setTimeout(() => (this.#up = true), downMs);
  }

  close(): void {
    clearInterval(this.#clock);
  }
}
